namespace BankView.Data.Egress;

/// <summary>Why a call did not bring an answer. Stored by name.</summary>
public enum EgressFailure
{
    /// <summary>It was not allowed to leave: a host that nobody configured, an inner address, no encryption.</summary>
    Blocked,

    /// <summary>No such host, or nobody answers there.</summary>
    Unreachable,

    /// <summary>The other side could not prove who it is, or spoke no TLS.</summary>
    Untrusted,

    /// <summary>No whole answer in time.</summary>
    Late,

    /// <summary>The answer is larger than any answer should be; the rest of it was not read.</summary>
    TooLarge,

    /// <summary>The answer broke off, or was no HTTP.</summary>
    Broken,

    /// <summary>BankView itself gave up on it, because it was stopped or nobody waits any more.</summary>
    Cancelled,
}

/// <summary>A call brought no answer. The message names host and reason, no path, no content.</summary>
public sealed class EgressException(EgressFailure failure, string message, Exception? cause = null) : Exception(message, cause)
{
    public EgressFailure Failure { get; } = failure;
}

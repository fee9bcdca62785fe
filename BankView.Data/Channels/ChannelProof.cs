namespace BankView.Data.Channels;

/// <summary>A channel that waits to be proved by a code.</summary>
public sealed record ChannelProof
{
    public required Guid Id { get; init; }

    public required ChannelKind Kind { get; init; }

    /// <summary>Where the code was sent; null while the other side has not come yet.</summary>
    public required string? Label { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>A code that is on its way to an address. It is nowhere kept.</summary>
/// <param name="Code">Six digits.</param>
public sealed record SentCode(Guid ProofId, string Code);

/// <summary>How a proof ended.</summary>
public enum ProofOutcome
{
    Proved,

    /// <summary>It may be tried again.</summary>
    WrongCode,

    /// <summary>Too late, too many tries, or never begun: it begins anew.</summary>
    Over,

    /// <summary>The member has this channel already, or somebody else does who may be asked from there.</summary>
    Taken,
}

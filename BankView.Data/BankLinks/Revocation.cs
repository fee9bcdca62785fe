using BankView.Data.BankLinks.Connectors;

namespace BankView.Data.BankLinks;

/// <summary>How far the taking back of a credential at its bank has come. Stored by name.</summary>
public enum RevocationState
{
    /// <summary>The bank has not confirmed it yet; it is tried again.</summary>
    Pending,

    /// <summary>The bank confirmed it, or said that it was gone already. The credential is destroyed.</summary>
    Confirmed,

    /// <summary>Only the member can end the access, at the provider's own site. The credential is destroyed here.</summary>
    ManualAtProvider,

    /// <summary>The member says that they ended it there themselves.</summary>
    DoneByMember,

    /// <summary>Another link of the member's is read with the same credential: it is taken back when the last of them ends.</summary>
    Shared,
}

/// <summary>What is, or was, to be taken back at a bank after a link ended. Holds no finances and no credential.</summary>
public sealed record Revocation
{
    public required Guid Id { get; init; }

    /// <summary>The link that it was read by, which may be erased by now.</summary>
    public required Guid LinkId { get; init; }

    public required string BankName { get; init; }

    /// <summary>Where the member can end the access without BankView, if the administrator named it.</summary>
    public required Uri? Website { get; init; }

    public required RevocationState State { get; init; }

    public required int Tries { get; init; }

    /// <summary>What the last try ended with.</summary>
    public required ProblemKind? Problem { get; init; }

    public required DateTimeOffset? NextTryAt { get; init; }

    public required DateTimeOffset? ConfirmedAt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>True while the bank, or the member at the provider, still has something to do.</summary>
    public bool IsOpen => State is RevocationState.Pending or RevocationState.ManualAtProvider;
}

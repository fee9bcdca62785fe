using BankView.Data.BankLinks.Connectors;
using BankView.Data.Consents;

namespace BankView.Data.BankLinks;

/// <summary>What an attempt is for. Stored by name.</summary>
public enum AttemptKind
{
    NewLink,

    /// <summary>The credential is replaced; the consent stays as it is.</summary>
    Repair,

    /// <summary>The credential is replaced, and a new consent takes the place of the old one.</summary>
    Renewal,
}

/// <summary>How far an attempt has come. Stored by name, but for <see cref="Expired"/>.</summary>
public enum AttemptStep
{
    /// <summary>The bank's answer, or the token, is awaited.</summary>
    AtBank,

    /// <summary>The answer is here and is being turned into a credential.</summary>
    Answering,

    ChoosingAccounts,

    Done,

    /// <summary>The bank's answer was no, or not to be used. Nothing was linked.</summary>
    Failed,

    /// <summary>The member let it be, or its time ran out and it was cleared away.</summary>
    GivenUp,

    /// <summary>The bank was paused or withdrawn meanwhile: nothing was linked, and what it gave is taken back there.</summary>
    NotOffered,

    /// <summary>Its time ran out.</summary>
    Expired,
}

/// <summary>A link on its way, or its repair. Nothing of it is a bank link before it is done.</summary>
public sealed record LinkAttempt
{
    /// <summary>For how long a member may take from the consent page to the last step.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromHours(1);

    public required Guid Id { get; init; }

    public required Guid InstitutionId { get; init; }

    public required AttemptKind Kind { get; init; }

    public required AttemptStep Step { get; init; }

    public required LinkTerms Terms { get; init; }

    /// <summary>The link that is repaired or renewed; null for a new one.</summary>
    public required Guid? LinkId { get; init; }

    /// <summary>Where the bank asks the member; null when a token is pasted.</summary>
    public required Uri? BankAddress { get; init; }

    /// <summary>Where a member gets the token to paste; null when the bank is visited.</summary>
    public required Uri? WhereToGetToken { get; init; }

    /// <summary>What the last try ended with; null when nothing is wrong.</summary>
    public required ConnectorProblem? Problem { get; init; }

    /// <summary>What the bank shares; null as long as it has not said.</summary>
    public required IReadOnlyList<FoundAccount>? Accounts { get; init; }

    /// <summary>The links that were made or mended, when it is done.</summary>
    public required IReadOnlyList<Guid> MadeLinks { get; init; }
}

/// <summary>An account that the bank shares.</summary>
/// <param name="KnownId">The account that it is, when BankView has known it before: its history is kept.</param>
/// <param name="IsOfLink">True when it belongs to the link that is repaired or renewed.</param>
/// <param name="IsCovered">True when the consent of that link covers it, or did last.</param>
public sealed record FoundAccount(BankAccount Account, Guid? KnownId, bool IsOfLink, bool IsCovered)
{
    /// <summary>False for a kind that BankView does not show.</summary>
    public bool CanBeChosen => Account.Kind is not null;
}

/// <summary>How the last step went.</summary>
public enum FinishOutcome
{
    Done,

    /// <summary>No account was chosen, or one that the bank does not share or BankView does not show.</summary>
    NothingChosen,

    /// <summary>It is not at this step (any more): it ran out, was given up, or is not as far yet.</summary>
    NotAtThisStep,

    /// <summary>The link that it was for has ended meanwhile.</summary>
    LinkEnded,

    /// <summary>The bank is not on offer any more.</summary>
    NotOffered,
}

/// <summary>How the last step went, and the links that were made or mended.</summary>
public sealed record FinishedLink(FinishOutcome Outcome, IReadOnlyList<Guid> Links);

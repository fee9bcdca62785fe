using BankView.Data.BankLinks.Connectors;

namespace BankView.Data.BankLinks.Sync;

/// <summary>How a reading ended.</summary>
public enum SyncEnd
{
    /// <summary>Everything asked for came.</summary>
    Done,

    /// <summary>Something did not come, or nothing did: the problems say what. What came is stored.</summary>
    Problem,

    /// <summary>Somebody else is reading this link right now.</summary>
    Busy,

    /// <summary>Too soon after the last reading, or the day's calls are used up: <see cref="SyncOutcome.NextAt"/> says when.</summary>
    NotYet,

    /// <summary>
    /// Nothing may be read: no such link of this member's, ended, without an active consent, or its institution is not on offer.
    /// </summary>
    NotAllowed,

    /// <summary>Consent, link or institution changed while reading: nothing more was stored, and what is still allowed is read soon.</summary>
    Changed,

    /// <summary>Another node took the reading over, because this one was not heard of for too long.</summary>
    TakenOver,
}

/// <summary>What one reading of a link brought. Holds counts and no finances.</summary>
public sealed record SyncOutcome(SyncEnd End)
{
    public int Added { get; init; }

    public int Changed { get; init; }

    public int Removed { get; init; }

    /// <summary>Rows of the bank's that could not be read and were left out.</summary>
    public int Unreadable { get; init; }

    /// <summary>What went wrong, worst first; with the bank's own words for the member where there are any.</summary>
    public IReadOnlyList<ConnectorProblem> Problems { get; init; } = [];

    /// <summary>When a reading that was refused may be asked for again.</summary>
    public DateTimeOffset? NextAt { get; init; }
}

/// <summary>How far a reading is: days of history that have come of those asked for, over all accounts, and rows stored.</summary>
public readonly record struct SyncProgress(int Days, int TotalDays, int Rows);

using BankView.Data.BankLinks;

namespace BankView.Data.Alerts;

/// <summary>
/// Something that a member is asked or told: by which rule, about what, on what evidence, and what the member did about it. What a
/// rule does not speak of is null.
/// </summary>
public sealed record Alert
{
    public required Guid Id { get; init; }

    public required AlertRule Rule { get; init; }

    public required DateTimeOffset RaisedAt { get; init; }

    /// <summary>Null for rules about links, and for <see cref="AlertRule.AllQuiet"/>.</summary>
    public Guid? AccountId { get; init; }

    public string? AccountName { get; init; }

    /// <summary>The link it is about, or that of the account; null for <see cref="AlertRule.AllQuiet"/>.</summary>
    public Guid? LinkId { get; init; }

    public string? BankName { get; init; }

    /// <summary>Where the bank takes reports, as it publishes it; null where nobody configured it.</summary>
    public string? BankPhone { get; init; }

    /// <summary>Null but for rules about payments and deposits.</summary>
    public AlertPayment? Payment { get; init; }

    /// <summary>What carried <see cref="AlertRule.UnusualPayment"/>, the strongest first; else empty.</summary>
    public IReadOnlyList<AlertEvidence> Evidence { get; init; } = [];

    /// <summary>The member's threshold at that time, of the rules that have one; positive.</summary>
    public Money? Threshold { get; init; }

    /// <summary>For <see cref="AlertRule.LowBalance"/>.</summary>
    public AlertBalance? Balance { get; init; }

    /// <summary>For <see cref="AlertRule.LinkNeedsYou"/>: how the link was.</summary>
    public LinkHealth? LinkState { get; init; }

    /// <summary>For <see cref="AlertRule.ConsentEnds"/>: when.</summary>
    public DateTimeOffset? ConsentEndsAt { get; init; }

    /// <summary>For <see cref="AlertRule.AllQuiet"/>: the first day of the month, which is reckoned in UTC.</summary>
    public DateOnly? Month { get; init; }

    /// <summary>Null while a question waits for the member, and for what only tells.</summary>
    public MemberAnswer? Answer { get; init; }

    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>When what only tells was closed, by the member or because it was over; null for a question.</summary>
    public DateTimeOffset? SeenAt { get; init; }

    /// <summary>Kept for the record alone: the rule was muted, or there had been enough alerts that day.</summary>
    public bool IsQuiet { get; init; }

    /// <summary>Why it is quiet; null when it is not, and for quiet ones of which an earlier version did not keep it.</summary>
    public QuietReason? QuietBecause { get; init; }

    public bool IsOpen => Answer is null && SeenAt is null;

    /// <summary>Open, and shown as such.</summary>
    public bool IsNew => IsOpen && !IsQuiet;

    /// <summary>The place in the list after this one.</summary>
    public AlertCursor Cursor => new(RaisedAt, Id);
}

/// <summary>What a member said to "Was this you?". Stored by name.</summary>
public enum MemberAnswer
{
    WasMe,
    WasNotMe,
}

/// <summary>Why an alert is kept for the record alone. Stored by name.</summary>
public enum QuietReason
{
    /// <summary>The member had muted its rule.</summary>
    Muted,

    /// <summary>There had been as many alerts that UTC day as the member wants to hear of.</summary>
    DailyCap,
}

/// <summary>A place in the list of alerts, newest first; the next page begins below it.</summary>
public readonly record struct AlertCursor(DateTimeOffset At, Guid Id)
{
    /// <summary>Above every alert.</summary>
    public static AlertCursor Newest { get; } = new(new DateTimeOffset(9999, 12, 31, 0, 0, 0, TimeSpan.Zero), Guid.AllBitsSet);
}

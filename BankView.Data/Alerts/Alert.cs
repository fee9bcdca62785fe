using BankView.Data.Sealing;

namespace BankView.Data.Alerts;

/// <summary>A payment that stands out: what it was, on what evidence, and what the member said to it.</summary>
public sealed record Alert
{
    public required Guid Id { get; init; }

    public required AlertRule Rule { get; init; }

    public required DateTimeOffset RaisedAt { get; init; }

    public required Guid AccountId { get; init; }

    public required string AccountName { get; init; }

    public required string BankName { get; init; }

    /// <summary>Where the bank takes reports, as it publishes it; null where nobody configured it.</summary>
    public required string? BankPhone { get; init; }

    public required AlertPayment Payment { get; init; }

    /// <summary>What carried it, the strongest first.</summary>
    public required IReadOnlyList<AlertEvidence> Evidence { get; init; }

    /// <summary>Null while it waits for the member.</summary>
    public required MemberAnswer? Answer { get; init; }

    public required DateTimeOffset? AnsweredAt { get; init; }

    public bool IsOpen => Answer is null;

    /// <summary>The place in the list after this one.</summary>
    public AlertCursor Cursor => new(RaisedAt, Id);
}

/// <summary>The payment that an alert is about, as it was when the alert was raised.</summary>
public sealed record AlertPayment
{
    public required Guid TransactionId { get; init; }

    /// <summary>False when the bank took its row back since.</summary>
    public required bool IsStored { get; init; }

    public required string Merchant { get; init; }

    public required Tag MerchantTag { get; init; }

    /// <summary>− for money out.</summary>
    public required Money Amount { get; init; }

    public required BankTime OccurredAt { get; init; }

    public required string? CardLastFour { get; init; }
}

/// <summary>What an alert was raised by. Stored by name.</summary>
public enum AlertRule
{
    /// <summary>A card payment that stands out by several signals together.</summary>
    UnusualPayment,
}

/// <summary>What a member said to "Was this you?". Stored by name.</summary>
public enum MemberAnswer
{
    WasMe,
    WasNotMe,
}

/// <summary>A place in the list of alerts, newest first; the next page begins below it.</summary>
public readonly record struct AlertCursor(DateTimeOffset At, Guid Id)
{
    /// <summary>Above every alert.</summary>
    public static AlertCursor Newest { get; } = new(new DateTimeOffset(9999, 12, 31, 0, 0, 0, TimeSpan.Zero), Guid.AllBitsSet);
}

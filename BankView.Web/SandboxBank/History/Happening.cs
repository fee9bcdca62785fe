using BankView.Data;
using BankView.Web.SandboxBank.Customers;

namespace BankView.Web.SandboxBank.History;

/// <summary>
/// One thing that happens on an account: a card payment is held first and posts, with another id and perhaps another amount, or
/// vanishes; everything else is posted at once.
/// </summary>
public sealed record Happening
{
    public required CustomerAccount Account { get; init; }

    /// <summary>Unique and the same in every building of the history; both ids follow from it.</summary>
    public required string Key { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>What is posted in the end. + in, − out.</summary>
    public required Money Amount { get; init; }

    public required string Description { get; init; }

    public required RowType Type { get; init; }

    /// <summary>A word for what it was.</summary>
    public required string Category { get; init; }

    /// <summary>What is held until then; null for what is posted at once.</summary>
    public Money? Held { get; init; }

    /// <summary>When what is held posts, or vanishes.</summary>
    public DateTimeOffset? SettlesAt { get; init; }

    public bool Vanishes { get; init; }

    /// <summary>The bank itself suspects fraud.</summary>
    public bool IsSuspected { get; init; }

    /// <summary>The posted row names the held one.</summary>
    public bool TellsReference { get; init; }

    public string PendingId => field ??= Fingerprint.Of($"pending|{Key}");

    public string PostedId => field ??= Fingerprint.Of($"posted|{Key}");

    /// <summary>Null while it is held, and for what vanished.</summary>
    public DateTimeOffset? PostedBy(DateTimeOffset now) => (SettlesAt ?? At) is var at && at <= now && !Vanishes ? at : null;

    public bool IsPending(DateTimeOffset now) => At <= now && SettlesAt > now;

    /// <summary>As the bank shows it then; null before it happens and after it vanished.</summary>
    public LedgerRow? Seen(DateTimeOffset now) => PostedBy(now) is { } postedAt
        ? new(this, PostedId, postedAt, Amount, TellsReference && Held is not null ? PendingId : null)
        : IsPending(now) ? new(this, PendingId, null, Held ?? Amount, null) : null;
}

/// <summary>A happening as the bank shows it at one moment.</summary>
/// <param name="PostedAt">Null while pending.</param>
/// <param name="ReferenceId">The pending row that this one posts, where the bank tells.</param>
public sealed record LedgerRow(Happening Happening, string Id, DateTimeOffset? PostedAt, Money Amount, string? ReferenceId)
{
    public DateTimeOffset At => Happening.At;

    public bool IsPending => PostedAt is null;
}

/// <summary>What kind of booking a row is.</summary>
public enum RowType
{
    Purchase,

    /// <summary>An amount held before the real one is known (fuel, hotel).</summary>
    Hold,
    Payment,
    DirectDeposit,
    BillPayment,
    Transfer,
    AtmWithdrawal,
    Interest,
    Credit,
}

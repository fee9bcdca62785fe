using BankView.Data.Sealing;

namespace BankView.Data.Transactions;

/// <summary>A transaction as a list shows it.</summary>
public sealed record Transaction
{
    public required Guid Id { get; init; }

    public required Guid AccountId { get; init; }

    public required TransactionStatus Status { get; init; }

    public required BankTime OccurredAt { get; init; }

    /// <summary>+ in, − out.</summary>
    public required Money Amount { get; init; }

    /// <summary>True for card activity.</summary>
    public required bool IsCard { get; init; }

    public required Category Category { get; init; }

    public required string Merchant { get; init; }

    public required Tag MerchantTag { get; init; }

    /// <summary>The place in the list after this one.</summary>
    public TransactionCursor Cursor => new(OccurredAt.At, Id);
}

/// <summary>What one transaction's own page adds.</summary>
public sealed record TransactionDetails
{
    public required Transaction Transaction { get; init; }

    /// <summary>The bank's whole text, card numbers masked.</summary>
    public required string Description { get; init; }

    public required string? Memo { get; init; }

    public required string? CardLastFour { get; init; }

    /// <summary>When the bank booked it, if it said so.</summary>
    public required BankTime? PostedAt { get; init; }
}

/// <summary>A card that transactions name.</summary>
public sealed record Card(Tag Tag, Guid AccountId, string LastFour);

/// <summary>A place in a list that is sorted newest first; the next page begins below it.</summary>
public readonly record struct TransactionCursor(DateTimeOffset At, Guid Id)
{
    /// <summary>Above every transaction.</summary>
    public static TransactionCursor Newest { get; } = new(new DateTimeOffset(9999, 12, 31, 0, 0, 0, TimeSpan.Zero), Guid.AllBitsSet);
}

/// <summary>Which transactions a list shows; what is null does not limit it.</summary>
public sealed record TransactionFilter
{
    public Guid? AccountId { get; init; }

    public Tag? Card { get; init; }

    public Category? Category { get; init; }

    /// <summary>Of the amount without its sign, in minor units.</summary>
    public long? LeastMinor { get; init; }

    /// <inheritdoc cref="LeastMinor"/>
    public long? MostMinor { get; init; }

    /// <summary>The amount with its sign, in minor units.</summary>
    public long? ExactMinor { get; init; }

    /// <summary>First day, in <see cref="Zone"/>.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last day, in <see cref="Zone"/>.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Where <see cref="From"/> and <see cref="To"/> begin and end; UTC if nothing is said.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    public TransactionStatus? Status { get; init; }

    /// <summary>True for card activity alone.</summary>
    public bool CardOnly { get; init; }

    /// <summary>One merchant's.</summary>
    public Tag? Merchant { get; init; }

    public bool IsEmpty => this == new TransactionFilter { Zone = Zone };
}

using BankView.Data.Transactions;

namespace BankView.Data.BankLinks.Connectors;

/// <summary>What shall be read. Only what an active consent covers is ever asked for.</summary>
public sealed record SyncRequest
{
    /// <summary>Accounts whose balances are wanted.</summary>
    public required IReadOnlyList<string> Balances { get; init; }

    /// <summary>Accounts whose transactions are wanted, and from which to which day; both inclusive, UTC.</summary>
    public required IReadOnlyList<AccountWindow> Windows { get; init; }

    /// <summary>Where the last whole reading ended, for protocols with cursors.</summary>
    public string? Cursor { get; init; }
}

/// <summary>A range of days of one account, by the bank's id; both inclusive, UTC.</summary>
public readonly record struct AccountWindow(string AccountId, DateOnly From, DateOnly To);

/// <summary>One answer of a bank.</summary>
public sealed record SyncPage
{
    /// <summary>Accounts with the balances stated.</summary>
    public IReadOnlyList<BankAccount> Accounts { get; init; } = [];

    /// <summary>Transactions that are new, or may have changed, in any order.</summary>
    public IReadOnlyList<BankTransaction> Rows { get; init; } = [];

    /// <summary>
    /// Windows that this page completes: with the pages since its beginning, all rows of each have come. A pending row that is
    /// stored and did not come is gone.
    /// </summary>
    public IReadOnlyList<FinishedWindow> Finished { get; init; } = [];

    /// <summary>Rows that the bank took back, for protocols that tell changes: account and transaction, by the bank's ids.</summary>
    public IReadOnlyList<(string AccountId, string TransactionId)> Removed { get; init; } = [];

    /// <summary>Where the next reading begins, for protocols with cursors; only on the page that ends a whole reading.</summary>
    public string? NextCursor { get; init; }

    /// <summary>Rows that could not be read (no sign, no amount, no day) and were left out: never guessed.</summary>
    public int UnreadableRows { get; init; }

    public IReadOnlyList<ConnectorProblem> Problems { get; init; } = [];

    /// <summary>How many calls this page took.</summary>
    public required int Calls { get; init; }
}

/// <summary>
/// A window of which all rows have come. <paramref name="IsComplete"/>: the bank promises that a posted row which did not come is gone
/// too; else such a row is kept and marked. <paramref name="HasPending"/>: pending rows were among what was asked for.
/// </summary>
public readonly record struct FinishedWindow(AccountWindow Window, bool IsComplete, bool HasPending);

/// <summary>A transaction as a bank states it.</summary>
public sealed record BankTransaction
{
    /// <summary>The bank's id of the account.</summary>
    public required string AccountId { get; init; }

    /// <summary>The bank's id; null where the protocol allows none.</summary>
    public string? Id { get; init; }

    /// <summary>The id of the pending row that this one posts, if the bank tells.</summary>
    public string? PendingId { get; init; }

    public required TransactionStatus Status { get; init; }

    /// <summary>When the member paid or was paid.</summary>
    public required BankTime OccurredAt { get; init; }

    /// <summary>When the bank booked it; null while pending.</summary>
    public BankTime? PostedAt { get; init; }

    /// <summary>+ in, − out.</summary>
    public required Money Amount { get; init; }

    /// <summary>Whom it was paid to or came from, raw; may be empty.</summary>
    public string Name { get; init; } = "";

    /// <summary>The rest of the description, raw.</summary>
    public string? Memo { get; init; }

    /// <summary>True for card activity: any row of a card account, or a card payment on another account.</summary>
    public bool IsCard { get; init; }

    /// <summary>The card's last four digits, if the bank tells which card.</summary>
    public string? CardLastFour { get; init; }

    /// <summary>ISO 18245 merchant category code, four digits, if the bank gives it.</summary>
    public string? MerchantCategoryCode { get; init; }

    /// <summary>True where the bank itself says that it suspects fraud.</summary>
    public bool HasFraudNotice { get; init; }
}

using BankView.Data.Transactions;

namespace BankView.Data.Statements;

/// <summary>One transaction as a statement file states it.</summary>
public sealed record StatementRow
{
    /// <summary>1-based line in the file, for people.</summary>
    public required int Line { get; init; }

    /// <summary>When the member paid or was paid, as far as the file says.</summary>
    public required BankTime OccurredAt { get; init; }

    /// <summary>When the bank booked it, if the file gives it apart.</summary>
    public BankTime? PostedAt { get; init; }

    /// <summary>+ in, − out.</summary>
    public required Money Amount { get; init; }

    public TransactionStatus Status { get; init; } = TransactionStatus.Posted;

    /// <summary>The bank's own id of the transaction (OFX <c>FITID</c>, an id column), if it gives one.</summary>
    public string? BankId { get; init; }

    /// <summary>Whom it was paid to or came from, raw; may be empty.</summary>
    public string Name { get; init; } = "";

    /// <summary>The rest of the description, raw.</summary>
    public string? Memo { get; init; }

    /// <summary>True for card activity: any row of a card account, or a card payment on another account.</summary>
    public bool IsCard { get; init; }

    /// <summary>The card's last four digits, if the file tells which card.</summary>
    public string? CardLastFour { get; init; }

    /// <summary>ISO 18245 merchant category code, four digits, if the file gives it.</summary>
    public string? MerchantCategoryCode { get; init; }

    /// <summary>True where the bank itself says that it suspects fraud.</summary>
    public bool HasFraudNotice { get; init; }

    /// <summary>The bank's own word for the kind of spending, if the file gives it.</summary>
    public string? BankCategory { get; init; }

    /// <summary>The running balance after this row, if the file states it.</summary>
    public Money? BalanceAfter { get; init; }
}

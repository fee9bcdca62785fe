namespace BankView.Data.Transactions;

/// <summary>Whether the bank has booked a transaction. Stored by name.</summary>
public enum TransactionStatus
{
    /// <summary>Authorised but not booked: it may change its id and amount, or vanish.</summary>
    Pending,
    Posted,
}

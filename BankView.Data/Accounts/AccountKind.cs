namespace BankView.Data.Accounts;

/// <summary>The kinds of account BankView shows. Stored by name.</summary>
public enum AccountKind
{
    Checking,
    Savings,
    CreditCard,
}

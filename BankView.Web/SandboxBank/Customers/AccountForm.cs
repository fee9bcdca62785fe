namespace BankView.Web.SandboxBank.Customers;

/// <summary>The accounts that every customer has one of.</summary>
public enum AccountForm
{
    Checking,
    Savings,

    /// <summary>The card for the day: groceries, restaurants, fuel.</summary>
    DayCard,

    /// <summary>The card for what is ordered and subscribed to.</summary>
    WebCard,

    /// <summary>An account in euros.</summary>
    Euro,
}

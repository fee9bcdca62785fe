namespace BankView.Data.Consents;

/// <summary>Why a member's data is read. There is no other purpose in this code. Stored by name.</summary>
public enum Purpose
{
    /// <summary>To show it to the member.</summary>
    View,

    /// <summary>To look for signs of fraud and tell the member.</summary>
    FraudAlerts,

    /// <summary>To answer the member's own questions in a messenger.</summary>
    Messaging,
}

/// <summary>What is read, in the names of the Financial Data Exchange (FDX).</summary>
public static class DataCluster
{
    public const string AccountBasic = "ACCOUNT_BASIC";
    public const string Balances = "BALANCES";
    public const string Transactions = "TRANSACTIONS";

    public static IReadOnlyList<string> All { get; } = [AccountBasic, Balances, Transactions];
}

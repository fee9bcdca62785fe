using BankView.Data;
using BankView.Web.SandboxBank.Customers;

namespace BankView.Web.SandboxBank.History;

/// <summary>An account at one moment: its rows, newest first, and the balances that are exactly their sum.</summary>
public sealed record Ledger(CustomerAccount Account, DateTimeOffset AsOf, IReadOnlyList<LedgerRow> Rows)
{
    /// <summary>What is booked. Debt is negative.</summary>
    public Money Current => Rows.Where(row => !row.IsPending).Aggregate(Account.Opening, (sum, row) => sum + row.Amount);

    /// <summary>What can still be spent: what is held is gone already, what is on its way in is not there yet.</summary>
    public Money Available => Rows.Where(row => row is { IsPending: true, Amount.IsNegative: true })
        .Aggregate(Account.Limit is { } limit ? limit + Current : Current, (sum, row) => sum + row.Amount);

    public static Ledger At(CustomerAccount account, IEnumerable<Happening> history, DateTimeOffset now) => new(account, now,
        [.. history.Where(row => row.Account == account).Select(row => row.Seen(now)).OfType<LedgerRow>()
            .OrderByDescending(row => row.At).ThenByDescending(row => row.Id, StringComparer.Ordinal)]);
}

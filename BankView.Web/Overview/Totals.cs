using BankView.Data;
using BankView.Data.Accounts;

namespace BankView.Web.Overview;

/// <summary>What a member has in one currency: the sum of stated balances, and the day of the oldest of them.</summary>
internal sealed record Total(Money Sum, BankTime AsOf);

internal static class Totals
{
    /// <summary>One per currency, the one with most accounts first. Accounts without a stated balance are left out.</summary>
    public static IReadOnlyList<Total> Of(IEnumerable<Account> accounts) =>
    [
        .. accounts.Where(account => account is { Current: not null, AsOf: not null })
            .GroupBy(account => account.Currency)
            .OrderByDescending(group => group.Count())
            .ThenBy(group => group.Key)
            .Select(group => new Total(
                group.Aggregate(Money.Zero(group.Key), (sum, account) => sum + account.Current!.Value),
                group.MinBy(account => account.AsOf!.Value.At)!.AsOf!.Value)),
    ];
}

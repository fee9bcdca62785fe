namespace BankView.Data.Accounts;

/// <summary>
/// The balance at the end of each day, reckoned back from the stated current balance through the known transactions. It is a
/// reckoning, not the bank's statement, and pages say so.
/// </summary>
public static class BalanceHistory
{
    /// <summary>
    /// One point per day from <paramref name="days"/> days before the balance's day to that day, oldest first; empty when no
    /// balance is stated. Days after the stated balance do not count.
    /// </summary>
    public static IReadOnlyList<(DateOnly Day, Money Balance)> Reckon(Account account, IEnumerable<AccountDay> flows, int days)
    {
        if (account is not { Current: { } balance, AsOf: { } asOf })
        {
            return [];
        }

        var net = flows.Where(flow => flow.AccountId == account.Id && flow.In.Currency == balance.Currency)
            .ToDictionary(flow => flow.Day, flow => flow.In + flow.Out);
        var last = asOf.DayIn(TimeZoneInfo.Utc);
        var points = new (DateOnly, Money)[days + 1];
        for (var back = 0; back <= days; back++)
        {
            var day = last.AddDays(-back);
            points[days - back] = (day, balance);
            balance -= net.GetValueOrDefault(day, Money.Zero(balance.Currency));
        }

        return points;
    }
}

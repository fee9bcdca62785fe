namespace BankView.Data.Accounts;

/// <summary>
/// The balance at the end of each day, reckoned back from the stated current balance through the known transactions. It is a
/// reckoning, not the bank's statement, and pages say so.
/// </summary>
public static class BalanceHistory
{
    /// <summary>
    /// One point per day from <paramref name="days"/> days before the balance's day to that day, oldest first; empty when no
    /// balance is stated, or one of so long ago that the flows of its days are not all here. Days after the stated balance do not count.
    /// </summary>
    /// <param name="since">The first day whose flows are among <paramref name="flows"/>.</param>
    public static IReadOnlyList<(DateOnly Day, Money Balance)> Reckon(Account account, IEnumerable<AccountDay> flows, DateOnly since, int days)
    {
        if (account is not { Current: { } balance } || LastDay(account) is not { } last || last.AddDays(-days) < since)
        {
            return [];
        }

        var net = flows.Where(flow => flow.AccountId == account.Id && flow.In.Currency == balance.Currency)
            .ToDictionary(flow => flow.Day, flow => flow.In + flow.Out);
        var points = new (DateOnly, Money)[days + 1];
        for (var back = 0; back <= days; back++)
        {
            var day = last.AddDays(-back);
            points[days - back] = (day, balance);
            balance -= net.GetValueOrDefault(day, Money.Zero(balance.Currency));
        }

        return points;
    }

    /// <summary>The day of the stated balance, in UTC; null when none is stated.</summary>
    public static DateOnly? LastDay(Account account) => account.AsOf?.DayIn(TimeZoneInfo.Utc);
}

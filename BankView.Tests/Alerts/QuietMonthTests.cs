using BankView.Data.Alerts;
using BankView.Data.Consents;
using BankView.Data.Database;
using BankView.Tests.Testing;
using static BankView.Tests.Testing.Statements;

namespace BankView.Tests.Alerts;

/// <summary>A month in which nothing was raised is told of to who chose that. The clock begins in November 2026.</summary>
public class QuietMonthTests
{
    private static readonly DateTimeOffset December = new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory, Databases]
    public async Task A_quiet_month_is_told_of_once_when_it_is_over_from_the_month_on_in_which_that_was_chosen(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await Chosen(database);
        await Look(database, database.Clock.GetUtcNow());
        await Look(database, December.AddMilliseconds(-1));
        Assert.Empty(await CardMember.AlertsOf(member));

        await Look(database, December);
        await Look(database, December.AddDays(20));
        Assert.Equal([(AlertRule.AllQuiet, new DateOnly(2026, 11, 1))], (await CardMember.AlertsOf(member)).Select(alert => (alert.Rule, alert.Month!.Value)));
        await Look(database, December.AddMonths(1));

        Assert.Equal([new(2026, 12, 1), new DateOnly(2026, 11, 1)], (await CardMember.AlertsOf(member)).Select(alert => alert.Month!.Value));
    }

    [Theory, Databases]
    public async Task A_month_in_which_something_was_raised_is_not_told_of_even_if_it_was_quiet(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await Chosen(database);
        await member.AlertChoices.Mute(member.Id, AlertRule.UnusualPayment, until: null);
        await member.BringIn(Card(CardMember.Strange(member)));

        await Look(database, December);

        Assert.Equal(AlertRule.UnusualPayment, Assert.Single(await CardMember.AlertsOf(member)).Rule);
    }

    [Theory, Databases]
    public async Task Nobody_is_told_who_did_not_choose_it_chose_it_later_or_lets_nothing_be_looked_at(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var (unasked, late, unwatched) = (await CardMember.Join(database, Purpose.View, Purpose.FraudAlerts),
            await CardMember.Join(database, Purpose.View, Purpose.FraudAlerts), await Chosen(database, Purpose.View));
        database.Clock.SetUtcNow(December);
        await late.AlertChoices.Save(late.Id, new AlertChoices { MonthlySummary = true });

        await Look(database, December.AddDays(1));

        Assert.Empty(await CardMember.AlertsOf(unasked));
        Assert.Empty(await CardMember.AlertsOf(late));
        Assert.Empty(await CardMember.AlertsOf(unwatched));
    }

    private static async Task<TestMember> Chosen(TestDatabase database, params Purpose[] purposes)
    {
        var member = await CardMember.Join(database, purposes.Length == 0 ? [Purpose.View, Purpose.FraudAlerts] : purposes);
        await member.AlertChoices.Save(member.Id, new AlertChoices { MonthlySummary = true });
        return member;
    }

    // On two nodes at once.
    private static Task Look(TestDatabase database, DateTimeOffset at)
    {
        database.Clock.SetUtcNow(at);
        return Task.WhenAll(Enumerable.Range(0, 2).Select(_ => new QuietMonths(database.Databases, database.Keys, database.Clock).TellOfAllMembers()));
    }
}

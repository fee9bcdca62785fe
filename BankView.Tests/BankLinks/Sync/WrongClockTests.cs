using BankView.Data;
using BankView.Data.Accounts;
using BankView.Data.Consents;
using BankView.Data.Database;
using BankView.Tests.Testing;
using static BankView.Tests.Testing.Statements;

namespace BankView.Tests.BankLinks.Sync;

/// <summary>A bank's clock is a day ahead of ours, or a day behind: nothing is lost, and nothing from a day that has not come stands for ever.</summary>
public class WrongClockTests
{
    [Theory, Databases]
    public async Task A_balance_of_tomorrow_gives_way_to_the_one_after_it(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await SyncedMember.Join(database);
        member.Bank.Accounts = [SyncedMember.Balance(100, BankTime.AtInstant(database.Clock.GetUtcNow().AddDays(1)))];
        await member.Read();
        Assert.Equal((100, database.Clock.GetUtcNow()), await Stated(member));

        database.Clock.Advance(TimeSpan.FromHours(1));
        member.Bank.Accounts = [SyncedMember.Balance(200, BankTime.AtInstant(database.Clock.GetUtcNow()))];
        await member.Read();

        Assert.Equal((200, database.Clock.GetUtcNow()), await Stated(member));
    }

    [Theory, Databases]
    public async Task A_balance_of_a_day_is_of_that_day_as_long_as_it_has_begun_anywhere(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await SyncedMember.Join(database);
        var today = new DateOnly(2026, 11, 20);
        foreach (var (stated, shown) in new[] { (today, today), (today.AddDays(1), today.AddDays(1)), (today.AddDays(2), today) })
        {
            await member.Change("DELETE FROM balances WHERE user_id = @Id");
            member.Bank.Accounts = [SyncedMember.Balance(100, BankTime.OnDay(stated))];
            await member.Read();

            Assert.Equal(BankTime.OnDay(shown), (await Account(member)).AsOf);
        }
    }

    [Theory, Databases]
    public async Task Rows_of_yesterday_and_tomorrow_are_there_once_whichever_clock_is_right_later(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await SyncedMember.Join(database);
        member.Bank.Rows = [member.Row("1", -1, -100, "Tea House"), member.Row("2", 1, -200, "Corner Bakery"), member.Row(null, -1, -300, "Kiosk", isPending: true)];
        Assert.Equal(3, (await member.Read()).Added);

        database.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(0, (await member.Read()).Added);

        Assert.Equal(["11-19 -200 Corner Bakery", "11-21 -100 Tea House", "11-21 -300 Kiosk pending"], await member.Seen());
        await member.AssertDaysAddUp();
    }

    private static async Task<Account> Account(SyncedMember member) => Assert.Single(await member.Member.Accounts.ListLinked(member.Id, Purpose.View));

    private static async Task<(long, DateTimeOffset)> Stated(SyncedMember member)
    {
        var account = await Account(member);
        Assert.Equal(Dollar, account.Current!.Value.Currency);
        return (account.Current.Value.MinorUnits, account.AsOf!.Value.At);
    }
}

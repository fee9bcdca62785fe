using BankView.Data.Accounts;
using BankView.Data.Consents;
using BankView.Data.Database;
using BankView.Tests.Testing;
using static BankView.Tests.Testing.Statements;

namespace BankView.Tests.Accounts;

public class AccountStoreTests
{
    [Theory, Databases]
    public async Task Accounts_come_by_bank_then_kind_then_name_with_their_newest_stated_balance(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await TestMember.Join(database);
        await member.BringIn(Card(Row("2026-11-03", -990, "Books", "1")).WithBalance("2026-11-04", -990), bank: "Zebra Bank");
        await member.BringIn(Checking(Row("2026-11-03", -100, "Tea", "1")).WithBalance("2026-11-04", 5000), bank: "Alder Bank");
        await member.BringIn(Checking(Row("2026-10-03", -100, "Tea", "2")).WithBalance("2026-10-04", 7000), bank: "Alder Bank");
        await member.BringIn(Of(AccountKind.Savings, "5551", Row("2026-11-03", 100, "Interest", "1")), bank: "Zebra Bank");

        var accounts = await member.Accounts.ListLinked(member.Id, Purpose.View);

        Assert.Equal(["Alder Bank Checking 50.00 USD", "Zebra Bank Savings ", "Zebra Bank CreditCard -9.90 USD"],
            accounts.Select(account => $"{account.BankName} {account.Kind} {account.Current}"));
        Assert.Equal(new DateOnly(2026, 11, 4), accounts[0].AsOf?.DayIn(TimeZoneInfo.Utc));
        Assert.Equal(accounts[0], await member.Accounts.Find(member.Id, accounts[0].Id, Purpose.View));
        Assert.Null(await member.Accounts.Find(member.Id, Guid.CreateVersion7(), Purpose.View));
    }

    [Theory, Databases]
    public async Task Days_and_months_add_up_what_came_in_and_went_out(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await TestMember.Join(database);
        var id = (await member.BringIn(Checking(
            Row("2026-11-03", -100, "Tea", "1"), Row("2026-11-03", -250, "Cake", "2"), Row("2026-11-03", 1000, "Gift", "3"),
            Row("2026-11-01", -5, "Stamp", "4"), Row("2026-09-30", 77, "Refund", "5"), Row("2025-01-01", -1, "Old", "6")))).AccountIds[0];

        var days = await member.Accounts.ListDays(member.Id, Purpose.View, new DateOnly(2026, 9, 1));
        var months = await member.Accounts.ListMonths(member.Id, id, Purpose.View, 12);

        Assert.Equal(["2026-09-30 0.77 USD 0.00 USD", "2026-11-01 0.00 USD -0.05 USD", "2026-11-03 10.00 USD -3.50 USD"],
            days.Select(day => $"{day.Day:yyyy-MM-dd} {day.In} {day.Out}"));
        Assert.Equal(["2026-11-01 10.00 USD -3.55 USD", "2026-09-01 0.77 USD 0.00 USD"],
            months.Select(month => $"{month.Month:yyyy-MM-dd} {month.In} {month.Out}"));
        Assert.Equal(3, (await member.Accounts.ListMonths(member.Id, id, Purpose.View, 24)).Count);
        Assert.Empty(await member.Accounts.ListDays(member.Id, Purpose.View, new DateOnly(2026, 9, 1), Guid.CreateVersion7()));
    }

    [Fact]
    public void A_balance_is_reckoned_back_through_the_days_and_never_past_the_stated_one()
    {
        var account = Account(balance: 1000);
        AccountDay[] flows =
        [
            Day("2026-11-05", 9_999, 0), // after the stated balance
            Day("2026-11-04", 300, -100),
            Day("2026-11-02", 0, -50),
            Day("2026-11-02", 5, 0) with { AccountId = Guid.CreateVersion7() },
        ];

        var points = BalanceHistory.Reckon(account, flows, new DateOnly(2026, 11, 1), 3);

        Assert.Equal(["11-01 8.50 USD", "11-02 8.00 USD", "11-03 8.00 USD", "11-04 10.00 USD"], points.Select(point => $"{point.Day:MM-dd} {point.Balance}"));
        Assert.Empty(BalanceHistory.Reckon(account with { Current = null }, flows, new DateOnly(2026, 11, 1), 3));
        // A day whose flows were not read would make a level line, which is not what happened.
        Assert.Empty(BalanceHistory.Reckon(account, flows, new DateOnly(2026, 11, 2), 3));

        AccountDay Day(string day, long moneyIn, long moneyOut) => new(account.Id, DateOnly.Parse(day), new(moneyIn, Dollar), new(moneyOut, Dollar));
    }

    private static Account Account(long balance) => new()
    {
        Id = Guid.CreateVersion7(),
        LinkId = Guid.CreateVersion7(),
        BankName = "Example Bank",
        Kind = AccountKind.Checking,
        Name = "Everyday",
        LastFour = null,
        Currency = Dollar,
        Current = new(balance, Dollar),
        Available = null,
        Limit = null,
        AsOf = Data.BankTime.OnDay(new DateOnly(2026, 11, 4)),
    };
}

using BankView.Data;
using BankView.Data.Consents;
using BankView.Data.Database;
using BankView.Data.Transactions;
using BankView.Tests.Testing;
using static BankView.Tests.Testing.Statements;

namespace BankView.Tests.Transactions;

public class TransactionListTests
{
    [Theory, Databases]
    public async Task Pages_over_rows_of_the_same_moment_show_each_row_once_and_newest_first(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await TestMember.Join(database);
        await member.BringIn(Checking([.. Enumerable.Range(0, 23).Select(i => Row(i < 20 ? "2026-11-03" : "2026-11-04", -100 - i, $"Shop {i}", $"{i}"))]));

        var seen = new List<Transaction>();
        var after = TransactionCursor.Newest;
        while (await member.Transactions.List(member.Id, Purpose.View, new(), after, 4) is { Count: > 0 } page)
        {
            seen.AddRange(page);
            after = page[^1].Cursor;
        }

        Assert.Equal(23, seen.Select(row => row.Id).Distinct().Count());
        Assert.Equal(23, seen.Count);
        Assert.Equal(await member.Activity(), seen);
        Assert.Equal(seen.Select(row => row.OccurredAt.At).OrderDescending(), seen.Select(row => row.OccurredAt.At));
    }

    [Theory, Databases]
    public async Task Each_filter_shows_what_it_says_and_all_of_it(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await TestMember.Join(database);
        var checking = (await member.BringIn(Checking(
            Row("2026-11-03", -1234, "Corner Bakery", "1", isCard: true) with { CardLastFour = "4242", MerchantCategoryCode = "5812" },
            Row("2026-11-04", 250000, "PAYROLL", "2"),
            Row("2026-11-05", -1234, "City Transit", "3") with { Status = TransactionStatus.Pending }))).AccountIds[0];
        await member.BringIn(Card(Row("2026-11-06", -990, "Corner Bakery", "9", isCard: true)));
        var all = await member.Activity();
        var card = Assert.Single(await member.Transactions.ListCards(member.Id, Purpose.View));
        Assert.Equal((checking, "4242"), (card.AccountId, card.LastFour));

        await Shows(["PAYROLL", "Corner Bakery", "City Transit"], new() { AccountId = checking });
        await Shows(["Corner Bakery"], new() { Card = card.Tag });
        await Shows(["Corner Bakery", "Corner Bakery"], new() { CardOnly = true });
        await Shows(["Corner Bakery", "Corner Bakery"], new() { Merchant = all.First(row => row.Merchant is "Corner Bakery").MerchantTag });
        await Shows(["City Transit"], new() { Status = TransactionStatus.Pending });
        await Shows(["PAYROLL", "Corner Bakery", "Corner Bakery"], new() { Status = TransactionStatus.Posted });
        await Shows(["City Transit", "Corner Bakery"], new() { ExactMinor = -1234 });
        await Shows(["PAYROLL"], new() { LeastMinor = 1235 });
        await Shows(["City Transit", "Corner Bakery"], new() { LeastMinor = 1000, MostMinor = 1234 });
        await Shows(["City Transit", "PAYROLL"], new() { From = new(2026, 11, 4), To = new(2026, 11, 5) });
        await Shows(["Corner Bakery"], new() { Category = Category.Dining, AccountId = checking });
        await Shows([], new() { AccountId = Guid.CreateVersion7() });

        async Task Shows(string[] merchants, TransactionFilter filter) =>
            Assert.Equal(merchants.Order(), (await member.Activity(filter)).Select(row => row.Merchant).Order());
    }

    [Theory, Databases]
    public async Task A_transactions_own_page_tells_all_that_the_bank_said(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await TestMember.Join(database);
        await member.BringIn(Checking(Row("2026-11-03", -1234, "CORNER BAKERY 0041", "1", isCard: true) with
        {
            Memo = "Two loaves",
            CardLastFour = "4242",
            PostedAt = BankTime.OnDay(new(2026, 11, 5)),
        }));

        var details = await member.Transactions.Find(member.Id, (await member.Activity())[0].Id, Purpose.View);

        Assert.NotNull(details);
        Assert.Equal(("CORNER BAKERY 0041", "Two loaves", "4242"), (details.Description, details.Memo, details.CardLastFour));
        Assert.Equal(new DateOnly(2026, 11, 5), details.PostedAt?.DayIn(TimeZoneInfo.Utc));
        Assert.Null(await member.Transactions.Find(member.Id, Guid.CreateVersion7(), Purpose.View));
    }
}

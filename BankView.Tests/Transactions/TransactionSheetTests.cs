using BankView.Data;
using BankView.Tests.Testing;
using BankView.Web.Transactions;
using Bunit;
using static BankView.Tests.Testing.Statements;

namespace BankView.Tests.Transactions;

public class TransactionSheetTests : ActivityTest
{
    [Fact]
    public async Task It_tells_everything_that_is_known()
    {
        await Member.BringIn(Checking(Row("2026-11-03", -1234, "CORNER BAKERY 0041 SPRINGFIELD", "1", isCard: true) with
        {
            OccurredAt = BankTime.AtInstant(new(2026, 11, 3, 13, 5, 0, TimeSpan.Zero)),
            CardLastFour = "4407",
            Memo = "Two loaves",
        }));
        var id = (await Member.Activity())[0].Id;

        var page = Open($"/activity?t={id}");

        Assert.Contains("−$12.34", Sheet(page), StringComparison.Ordinal);
        Assert.Equal("•••• 4407", Fact(page, "Card"));
        Assert.Equal("Everyday account ••6789", Fact(page, "Account"));
        Assert.Equal("Tuesday, November 3, 2026, 2:05 PM (Europe/Berlin)", Fact(page, "When"));
        Assert.Equal("CORNER BAKERY 0041 SPRINGFIELD", Fact(page, "Bank’s text"));
        Assert.Equal("Two loaves", Fact(page, "Memo"));
        Assert.Contains("Once this year", Sheet(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_sends_a_worried_member_to_the_bank_and_promises_nothing()
    {
        await Member.BringIn(Checking(Row("2026-11-03", -1234, "Corner Bakery", "1", isCard: true)));

        var sheet = Sheet(Open($"/activity?t={(await Member.Activity())[0].Id}"));

        Assert.Contains("Call the number on the back of your card", sheet, StringComparison.Ordinal);
        Assert.Contains("it cannot stop a payment or block a card", sheet, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_history_shows_the_last_ten_and_counts_this_year()
    {
        await Member.BringIn(Checking([.. Enumerable.Range(0, 14).Select(month =>
            Row(new DateOnly(2026, 11, 3).AddMonths(-month).ToString("yyyy-MM-dd"), -1000 - month, "City Gym", $"{month}")),
            Row("2026-11-04", -1, "Elsewhere", "x")]));
        var newest = (await Member.Activity()).First(row => row.Merchant is "City Gym");

        var page = Open($"/activity?t={newest.Id}");

        Assert.Contains("11 times this year", Sheet(page), StringComparison.Ordinal);
        Assert.Equal(10, page.FindAll("transaction-sheet li").Count);
        Location.NavigateTo(page.Find("transaction-sheet a:contains('Show all')").GetAttribute("href")!);
        page.WaitForAssertion(() => Assert.Equal(14, Rows(page).Length));
        Assert.Contains("City Gym", page.Find(".filter-summary").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Opening_and_closing_keeps_the_list_and_its_filters()
    {
        await Member.BringIn(Checking(Row("2026-11-03", -1234, "Corner Bakery", "1"), Row("2026-11-02", -1, "Elsewhere", "2")));
        var page = Open("/activity?q=bakery");

        Location.NavigateTo(page.Find(".transaction-list a").GetAttribute("href")!);
        page.WaitForAssertion(() => Assert.Contains("Something wrong?", Text(page), StringComparison.Ordinal));
        Assert.Equal(["Corner Bakery"], Rows(page));
        Location.NavigateTo(page.Find("transaction-sheet [aria-label=Close]").GetAttribute("href")!);

        page.WaitForAssertion(() => Assert.Empty(page.FindAll("transaction-sheet")));
        Assert.Equal("/activity?q=bakery", Address);
    }

    [Fact]
    public async Task Somebody_elses_transaction_and_a_missing_one_look_the_same()
    {
        var other = await TestMember.Join(Database);
        await other.BringIn(Checking(Row("2026-11-03", -1234, "Secret Shop", "1")));
        await Member.BringIn(Checking(Row("2026-11-03", -500, "Corner Bakery", "1")));

        var foreign = Sheet(Open($"/activity?t={(await other.Activity())[0].Id}"));
        var missing = Sheet(Open($"/activity?t={Guid.NewGuid()}"));

        Assert.Contains("This transaction is not here", foreign, StringComparison.Ordinal);
        Assert.Equal(missing, foreign);
    }

    private static string Fact(IRenderedComponent<ActivityPage> page, string name) =>
        page.FindAll("transaction-sheet dl > div").Single(fact => string.Equals(fact.Children[0].TextContent, name, StringComparison.Ordinal)).Children[1].TextContent.Trim().Replace('\u202F', ' ');

    private static string Sheet(IRenderedComponent<ActivityPage> page) =>
        string.Join(' ', page.Find("transaction-sheet").TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

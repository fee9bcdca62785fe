using BankView.Data.Consents;
using Bunit;
using static BankView.Tests.Testing.Statements;

namespace BankView.Tests.Transactions;

public class ActivityPageTests : ActivityTest
{
    [Fact]
    public void Without_transactions_it_says_what_will_be_here_and_offers_the_next_step()
    {
        var page = Open();

        Assert.Contains("Your transactions will be here", Text(page), StringComparison.Ordinal);
        Assert.Equal("/import", page.Find("a.button-primary").GetAttribute("href"));
        Assert.Empty(page.FindAll("input"));
    }

    [Fact]
    public async Task It_shows_transactions_by_day_with_account_category_and_amount()
    {
        await Member.BringIn(Checking(Row("2026-11-20", -1234, "Corner Bakery", "1", isCard: true), Row("2026-11-19", 250000, "Payroll", "2")));
        await Member.BringIn(Card(Row("2026-11-03", -9900, "Paper Kite Books", "1", isCard: true)), bank: "Other Bank");

        Assert.Matches("Today ?Corner Bakery ?Everyday account ••6789.*−\\$12.34 ?Yesterday ?Payroll.*\\+\\$2,500.00 ?Tue 3 Nov ?Paper Kite Books", Text(Open()));
    }

    [Fact]
    public async Task A_pending_transaction_says_so_in_a_word()
    {
        await Member.BringIn(Checking(Row("2026-11-20", -1234, "Corner Bakery", "1") with { Status = Data.Transactions.TransactionStatus.Pending }));

        Assert.Contains("Corner Bakery Pending", Text(Open()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_nothing_matches_it_says_so_and_offers_to_clear()
    {
        await Member.BringIn(Checking(Row("2026-11-20", -1234, "Corner Bakery", "1")));

        var page = Open("/activity?q=nowhere&category=Fuel");

        Assert.Contains("No transaction matches your search and filters.", Text(page), StringComparison.Ordinal);
        Assert.Equal("/activity", page.Find(".empty-state a").GetAttribute("href"));
    }

    [Fact]
    public async Task Older_rows_are_added_fifty_at_a_time_until_there_are_none()
    {
        await Member.BringIn(Checking([.. Enumerable.Range(0, 120).Select(day =>
            Row(new DateOnly(2026, 11, 19).AddDays(-day).ToString("yyyy-MM-dd"), -100 - day, "Shop", $"{day}"))]));
        var page = Open();
        Assert.Equal(50, Rows(page).Length);
        Assert.Contains("The newest 50 transactions; there are older ones", Text(page), StringComparison.Ordinal);

        await page.Find("button:contains('Older')").ClickAsync();
        Assert.Equal(100, Rows(page).Length);
        await page.Find("button:contains('Older')").ClickAsync();

        Assert.Equal(120, Rows(page).Length);
        Assert.Empty(page.FindAll("button:contains('Older')"));
        Assert.Equal(120, page.FindAll(".transaction-list .money").Select(amount => amount.TextContent).Distinct().Count());
    }

    [Fact]
    public async Task Accounts_whose_link_may_not_be_viewed_leave_the_open_page_and_its_sheet_at_once()
    {
        await Member.BringIn(Checking(Row("2026-11-20", -1234, "Corner Bakery", "1")));
        var page = Open($"/activity?t={(await Member.Activity())[0].Id}");
        Assert.Contains("Corner Bakery", Text(page), StringComparison.Ordinal);

        await Member.Consents.ChangePurposes(Member.Id, (await Member.Links.List(Member.Id))[0].Id, new HashSet<Purpose>());

        page.WaitForAssertion(() => Assert.DoesNotContain("Corner Bakery", page.Markup, StringComparison.Ordinal));
        Assert.Contains("This transaction is not here", Text(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task News_do_not_fold_up_what_was_unfolded()
    {
        await Member.BringIn(Checking([.. Enumerable.Range(0, 70).Select(day =>
            Row(new DateOnly(2026, 11, 19).AddDays(-day).ToString("yyyy-MM-dd"), -100, "Shop", $"{day}"))]));
        var page = Open();
        await page.Find("button:contains('Older')").ClickAsync();

        await Member.BringIn(Checking(Row("2026-11-20", -1234, "Corner Bakery", "new")));

        page.WaitForAssertion(() => Assert.Equal("Corner Bakery", Rows(page)[0]));
        Assert.Equal(70, Rows(page).Length);
    }

    [Fact]
    public async Task News_that_somebody_brings_in_another_language_leave_the_page_in_its_own()
    {
        await Member.BringIn(Checking(Row("2026-11-19", -500, "Coffee", "1")));
        var page = Open();

        Read("de-DE");
        await Member.BringIn(Checking(Row("2026-11-20", -1234, "Corner Bakery", "2")));

        page.WaitForAssertion(() => Assert.Equal("Corner Bakery", Rows(page)[0]));
        Assert.Contains("−$12.34", Text(page), StringComparison.Ordinal);
        Assert.Contains("Today", Text(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_speaks_German()
    {
        await Member.BringIn(Checking(Row("2026-11-20", 123456, "Payroll", "1") with { MerchantCategoryCode = "5411" }));
        Read("de-DE");

        var text = Text(Open());

        Assert.Contains("Umsätze", text, StringComparison.Ordinal);
        Assert.Contains("Lebensmittel", text, StringComparison.Ordinal);
        Assert.Contains("+1.234,56 $", text.Replace('\u00A0', ' '), StringComparison.Ordinal);
    }
}

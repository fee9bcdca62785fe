using BankView.Data.Consents;
using BankView.Tests.Testing;
using BankView.Web.Overview;
using Bunit;
using static BankView.Tests.Testing.Statements;

namespace BankView.Tests.Overview;

public class OverviewPageTests : PageTest
{
    [Fact]
    public void Without_accounts_it_says_what_will_be_here_and_offers_the_next_step()
    {
        var page = Render<OverviewPage>();

        Assert.Contains("Your balances and recent card activity will be here.", page.Markup, StringComparison.Ordinal);
        Assert.Equal("/links/new", page.Find("a.button-primary").GetAttribute("href"));
        Assert.NotNull(page.Find("a[href='/import']"));
    }

    [Fact]
    public async Task It_shows_balances_by_bank_totals_by_currency_and_recent_card_activity()
    {
        await Member.BringIn(Checking(Row("2026-11-18", -1234, "Corner Bakery", "1", isCard: true)).WithBalance("2026-11-19", 512345));
        await Member.BringIn(Card(Row("2026-11-17", -9900, "Paper Kite Books", "1", isCard: true)).WithBalance("2026-11-18", -12345), bank: "Other Bank");

        var text = Text(Render<OverviewPage>());

        Assert.Contains("$5,123.45", text, StringComparison.Ordinal);
        Assert.Contains("−$123.45", text, StringComparison.Ordinal);
        Assert.Contains("Total in USD $5,000.00 as of 18 Nov", text, StringComparison.Ordinal);
        Assert.Contains("Other Bank", text, StringComparison.Ordinal);
        Assert.Contains("Corner Bakery", text, StringComparison.Ordinal);
        Assert.Contains("−$99.00", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_balance_that_no_bank_stated_is_said_to_be_missing_and_is_not_made_up()
    {
        await Member.BringIn(Checking(Row("2026-11-18", -1234, "Corner Bakery", "1")));

        var text = Text(Render<OverviewPage>());

        Assert.Contains("Balance not stated", text, StringComparison.Ordinal);
        Assert.Contains("Without one account whose balance its bank has not stated.", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_balance_of_long_ago_has_no_line_rather_than_a_level_one()
    {
        await Member.BringIn(Checking(Row("2024-02-20", -1234, "Corner Bakery", "1")).WithBalance("2024-03-01", 512345));
        Assert.Empty(Render<OverviewPage>().FindAll("svg.sparkline"));

        await Member.BringIn(Checking().WithBalance("2026-11-01", 512345));
        Assert.Single(Render<OverviewPage>().FindAll("svg.sparkline"));
    }

    [Fact]
    public async Task An_open_page_changes_by_itself_when_an_import_brings_something_new()
    {
        var page = Render<OverviewPage>();
        await Member.BringIn(Checking(Row("2026-11-18", -1234, "Corner Bakery", "1", isCard: true)).WithBalance("2026-11-19", 512345));

        page.WaitForAssertion(() => Assert.Contains("$5,123.45", Text(page), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Accounts_whose_link_may_not_be_viewed_leave_the_open_page_at_once()
    {
        await Member.BringIn(Checking(Row("2026-11-18", -1234, "Corner Bakery", "1", isCard: true)).WithBalance("2026-11-19", 512345));
        var page = Render<OverviewPage>();

        await Member.Consents.ChangePurposes(Member.Id, (await Member.Links.List(Member.Id))[0].Id, new HashSet<Purpose>());

        page.WaitForAssertion(() => Assert.DoesNotContain("$5,123.45", page.Markup, StringComparison.Ordinal));
        Assert.DoesNotContain("Corner Bakery", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Figures_follow_the_readers_language()
    {
        await Member.BringIn(Checking().WithBalance("2026-11-19", 512345));
        Read("de-DE");

        Assert.Contains("5.123,45 $", Text(Render<OverviewPage>()), StringComparison.Ordinal);
    }
}

using BankView.Data.Transactions;
using BankView.Web.Shell;
using BankView.Web.Transactions;
using Bunit;
using Bunit.TestDoubles;
using static BankView.Tests.Testing.Statements;

namespace BankView.Tests.Transactions;

public class ActivityFilterTests : ActivityTest
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Member.BringIn(Checking(
            Row("2026-11-19", -1234, "Corner Bakery", "1", isCard: true) with { CardLastFour = "4407" },
            Row("2026-11-10", 250000, "Payroll", "2"),
            Row("2026-10-05", -5000, "City Power", "3") with { Status = TransactionStatus.Pending }));
        await Member.BringIn(Card(Row("2026-11-03", -9900, "Paper Kite Books", "1", isCard: true)), bank: "Other Bank");
    }

    [Theory]
    [InlineData("?q=bake", "Corner Bakery")]
    [InlineData("?from=2026-11-04&to=2026-11-10", "Payroll")]
    [InlineData("?least=50&most=99", "Paper Kite Books,City Power")]
    [InlineData("?pending=true", "City Power")]
    [InlineData("?cards=true", "Corner Bakery,Paper Kite Books")]
    [InlineData("?q=payroll&cards=true", "")]
    [InlineData("?account=nobody&from=tomorrow&least=-3&category=Gold&card=zz&merchant=1&t=2&pending=maybe", "Corner Bakery,Payroll,Paper Kite Books,City Power")]
    [InlineData("?from=0001-01-01&to=9999-12-31&least=99999999999999999999999999999", "Corner Bakery,Payroll,Paper Kite Books,City Power")]
    public void An_address_shows_what_it_says_and_nonsense_in_it_is_left_out(string query, string merchants) =>
        Assert.Equal(merchants.Split(',', StringSplitOptions.RemoveEmptyEntries), Rows(Open("/activity" + query)));

    [Fact]
    public async Task Typing_searches_after_a_pause_and_stands_in_the_address()
    {
        var page = Open();
        await Type(page, "bak");

        Assert.Equal(["Corner Bakery"], Rows(page));
        Assert.Equal("/activity?q=bak", Address);
        Assert.Contains("Search: bak", Text(page), StringComparison.Ordinal);
        Assert.True(((BunitNavigationManager)Location).History.First().Options.ReplaceHistoryEntry);
    }

    [Fact]
    public void Before_the_pause_is_over_nothing_is_searched()
    {
        var page = Open();

        page.Find("input[type=search]").Input("bak");

        Assert.Equal("/activity", Address);
        Assert.Equal(4, Rows(page).Length);
    }

    [Fact]
    public async Task Every_filter_stands_in_the_address_and_comes_back_from_it()
    {
        var page = Open();
        var account = (await Member.Accounts.ListLinked(Member.Id, Data.Consents.Purpose.View))[0];

        await page.Find("select[aria-label=Account]").ChangeAsync(account.Id.ToString());
        await page.Find("select[aria-label=Category]").ChangeAsync("Other");
        await page.Find("label:contains('From') input").ChangeAsync("2026-10-01");
        await page.Find("label:contains('To') input").ChangeAsync("2026-11-12");
        await page.Find("label:contains('Amount from') input").ChangeAsync("1,000.50");
        await page.Find("label:contains('Amount up to') input").ChangeAsync("3000");

        var query = ActivityQuery.Parse(new Uri(Location.Uri).Query);
        Assert.Equal((account.Id, Category.Other, 1000.5m, 3000m), (query.AccountId, query.Category, query.Least, query.Most));
        Assert.Equal((new DateOnly(2026, 10, 1), new DateOnly(2026, 11, 12)), (query.From, query.To));
        var again = Open(Address);
        Assert.Equal("1,000.5", again.Find("label:contains('Amount from') input").GetAttribute("value"));
        Assert.Equal("2026-10-01", again.Find("label:contains('From') input").GetAttribute("value"));
        Assert.Contains("At least 1,000.5", Text(again), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_card_is_chosen_by_its_last_digits()
    {
        var page = Open();
        var option = page.Find("select[aria-label=Card] option:contains('4407')");

        await page.Find("select[aria-label=Card]").ChangeAsync(option.GetAttribute("value")!);

        Assert.Equal(["Corner Bakery"], Rows(page));
        Assert.Contains("Card ••4407", page.Find(".filter-summary").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_amount_that_cannot_be_read_changes_nothing_and_says_how_to_write_it()
    {
        var page = Open();

        await page.Find("label:contains('Amount from') input").ChangeAsync("a lot");

        Assert.Contains("Write an amount such as 12.50.", Text(page), StringComparison.Ordinal);
        Assert.Equal("/activity", Address);
    }

    [Fact]
    public async Task Going_back_shows_the_former_list_and_its_text()
    {
        var page = Open();
        await Type(page, "bak");

        Location.NavigateTo("/activity?q=paper");

        page.WaitForAssertion(() => Assert.Equal(["Paper Kite Books"], Rows(page)));
        Assert.Equal("paper", page.Find("input[type=search]").GetAttribute("value"));
    }

    [Fact]
    public void One_filter_can_be_taken_away_and_all_can_be_cleared()
    {
        var page = Open("/activity?q=bakery&cards=true");

        Assert.Equal(["/activity?cards=true", "/activity?q=bakery"],
            page.FindAll(".filter-summary .chip").Select(chip => chip.GetAttribute("href")));
        Assert.Equal(Urls.Activity(), page.Find(".filter-summary > a").GetAttribute("href"));
    }

    [Fact]
    public void The_export_has_the_same_query_and_no_transaction()
    {
        var page = Open($"/activity?q=bakery&t={Guid.NewGuid()}");

        Assert.Equal("/activity/export?q=bakery", page.Find("a[download]").GetAttribute("href"));
    }
}

using BankView.Data.Consents;
using BankView.Tests.Testing;
using BankView.Web.BankLinks;
using Bunit;
using MudBlazor;
using static BankView.Tests.Testing.Statements;

namespace BankView.Tests.BankLinks;

public class BankLinksPageTests : PageTest
{
    [Fact]
    public void Without_links_it_says_what_will_be_here() =>
        Assert.Contains("Banks that you link, or whose statements you bring in, will be listed here.", Text(Render<BankLinksPage>()), StringComparison.Ordinal);

    [Fact]
    public async Task It_lists_banks_and_how_many_accounts_and_no_figures()
    {
        await Member.BringIn(Checking().WithBalance("2026-11-19", 512345));
        await Member.BringIn(Card().WithBalance("2026-11-19", -100));

        var text = Text(Render<BankLinksPage>());

        Assert.Contains("Example Bank 2 accounts", text, StringComparison.Ordinal);
        Assert.DoesNotContain("$", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Switching_a_link_off_hides_its_accounts_and_switching_it_on_shows_them_again()
    {
        await Member.BringIn(Checking().WithBalance("2026-11-19", 512345));
        var page = Render<BankLinksPage>();

        await page.Find("input[type=checkbox]").ChangeAsync(false);
        Assert.Empty(await Member.Accounts.ListLinked(Member.Id, Purpose.View));
        Assert.Contains("its accounts are on no page", Text(page), StringComparison.Ordinal);

        await page.Find("input[type=checkbox]").ChangeAsync(true);
        Assert.Single(await Member.Accounts.ListLinked(Member.Id, Purpose.View));
    }

    [Fact]
    public async Task Erasing_asks_first_and_then_leaves_nothing()
    {
        await Member.BringIn(Checking(Row("2026-11-18", -1234, "Corner Bakery", "2")).WithBalance("2026-11-19", 512345));
        var dialogs = Render<MudDialogProvider>();
        var page = Render<BankLinksPage>();

        var erasing = page.Find("button.button-danger").ClickAsync();
        dialogs.WaitForAssertion(() => Assert.Contains("Erase Example Bank?", dialogs.Markup, StringComparison.Ordinal));
        Assert.Single(await Member.Links.List(Member.Id));
        await dialogs.FindAll("button").Single(button => button.TextContent.Contains("Erase", StringComparison.Ordinal)).ClickAsync();
        await erasing;

        Assert.Empty(await Member.Links.List(Member.Id));
        Assert.Empty(await Member.Activity());
        Assert.Empty(await Member.Imports.List(Member.Id));
    }
}

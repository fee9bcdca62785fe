using BankView.Data.BankLinks.Connectors;
using BankView.Data.Consents;
using BankView.Tests.Testing;
using BankView.Web.BankLinks;
using Bunit;
using MudBlazor;

namespace BankView.Tests.BankLinks;

public class LinkPageTests : PageTest
{
    [Fact]
    public async Task It_shows_what_is_allowed_since_when_until_when_and_on_which_words()
    {
        var link = await LinkedBank.Link(Member);

        var text = Text(Open(link));

        Assert.Contains("To look for signs of fraud and tell you", text, StringComparison.Ordinal);
        Assert.Contains("GivenToday", text, StringComparison.Ordinal);
        Assert.Contains("EndsWednesday, May 19, 2027", text, StringComparison.Ordinal);
        Assert.Contains(LinkedBank.Words, text, StringComparison.Ordinal);
        Assert.Contains((await link.Consent()).TextHash, text, StringComparison.Ordinal);
        Assert.DoesNotContain("$", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Switching_a_kind_of_data_off_hides_it_at_once_and_then_asks_what_becomes_of_it()
    {
        var link = await LinkedBank.Link(Member);
        var (dialogs, page) = (Render<MudDialogProvider>(), Open(link));

        await Press(dialogs, page, "Transactions: Everyday account", "Take away");

        Assert.Single(await Member.Activity());
        Assert.Contains("Taken away and hidden: 2 transactions. Shall that be erased, or kept hidden?", Text(page), StringComparison.Ordinal);
        Assert.Equal(3, (await Member.History.Count(Member.Id, link.Id))!.Transactions);

        await page.FindAll("button").Single(button => button.TextContent.Contains("Erase it", StringComparison.Ordinal)).ClickAsync();
        page.WaitForAssertion(() => Assert.DoesNotContain("Taken away and hidden", Text(page), StringComparison.Ordinal));
        Assert.Equal(1, (await Member.History.Count(Member.Id, link.Id))!.Transactions);
    }

    [Fact]
    public async Task What_is_kept_hidden_is_told_without_asking_again()
    {
        var link = await LinkedBank.Link(Member);
        await Member.Consents.Narrow(Member.Id, link.Id, (await link.Consent()).Without(account: link.Card));

        var text = Text(Open(link));

        Assert.Contains("Kept hidden, because you took it away: 1 account, 1 balance and 1 transaction.", text, StringComparison.Ordinal);
        Assert.Equal(3, Open(link).FindAll("table [role=switch]").Count);
    }

    [Fact]
    public async Task Nothing_is_taken_away_before_the_member_says_yes_and_what_is_off_stays_off()
    {
        var link = await LinkedBank.Link(Member);
        var (dialogs, page) = (Render<MudDialogProvider>(), Open(link));

        await Press(dialogs, page, "To answer your own questions in a messenger", "Cancel");
        Assert.Equal(18, (await link.Consent()).Scopes.Count);

        await Press(dialogs, page, "To answer your own questions in a messenger", "Take away");
        Assert.Equal(12, (await link.Consent()).Scopes.Count);
        await Switch(page, "To answer your own questions in a messenger").ClickAsync();
        Assert.Equal(12, (await link.Consent()).Scopes.Count);
        Assert.Equal("false", Switch(page, "To answer your own questions in a messenger").GetAttribute("aria-checked"));
    }

    [Fact]
    public async Task Revoking_ends_here_asks_the_bank_and_then_asks_the_member()
    {
        var link = await LinkedBank.Link(Member);
        Bank.Answer = RevokingBank.Fails(ProblemKind.ProviderDown);
        var revoking = Render<RevokeLinkPage>(parameters => parameters.Add(one => one.Id, link.Id));

        await revoking.Find("button.button-danger").ClickAsync();

        var page = Open(link);
        Assert.Contains("BankViewAccess deleted: Today", Text(page), StringComparison.Ordinal);
        Assert.Contains("Not confirmed yet. Tried once, next: Today, 10:02 AM", Text(page), StringComparison.Ordinal);
        Assert.Contains("alder.example", Text(page), StringComparison.Ordinal);
        Assert.Contains("What shall become of its history?", Text(page), StringComparison.Ordinal);

        Bank.Answer = (_, _) => Task.FromResult(BankRevocation.Confirmed);
        await page.FindAll("button").Single(button => button.TextContent.Contains("Ask again now", StringComparison.Ordinal)).ClickAsync();
        page.WaitForAssertion(() => Assert.Contains("Alder BankConfirmed: Today", Text(page), StringComparison.Ordinal));

        await page.FindAll("button").Single(button => button.TextContent.Contains("Keep it to look at", StringComparison.Ordinal)).ClickAsync();
        page.WaitForAssertion(() => Assert.Contains("You kept this history to look at.", Text(page), StringComparison.Ordinal));
        Assert.Equal(2, (await Member.Accounts.ListLinked(Member.Id, Purpose.View)).Count);
    }

    [Fact]
    public async Task Erasing_tells_what_went_and_what_the_bank_still_has_to_confirm()
    {
        var link = await LinkedBank.Link(Member);
        await Member.Revocations.End(Member.Id, link.Id);
        var (dialogs, page) = (Render<MudDialogProvider>(), Open(link));

        var erasing = page.FindAll("button").Single(button => button.TextContent.Contains("Erase for good", StringComparison.Ordinal)).ClickAsync();
        await Answer(dialogs, "Erase for good");
        await erasing;

        page.WaitForAssertion(() => Assert.Contains("Erased for good: 2 accounts, 2 balances and 3 transactions.", Text(page), StringComparison.Ordinal));
        Assert.Contains("Still to be ended at the bankBankViewAccess deleted:", Text(Render<BankLinksPage>()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_is_refreshed_when_asked_and_says_when_that_is_next_possible()
    {
        var link = await LinkedBank.Link(Member);
        Database.Clock.Advance(TimeSpan.FromHours(1));
        var page = Open(link);

        await page.FindAll("button").Single(button => button.TextContent.Contains("Refresh now", StringComparison.Ordinal)).ClickAsync();

        page.WaitForAssertion(() => Assert.Contains("Last updated: Today, 11:00 AM", Text(page), StringComparison.Ordinal));
        Assert.Contains("Possible again: Today, 11:15 AM", Text(page), StringComparison.Ordinal);
        Assert.True(page.FindAll("button").Single(button => button.TextContent.Contains("Refresh now", StringComparison.Ordinal)).HasAttribute("disabled"));
    }

    [Fact]
    public async Task Somebody_elses_link_is_not_here()
    {
        var link = await LinkedBank.Link(await TestMember.Join(Database));

        Assert.Contains("There is no such bank link.", Text(Open(link)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_consents_are_renewed_in_one_step_and_the_bank_is_asked_where_it_must_be()
    {
        var (one, other, third) = (await LinkedBank.Link(Member), await LinkedBank.Link(Member, "Birch Bank"), await LinkedBank.Link(Member, "Cedar Bank"));
        Database.Clock.Advance(TimeSpan.FromDays(160));
        await third.Set("bank_consent_ends_at = @soon", new { soon = Database.Clock.GetUtcNow().AddDays(5) });
        var page = Render<RenewLinksPage>();

        Assert.Equal($"/links/new?renew={third.Id}", page.Find("section a.button").GetAttribute("href"));
        await page.Find("form").SubmitAsync();

        var end = Database.Clock.GetUtcNow().AddDays(180);
        Assert.Equal([end, end], [(await one.Consent()).ExpiresAt, (await other.Consent()).ExpiresAt]);
        Assert.NotEqual(end, (await third.Consent()).ExpiresAt);
        page.WaitForAssertion(() => Assert.Contains("Renewed: Alder Bank, Birch Bank.", Text(page), StringComparison.Ordinal));
    }

    private IRenderedComponent<LinkPage> Open(LinkedBank link) => Render<LinkPage>(parameters => parameters.Add(page => page.Id, link.Id));

    private static AngleSharp.Dom.IElement Switch(IRenderedComponent<LinkPage> page, string name) =>
        page.FindAll("[role=switch]").Single(one => string.Equals(one.GetAttribute("aria-label"), name, StringComparison.Ordinal));

    private static async Task Press(IRenderedComponent<MudDialogProvider> dialogs, IRenderedComponent<LinkPage> page, string name, string answer)
    {
        var pressing = Switch(page, name).ClickAsync();
        await Answer(dialogs, answer);
        await pressing;
    }

    private static async Task Answer(IRenderedComponent<MudDialogProvider> dialogs, string answer)
    {
        dialogs.WaitForAssertion(() => Assert.Contains(answer, dialogs.Markup, StringComparison.Ordinal));
        await dialogs.FindAll("button").Single(button => button.TextContent.Contains(answer, StringComparison.Ordinal)).ClickAsync();
    }
}

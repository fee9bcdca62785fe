using BankView.Data.BankLinks.Connectors;
using BankView.Tests.Testing;
using BankView.Web.BankLinks;
using Bunit;

namespace BankView.Tests.BankLinks;

/// <summary>What an ended link says of each of the two who had access, until both have confirmed.</summary>
public class RevocationPageTests : PageTest
{
    [Fact]
    public async Task A_bank_that_does_not_confirm_is_counted_and_can_be_done_by_hand()
    {
        var link = await LinkedBank.Link(Member);
        Bank.Answer = RevokingBank.Fails(ProblemKind.ProviderDown);
        await Member.Revocations.End(Member.Id, link.Id);
        var page = Open(link);
        Assert.Contains("BankViewAccess deleted: Today, 10:00 AM Alder BankNot asked yet", Text(page), StringComparison.Ordinal);

        for (var tries = 0; tries < 3; tries++)
        {
            Database.Clock.Advance(TimeSpan.FromHours(1));
            await Press(page, "Ask again now");
        }

        page.WaitForAssertion(() => Assert.Contains("Alder BankNot confirmed yet. Tried 3 times, next: Today, 2:00 PM", Text(page), StringComparison.Ordinal));
        Assert.Contains("sign in there, look for connected apps", Text(page), StringComparison.Ordinal);
        Assert.Equal(LinkedBank.Website, new Uri(page.Find("a[rel=noreferrer]").GetAttribute("href")!));

        await Press(page, "I ended it there");
        page.WaitForAssertion(() => Assert.Contains("Alder BankEnded there by you: Today, 1:00 PM", Text(page), StringComparison.Ordinal));
        Assert.DoesNotContain("Ask again now", Text(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_member_alone_can_end_it_the_page_says_how_and_offers_no_button_that_cannot_work()
    {
        var link = await LinkedBank.Link(Member);
        Bank.Answer = (_, _) => Task.FromResult(BankRevocation.ManualAtProvider);
        await Member.Revocations.End(Member.Id, link.Id);
        var page = Open(link);
        await Press(page, "Ask again now");

        page.WaitForAssertion(() => Assert.Contains("Alder BankCan be ended there by you only", Text(page), StringComparison.Ordinal));
        Assert.Contains("disable BankView’s token", Text(page), StringComparison.Ordinal);
        Assert.DoesNotContain("Ask again now", Text(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Access_that_another_link_still_needs_is_said_to_go_on()
    {
        var (link, other) = (await LinkedBank.Link(Member), await LinkedBank.Link(Member, "Birch Bank"));
        await link.Share(other);
        await Member.Revocations.End(Member.Id, link.Id);

        Assert.Contains("Goes on for another of your links; ended with the last of them", Text(Open(link)), StringComparison.Ordinal);
    }

    private static Task Press(IRenderedComponent<LinkPage> page, string button) =>
        page.FindAll("button").Single(one => one.TextContent.Contains(button, StringComparison.Ordinal)).ClickAsync();

    private IRenderedComponent<LinkPage> Open(LinkedBank link) => Render<LinkPage>(parameters => parameters.Add(one => one.Id, link.Id));
}

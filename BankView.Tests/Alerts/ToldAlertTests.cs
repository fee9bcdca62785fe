using BankView.Data;
using BankView.Data.Alerts;
using BankView.Data.BankLinks.Connectors;
using BankView.Data.Consents;
using BankView.Tests.Testing;
using BankView.Web.Alerts;
using BankView.Web.Overview;
using Bunit;
using static BankView.Tests.Testing.Statements;

namespace BankView.Tests.Alerts;

/// <summary>Alerts that ask nothing: what each rule's says, and that it is closed once seen.</summary>
public class ToldAlertTests : PageTest
{
    [Fact]
    public async Task A_low_balance_says_which_balance_how_low_and_as_of_when()
    {
        await CardMember.Bring(Member, Purpose.View, Purpose.FraudAlerts);
        var account = (await Member.AlertRules.List(Member.Id))[0].AccountId;
        await RaisedAlert.LowBalance(Member, account, 4210, threshold: 10_000);

        var page = Render<AlertsPage>();

        Assert.Contains("Low balance", Text(page), StringComparison.Ordinal);
        Assert.Contains("Everyday account $42.10", Text(page), StringComparison.Ordinal);
        Assert.Contains("The available balance is below your threshold of $100.00, as of", Text(page), StringComparison.Ordinal);
        Assert.Equal($"/settings/alerts#account-{account:N}", page.Find(".why a").GetAttribute("href"));
    }

    [Fact]
    public async Task A_large_payment_tells_the_threshold_it_met_and_leads_to_it()
    {
        await CardMember.Bring(Member, Purpose.View, Purpose.FraudAlerts);
        var account = (await Member.AlertRules.List(Member.Id))[0].AccountId;
        await Member.AlertRules.Set(Member.Id, account, AlertRule.LargePayment, isOn: true, new Money(1000, Dollar));
        await Member.BringIn(Card(CardMember.Payment(Member, 1, -1600, "Corner Bakery", "told")));

        var page = Render<AlertsPage>();

        Assert.Equal("Large payment", page.Find(".alert h3").TextContent);
        Assert.Contains("Corner Bakery −$16.00", Text(page), StringComparison.Ordinal);
        Assert.Contains("You asked to be told of payments of $10.00 or more from this account.", Text(page), StringComparison.Ordinal);
        Assert.Equal($"/settings/alerts#account-{account:N}", page.FindAll("a").Single(link => link.TextContent is "Change the threshold").GetAttribute("href"));
    }

    [Fact]
    public async Task A_link_that_needs_its_member_has_the_one_button_that_repairs_it_until_it_is_fine_again()
    {
        var link = await LinkedBank.Link(Member);
        await link.Set($"problem = '{ProblemKind.ReauthRequired}'");
        await RaisedAlert.LinkNeedsYou(Member, link.Id);

        var page = Render<AlertsPage>();
        Assert.Contains("Alder Bank needs you", Text(page), StringComparison.Ordinal);
        Assert.Equal($"/links/new?repair={link.Id}", page.Find(".alert .button-primary").GetAttribute("href"));
        await link.Set("problem = NULL, last_success_at = @now", new { now = Database.Clock.GetUtcNow() });
        Database.Databases.Changes.Tell(Member.Id);

        page.WaitForAssertion(() => Assert.Contains("The link works again", Text(page), StringComparison.Ordinal));
        Assert.Empty(page.FindAll(".alert .button-primary"));
    }

    [Fact]
    public async Task A_consent_that_ends_says_when_and_is_renewed_by_one_button()
    {
        var link = await LinkedBank.Link(Member);
        await RaisedAlert.ConsentEnds(Member, link.Id, (await link.Consent()).ExpiresAt);

        var page = Render<AlertsPage>();

        Assert.Contains("Your consent for Alder Bank ends", Text(page), StringComparison.Ordinal);
        Assert.Contains("After that nothing of this bank is read or shown until you renew it.", Text(page), StringComparison.Ordinal);
        Assert.StartsWith("/links/", page.Find(".alert .button-primary").GetAttribute("href"), StringComparison.Ordinal);
    }

    [Theory, InlineData("en-US", "All quiet in October 2026"), InlineData("de-DE", "Alles ruhig im Oktober 2026")]
    public async Task A_quiet_month_is_told_by_its_name(string language, string title)
    {
        Read(language);
        await RaisedAlert.AllQuiet(Member, new DateOnly(2026, 10, 1));

        Assert.Contains(title, Text(Render<AlertsPage>()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_seen_leaves_the_new_ones_and_all_are_closed_at_once_but_questions()
    {
        await CardMember.Bring(Member, Purpose.View, Purpose.FraudAlerts);
        await Member.BringIn(Card(CardMember.Strange(Member)));
        foreach (var month in Enumerable.Range(7, 3))
        {
            await RaisedAlert.AllQuiet(Member, new DateOnly(2026, month, 1));
        }

        var page = Render<AlertsPage>();
        Assert.Contains("4 alerts wait for you.", Text(page), StringComparison.Ordinal);
        await page.Find("button[aria-label='Seen: All quiet in July 2026']").ClickAsync();
        page.WaitForAssertion(() => Assert.Contains("3 alerts wait for you.", Text(page), StringComparison.Ordinal));
        await page.FindAll("button").Single(button => button.TextContent is "Seen: all of these").ClickAsync();

        page.WaitForAssertion(() => Assert.Contains("1 alert waits for you.", Text(page), StringComparison.Ordinal));
        Assert.Equal(AlertRule.UnusualPayment, Assert.Single(await Member.Alerts.ListOpen(Member.Id, 10)).Rule);
        Assert.Equal(3, page.FindAll("section[aria-labelledby=earlier] li").Count);
    }

    [Fact]
    public async Task The_overview_shows_questions_first_two_in_all_and_the_rest_as_one_line()
    {
        await CardMember.Bring(Member, Purpose.View, Purpose.FraudAlerts);
        var page = Render<OverviewPage>();
        await Member.BringIn(Card(CardMember.Strange(Member)));
        await RaisedAlert.AllQuiet(Member, new DateOnly(2026, 8, 1));
        Database.Clock.Advance(TimeSpan.FromMinutes(1));
        await RaisedAlert.AllQuiet(Member, new DateOnly(2026, 9, 1));

        page.WaitForAssertion(() => Assert.Contains("More alerts wait for you", Text(page), StringComparison.Ordinal));
        Assert.Equal(["Was this you?", "All quiet in September 2026"], page.FindAll(".notice strong").Select(title => title.TextContent));
        await page.Find("button[aria-label='Seen: All quiet in September 2026']").ClickAsync();

        page.WaitForAssertion(() => Assert.Equal("All quiet in August 2026", page.FindAll(".notice strong")[1].TextContent));
        Assert.DoesNotContain("More alerts wait", Text(page), StringComparison.Ordinal);
    }
}

using BankView.Data.Alerts;
using BankView.Data.Consents;
using BankView.Tests.Testing;
using BankView.Web.Alerts;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using static BankView.Tests.Testing.Statements;

namespace BankView.Tests.Alerts;

/// <summary>The record of alerts: filters in the address, pages by key, and what was kept quiet.</summary>
public class AlertListTests : PageTest
{
    [Theory]
    [InlineData("?state=Open", "Nothing waits for you.")]
    [InlineData("?state=Done", "You have answered or seen none yet.")]
    [InlineData("?state=Quiet", "Nothing was kept quiet.")]
    [InlineData("?rule=LowBalance", "No alert of this kind yet: Low balance.")]
    [InlineData("?rule=LowBalance&state=Open", "No alert matches these filters.")]
    [InlineData("?rule=99&state=x&before=1&account=2&alert=3", "You allow it for each bank under Bank links.")]
    public void Every_filter_has_a_sentence_for_finding_nothing(string query, string sentence) =>
        Assert.Contains(sentence, Text(Open(query)), StringComparison.Ordinal);

    [Fact]
    public async Task Filters_stand_in_the_address_and_show_what_they_say()
    {
        await CardMember.Bring(Member, Purpose.View, Purpose.FraudAlerts);
        await RaisedAlert.AllQuiet(Member, new DateOnly(2026, 8, 1));
        await Member.BringIn(Card(CardMember.Strange(Member)));
        var page = Open("");
        Assert.Contains("2 alerts wait for you.", Text(page), StringComparison.Ordinal);

        await page.Find("select[aria-label=Kind]").ChangeAsync(new ChangeEventArgs { Value = "AllQuiet" });

        Assert.EndsWith("/alerts?rule=AllQuiet", Address, StringComparison.Ordinal);
        page.WaitForAssertion(() => Assert.Contains("1 alert waits for you.", Text(page), StringComparison.Ordinal));
        await page.Find("select[aria-label=State]").ChangeAsync(new ChangeEventArgs { Value = "Done" });
        Assert.EndsWith("/alerts?rule=AllQuiet&state=Done", Address, StringComparison.Ordinal);
        page.WaitForAssertion(() => Assert.Contains("No alert matches these filters.", Text(page), StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_accounts_alerts_are_shown_alone()
    {
        await CardMember.Bring(Member, Purpose.View, Purpose.FraudAlerts);
        await Member.BringIn(Checking(Row("2026-11-03", -100, "Tea", "1")), bank: "Other Bank");
        await Member.BringIn(Card(CardMember.Strange(Member)));
        var accounts = await Member.AlertRules.List(Member.Id);
        var (card, checking) = (accounts[0].AccountId, accounts[1].AccountId);

        Assert.Contains("Zephyr Electronics", Text(Open($"?account={card:D}")), StringComparison.Ordinal);
        var other = Open($"?account={checking:D}");

        Assert.Contains("No alert matches these filters.", Text(other), StringComparison.Ordinal);
        Assert.Equal(3, other.FindAll("select[aria-label=Account] option").Count);
    }

    [Fact]
    public async Task Older_ones_come_page_by_page_and_none_is_left_out()
    {
        await Member.AlertChoices.Save(Member.Id, new AlertChoices { DailyCap = 100 });
        foreach (var month in Enumerable.Range(0, 45))
        {
            await RaisedAlert.AllQuiet(Member, new DateOnly(2020, 1, 1).AddMonths(month));
        }

        await Member.Alerts.CloseAll(Member.Id, [.. (await CardMember.AlertsOf(Member)).Select(alert => alert.Id)]);
        List<string> seen = [];
        var page = Open("");
        for (var older = Older(); older is not null; older = Older())
        {
            seen.AddRange(Titles());
            page = Open(older[older.IndexOf('?', StringComparison.Ordinal)..]);
        }

        seen.AddRange(Titles());
        Assert.Equal(45, seen.Distinct().Count());
        Assert.Equal(5, Titles().Count());
        Assert.Equal("/alerts", page.FindAll("a").Single(link => link.TextContent is "Newest alerts").GetAttribute("href"));

        IEnumerable<string> Titles() => page.FindAll(".row-title").Select(title => title.TextContent);
        string? Older() => page.FindAll("a").SingleOrDefault(link => link.TextContent is "Show older alerts")?.GetAttribute("href");
    }

    [Fact]
    public async Task A_kind_is_muted_where_it_is_read_and_its_next_alert_says_why_it_is_quiet()
    {
        await RaisedAlert.AllQuiet(Member, new DateOnly(2026, 8, 1));
        var page = Open("");
        await Button(page, "a week").ClickAsync();
        page.WaitForAssertion(() => Assert.Contains("“Monthly summary” is muted until", Text(page), StringComparison.Ordinal));
        Assert.Equal(Database.Clock.GetUtcNow().AddDays(7), Assert.Single(await Member.AlertChoices.ListMutes(Member.Id)).Until);

        await RaisedAlert.AllQuiet(Member, new DateOnly(2026, 9, 1));
        page.WaitForAssertion(() => Assert.Contains("Kept for the record: you had muted “Monthly summary”.", Text(page), StringComparison.Ordinal));
        await Button(page, "Hear of it again").ClickAsync();

        page.WaitForAssertion(() => Assert.Contains("Mute “Monthly summary” for", Text(page), StringComparison.Ordinal));
        Assert.Empty(await Member.AlertChoices.ListMutes(Member.Id));
    }

    [Fact]
    public async Task What_goes_beyond_the_daily_limit_says_so()
    {
        await Member.AlertChoices.Save(Member.Id, new AlertChoices { DailyCap = 1 });
        await RaisedAlert.AllQuiet(Member, new DateOnly(2026, 8, 1));
        await RaisedAlert.AllQuiet(Member, new DateOnly(2026, 9, 1));

        var page = Open("?state=Quiet");

        Assert.Contains("there had been as many alerts that day as you want to hear of", Text(page), StringComparison.Ordinal);
        Assert.Single(page.FindAll("details.why"));
    }

    private string Address => Services.GetRequiredService<BunitNavigationManager>().Uri;

    private IRenderedComponent<AlertsPage> Open(string query)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/alerts{query}");
        return Render<AlertsPage>();
    }

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<AlertsPage> page, string text) =>
        page.FindAll("button").First(button => string.Equals(button.TextContent, text, StringComparison.Ordinal));
}

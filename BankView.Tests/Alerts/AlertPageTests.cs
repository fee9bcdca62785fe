using System.Globalization;
using BankView.Data.Alerts;
using BankView.Data.Alerts.Fraud;
using BankView.Data.Consents;
using BankView.Tests.Testing;
using BankView.Web.Alerts;
using BankView.Web.Overview;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using static BankView.Tests.Alerts.CardMember;
using static BankView.Tests.Testing.Statements;

namespace BankView.Tests.Alerts;

public class AlertPageTests : PageTest
{
    [Fact]
    public async Task Without_alerts_it_says_whether_anything_is_looked_at()
    {
        Assert.Contains("You allow it for each bank under Bank links.", Text(Render<AlertsPage>()), StringComparison.Ordinal);
        await CardMember.Bring(Member, Purpose.View, Purpose.FraudAlerts);

        Assert.Contains("All quiet.", Text(Render<AlertsPage>()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_open_overview_asks_by_itself_and_an_answer_ends_the_question()
    {
        await CardMember.Bring(Member, Purpose.View, Purpose.FraudAlerts);
        var page = Render<OverviewPage>();

        await Member.BringIn(Card(Strange(Member)));
        page.WaitForAssertion(() => Assert.Contains("Was this you? Zephyr Electronics, −$987.65", Text(page), StringComparison.Ordinal));
        await page.Find("button[aria-label='It was me: Zephyr Electronics']").ClickAsync();

        page.WaitForAssertion(() => Assert.DoesNotContain("Was this you?", Text(page), StringComparison.Ordinal));
        Assert.Equal(MemberAnswer.WasMe, Assert.Single(await AlertsOf(Member)).Answer);
    }

    [Fact]
    public async Task It_wasnt_me_shows_what_to_do_and_claims_no_block_and_can_be_taken_back()
    {
        await CardMember.Bring(Member, Purpose.View, Purpose.FraudAlerts);
        await Member.BringIn(Card(Strange(Member)));
        var page = Render<AlertsPage>();
        Assert.Contains("times what", Text(page), StringComparison.Ordinal);

        await page.Find("button[aria-label='It wasn’t me: Zephyr Electronics']").ClickAsync();

        page.WaitForAssertion(() => Assert.Contains("What to do now", Text(page), StringComparison.Ordinal));
        Assert.Contains("the number on the back of your card", Text(page), StringComparison.Ordinal);
        Assert.Contains("BankView has blocked nothing", Text(page), StringComparison.Ordinal);
        await page.FindAll("button").Single(button => button.TextContent.Contains("Take the answer back", StringComparison.Ordinal)).ClickAsync();
        page.WaitForAssertion(() => Assert.Contains("Was this you?", Text(page), StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_was_me_says_what_it_quietened_and_can_be_taken_back_where_it_stood()
    {
        await CardMember.Bring(Member, Purpose.View, Purpose.FraudAlerts);
        await Member.BringIn(Card(CardMember.Strange(Member)));
        var page = Render<AlertsPage>();

        await page.Find("button[aria-label='It was me: Zephyr Electronics']").ClickAsync();

        page.WaitForAssertion(() => Assert.Contains("BankView now takes Zephyr Electronics for a merchant you know.", Text(page), StringComparison.Ordinal));
        Assert.Contains("It also asks less readily because of:", Text(page), StringComparison.Ordinal);
        await page.Find("button[aria-label='Take the answer back: Zephyr Electronics']").ClickAsync();
        page.WaitForAssertion(() => Assert.Contains("Was this you?", Text(page), StringComparison.Ordinal));
        Assert.True(Assert.Single(await CardMember.AlertsOf(Member)).IsOpen);
    }

    [Fact]
    public async Task The_last_digits_of_a_card_stay_on_the_line_of_their_dots()
    {
        await CardMember.Bring(Member, Purpose.View, Purpose.FraudAlerts);
        await Member.BringIn(Card(CardMember.Strange(Member)));

        Assert.Contains("••••\u00A04242", Render<AlertsPage>().Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en-US")]
    [InlineData("de-DE")]
    public void Every_reason_there_may_be_has_words(string language)
    {
        Read(language);
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        var texts = Services.GetRequiredService<IStringLocalizer<AlertTexts>>();
        var keys = from signal in Enum.GetValues<Signal>()
                   from count in new[] { 0, 1, 2 }
                   select AlertWords.KeyOf(new AlertEvidence { Signal = signal, Ratio = 2, UsualMinor = 100, Count = count, Of = 10, Within = default });

        Assert.All(keys.Distinct(), key => Assert.False(texts[key].ResourceNotFound, key));
    }
}

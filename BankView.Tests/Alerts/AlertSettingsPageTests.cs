using BankView.Data;
using BankView.Data.Alerts;
using BankView.Data.Consents;
using BankView.Tests.Testing;
using BankView.Web.Alerts.Rules;
using Bunit;
using Microsoft.AspNetCore.Components;
using static BankView.Tests.Testing.Statements;

namespace BankView.Tests.Alerts;

public class AlertSettingsPageTests : PageTest
{
    private const string LargePayment = "button[aria-label^='Large payment: Everyday account']";

    [Fact]
    public void Without_accounts_it_says_what_will_be_here_and_the_rest_can_be_chosen()
    {
        var text = Text(Render<AlertSettingsPage>());

        Assert.Contains("Your accounts will be here once you have linked a bank", text, StringComparison.Ordinal);
        Assert.Contains("Most alerts a day", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_is_switched_on_with_the_threshold_that_stands_there()
    {
        await CardMember.Bring(Member, Purpose.View, Purpose.FraudAlerts);
        var page = Render<AlertSettingsPage>();
        Assert.Equal("false", page.Find(LargePayment).GetAttribute("aria-checked"));

        await page.Find(LargePayment).ClickAsync();

        page.WaitForAssertion(() => Assert.Equal("true", page.Find(LargePayment).GetAttribute("aria-checked")));
        Assert.Equal((true, new Money(50_000, Dollar)), await Setting(AlertRule.LargePayment));
        await page.Find(LargePayment).ClickAsync();
        page.WaitForAssertion(() => Assert.Equal("false", page.Find(LargePayment).GetAttribute("aria-checked")));
    }

    [Theory]
    [InlineData("en-US", "1,234.56", "$1,234.56", 123_456)]
    [InlineData("en-US", "$80", "$80.00", 8000)]
    [InlineData("de-DE", "1.234,56", "1.234,56\u00A0$", 123_456)]
    [InlineData("de-DE", "80,5 USD", "80,50\u00A0$", 8050)]
    public async Task A_threshold_is_read_as_its_member_writes_amounts(string language, string typed, string shown, long cents)
    {
        Read(language);
        await CardMember.Bring(Member, Purpose.View, Purpose.FraudAlerts);
        var page = Render<AlertSettingsPage>();

        await Threshold(page).ChangeAsync(new ChangeEventArgs { Value = typed });

        page.WaitForAssertion(() => Assert.Equal(shown, Threshold(page).GetAttribute("value")));
        Assert.Equal((false, new Money(cents, Dollar)), await Setting(AlertRule.LargePayment));
    }

    [Theory]
    [InlineData("much", "“much” is not an amount")]
    [InlineData("12.345", "“12.345” is not an amount")]
    [InlineData("12 EUR", "“12 EUR” is not an amount")]
    [InlineData("€12", "“€12” is not an amount")]
    [InlineData("", "“” is not an amount")]
    [InlineData("0", "The threshold must be more than zero.")]
    [InlineData("-5", "The threshold must be more than zero.")]
    public async Task What_is_refused_stays_in_its_field_with_a_sentence_and_changes_nothing(string typed, string sentence)
    {
        await CardMember.Bring(Member, Purpose.View, Purpose.FraudAlerts);
        var page = Render<AlertSettingsPage>();
        await page.Find(LargePayment).ClickAsync();

        await Threshold(page).ChangeAsync(new ChangeEventArgs { Value = typed });
        Database.Databases.Changes.Tell(Member.Id);

        page.WaitForAssertion(() => Assert.Contains(sentence, Text(page), StringComparison.Ordinal));
        Assert.Equal((typed, "true"), (Threshold(page).GetAttribute("value"), Threshold(page).GetAttribute("aria-invalid")));
        Assert.Equal((true, new Money(50_000, Dollar)), await Setting(AlertRule.LargePayment));
        await page.Find(LargePayment).ClickAsync();
        page.WaitForAssertion(() => Assert.Equal("false", page.Find(LargePayment).GetAttribute("aria-checked")));
    }

    [Fact]
    public async Task An_account_that_may_not_be_looked_at_says_so_and_a_card_without_its_credit_cannot_be_low()
    {
        await CardMember.Bring(Member, Purpose.View);

        var page = Render<AlertSettingsPage>();

        Assert.Contains("what you switch on waits until you allow it", Text(page), StringComparison.Ordinal);
        Assert.Contains("Not possible here", Text(page), StringComparison.Ordinal);
        Assert.True(page.Find("button[aria-label^='Low balance: Everyday account']").HasAttribute("disabled"));
    }

    [Fact]
    public async Task Choices_are_saved_as_they_are_made_and_a_number_that_makes_no_sense_is_refused()
    {
        var page = Render<AlertSettingsPage>();
        await page.Find("button[aria-label='Bank link needs you']").ClickAsync();
        await page.Find("button[aria-label='Monthly summary']").ClickAsync();
        await page.Find("#days-before").ChangeAsync(new ChangeEventArgs { Value = "30" });
        await page.Find("#daily-cap").ChangeAsync(new ChangeEventArgs { Value = "0" });

        page.WaitForAssertion(() => Assert.Contains("Write a whole number from 1 to 100.", Text(page), StringComparison.Ordinal));
        Assert.Equal("0", page.Find("#daily-cap").GetAttribute("value"));
        Assert.Equal(new AlertChoices { LinkNeedsYou = false, MonthlySummary = true, ConsentEndsDays = 30 }, await Member.AlertChoices.Find(Member.Id));
        await page.Find("#daily-cap").ChangeAsync(new ChangeEventArgs { Value = "3" });
        page.WaitForAssertion(() => Assert.DoesNotContain("whole number", Text(page), StringComparison.Ordinal));
        Assert.Equal(3, (await Member.AlertChoices.Find(Member.Id))!.DailyCap);
    }

    [Fact]
    public async Task What_is_muted_is_listed_and_heard_again()
    {
        await Member.AlertChoices.Mute(Member.Id, AlertRule.CardActivity, until: null);
        var page = Render<AlertSettingsPage>();
        Assert.Contains("Until you say otherwise", Text(page), StringComparison.Ordinal);

        await page.Find("button[aria-label='Hear of it again: Card activity']").ClickAsync();

        page.WaitForAssertion(() => Assert.Contains("Nothing is muted.", Text(page), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Reports_are_shared_when_the_member_says_so_and_no_longer_when_not()
    {
        const string share = "button[aria-label='Warn others of merchants where I met fraud']";
        var page = Render<AlertSettingsPage>();
        Assert.Equal("false", page.Find(share).GetAttribute("aria-checked"));

        await page.Find(share).ClickAsync();
        page.WaitForAssertion(() => Assert.Equal("true", page.Find(share).GetAttribute("aria-checked")));
        await page.Find(share).ClickAsync();

        page.WaitForAssertion(() => Assert.Contains("Off: nothing of your answers leaves your own data.", Text(page), StringComparison.Ordinal));
    }

    private static AngleSharp.Dom.IElement Threshold(IRenderedComponent<AlertSettingsPage> page) =>
        page.Find("input[id^=LargePayment]");

    private async Task<(bool IsOn, Money? Threshold)> Setting(AlertRule rule) =>
        Assert.Single(await Member.AlertRules.List(Member.Id)).Settings.Single(setting => setting.Rule == rule) is var found ? (found.IsOn, found.Threshold) : default;
}

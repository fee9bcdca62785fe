using BankView.Data;
using BankView.Data.Alerts;
using BankView.Data.Consents;
using BankView.Data.Database;
using BankView.Data.Statements;
using BankView.Tests.Testing;
using static BankView.Tests.Testing.Statements;

namespace BankView.Tests.Alerts;

/// <summary>What is told of payments and deposits that come by statement files.</summary>
public class PaymentRuleTests
{
    [Theory, Databases]
    public async Task A_payment_of_the_threshold_or_more_is_told_of_with_or_without_a_card(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var (member, account) = await Watched(database);
        await member.AlertRules.Set(member.Id, account, AlertRule.LargePayment, isOn: true, new Money(50_000, Dollar));

        await member.BringIn(Checking(Row("2026-11-18", -49_999, "Rent", "1"), Row("2026-11-18", -50_000, "Garage", "2"),
            Row("2026-11-18", -70_000, "Furniture", "3", isCard: true), Row("2026-11-18", 90_000, "Wages", "4")));

        var alerts = await CardMember.AlertsOf(member);
        Assert.Equal(["Furniture", "Garage"], alerts.Select(alert => alert.Payment!.Merchant).Order());
        Assert.All(alerts, alert => Assert.Equal(
            (AlertRule.LargePayment, new Money(50_000, Dollar), true, "Everyday account", "Example Bank"),
            (alert.Rule, alert.Threshold!.Value, alert.IsOpen, alert.AccountName, alert.BankName)));
    }

    [Theory, Databases]
    public async Task A_large_deposit_is_told_of_and_card_activity_of_any_amount(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var (member, account) = await Watched(database);
        await member.AlertRules.Set(member.Id, account, AlertRule.LargeDeposit, isOn: true, new Money(50_000, Dollar));
        await member.AlertRules.Set(member.Id, account, AlertRule.CardActivity, isOn: true, threshold: null);

        await member.BringIn(Checking(Row("2026-11-18", 50_000, "Wages", "1"), Row("2026-11-18", 49_999, "Gift", "2"),
            Row("2026-11-18", -1, "Kiosk", "3", isCard: true), Row("2026-11-18", 20, "Refund", "4", isCard: true), Row("2026-11-18", -90_000, "Rent", "5")));

        Assert.Equal(["CardActivity Kiosk", "CardActivity Refund", "LargeDeposit Wages"],
            (await CardMember.AlertsOf(member)).Select(alert => $"{alert.Rule} {alert.Payment!.Merchant}").Order());
    }

    [Theory, Databases]
    public async Task A_payment_that_meets_several_rules_is_told_of_once_by_the_first_that_is_not_muted(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await CardMember.Join(database, Purpose.View, Purpose.FraudAlerts);
        var account = (await member.AlertRules.List(member.Id))[0].AccountId;
        await member.AlertRules.Set(member.Id, account, AlertRule.LargePayment, isOn: true, new Money(20_000, Dollar));
        await member.AlertRules.Set(member.Id, account, AlertRule.CardActivity, isOn: true, threshold: null);

        await member.BringIn(Card(CardMember.Strange(member)));
        await member.AlertChoices.Mute(member.Id, AlertRule.UnusualPayment, until: null);
        await member.BringIn(Card(CardMember.Payment(member, 1, -150_000, "Quarry Jewels", "2")));
        await member.AlertChoices.Mute(member.Id, AlertRule.LargePayment, until: null);
        await member.AlertChoices.Mute(member.Id, AlertRule.CardActivity, until: null);
        await member.BringIn(Card(CardMember.Payment(member, 0, -190_000, "Harbour Boats", "3")));

        Assert.Equal(["LargePayment Quarry Jewels", "UnusualPayment Harbour Boats quiet", "UnusualPayment Zephyr Electronics"],
            (await CardMember.AlertsOf(member)).Select(alert => $"{alert.Rule} {alert.Payment!.Merchant}{(alert.IsQuiet ? " quiet" : "")}").Order());
    }

    [Theory, Databases]
    public async Task History_and_what_was_there_before_the_rule_and_the_same_file_again_are_not_told_of(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var (member, account) = await Watched(database);
        StatementRow[] rows = [Row("2026-11-17", -70_000, "Before the rule", "1"), Row("2026-11-18", -80_000, "News", "2"), Row("2026-10-01", -90_000, "History", "3")];
        await member.BringIn(Checking(rows[0]));
        await member.AlertRules.Set(member.Id, account, AlertRule.LargePayment, isOn: true, new Money(50_000, Dollar));

        await member.BringIn(Checking(rows));
        await member.BringIn(Checking(rows));
        await member.BringIn(Checking([.. rows.Select(row => row with { BankId = null })]));

        Assert.Equal(["News"], (await CardMember.AlertsOf(member)).Select(alert => alert.Payment!.Merchant));
    }

    [Theory, Databases]
    public async Task Amounts_of_another_currency_are_not_compared_with_a_threshold(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var (member, account) = await Watched(database);
        await member.AlertRules.Set(member.Id, account, AlertRule.LargePayment, isOn: true, new Money(50_000, Dollar));

        await member.BringIn(Checking(Row("2026-11-18", 0, "Abroad", "1") with { Amount = new Money(-90_000, Currency.Parse("JPY")) }));

        Assert.Empty(await CardMember.AlertsOf(member));
    }

    [Theory, Databases]
    public async Task Without_the_consent_no_rule_is_followed(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var (member, account) = await Watched(database, Purpose.View);
        Assert.Equal(RuleOutcome.Saved, await member.AlertRules.Set(member.Id, account, AlertRule.LargePayment, isOn: true, new Money(100, Dollar)));
        Assert.Equal(RuleOutcome.Saved, await member.AlertRules.Set(member.Id, account, AlertRule.LowBalance, isOn: true, new Money(100, Dollar)));

        await member.BringIn(Checking(Row("2026-11-18", -90_000, "Rent", "1")).WithBalance("2026-11-19", 1));

        Assert.DoesNotContain(await TableDump.Lines(database.Databases.Data), line => line.StartsWith("alerts:", StringComparison.Ordinal));
    }

    internal static async Task<(TestMember Member, Guid Account)> Watched(TestDatabase database, params Purpose[] purposes)
    {
        var member = await TestMember.Join(database);
        var import = await member.BringIn(Checking(Row("2026-11-02", -100, "Tea", "first")));
        await member.Consents.ChangePurposes(member.Id, (await member.Links.List(member.Id))[0].Id,
            purposes.Length == 0 ? new HashSet<Purpose> { Purpose.View, Purpose.FraudAlerts } : purposes.ToHashSet());
        return (member, import.AccountIds[0]);
    }
}

using BankView.Data;
using BankView.Data.Accounts;
using BankView.Data.Alerts;
using BankView.Data.Consents;
using BankView.Data.Database;
using BankView.Tests.Testing;
using static BankView.Tests.Testing.Statements;

namespace BankView.Tests.Alerts;

/// <summary>What members may want to be told of each account.</summary>
public class AlertRuleStoreTests
{
    private static readonly Currency Euro = Currency.Parse("EUR");

    [Theory, Databases]
    public async Task Every_account_has_every_rule_and_all_are_off_at_first_with_a_suggestion(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await CardMember.Join(database, Purpose.View, Purpose.FraudAlerts);
        await member.BringIn(Checking(Row("2026-11-03", -100, "Tea", "1")), bank: "Other Bank");

        var accounts = await member.AlertRules.List(member.Id);

        Assert.Equal([AccountKind.CreditCard, AccountKind.Checking], accounts.Select(account => account.Kind));
        Assert.All(accounts, account => Assert.Equal(AlertRuleKinds.OfAccounts, account.Settings.Select(setting => setting.Rule)));
        Assert.All(accounts.SelectMany(account => account.Settings), setting => Assert.False(setting.IsOn));
        Assert.Equal([10_000, 50_000, 100_000, null], accounts[1].Settings.Select(setting => setting.Threshold?.MinorUnits));
        // The other bank's account may be shown, and not be looked at.
        Assert.Equal([true, false], accounts.Select(account => account.Settings[1].IsAllowed));
    }

    [Theory, Databases]
    public async Task A_threshold_is_positive_and_in_the_accounts_currency(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await TestMember.Join(database);
        var account = (await member.BringIn(Checking(Row("2026-11-03", -100, "Tea", "1")))).AccountIds[0];
        Task<RuleOutcome> Set(AlertRule rule, Money? threshold, bool isOn = true) => member.AlertRules.Set(member.Id, account, rule, isOn, threshold);

        Assert.Equal(RuleOutcome.ThresholdMissing, await Set(AlertRule.LowBalance, null));
        Assert.Equal(RuleOutcome.ThresholdNotPositive, await Set(AlertRule.LargePayment, Money.Zero(Dollar)));
        Assert.Equal(RuleOutcome.ThresholdNotPositive, await Set(AlertRule.LargePayment, new Money(-1, Dollar), isOn: false));
        Assert.Equal(RuleOutcome.WrongCurrency, await Set(AlertRule.LargeDeposit, new Money(100, Euro)));
        Assert.Equal(RuleOutcome.NotPossible, await Set(AlertRule.UnusualPayment, null));
        Assert.Equal(RuleOutcome.NoSuchAccount, await member.AlertRules.Set(member.Id, Guid.NewGuid(), AlertRule.CardActivity, true, null));
        Assert.Equal(RuleOutcome.Saved, await Set(AlertRule.LargePayment, new Money(1, Dollar)));
        Assert.Equal(RuleOutcome.Saved, await Set(AlertRule.CardActivity, null));
    }

    [Theory, Databases]
    public async Task A_rule_that_is_switched_off_keeps_its_threshold(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await TestMember.Join(database);
        var account = (await member.BringIn(Checking(Row("2026-11-03", -100, "Tea", "1")))).AccountIds[0];
        await member.AlertRules.Set(member.Id, account, AlertRule.LowBalance, isOn: true, new Money(25_000, Dollar));
        Assert.Equal((true, 25_000), await LowBalance());

        await member.AlertRules.Set(member.Id, account, AlertRule.LowBalance, isOn: false, threshold: null);

        Assert.Equal((false, 25_000), await LowBalance());

        async Task<(bool, long)> LowBalance() => Assert.Single(await member.AlertRules.List(member.Id)).Settings[0] is var setting
            ? (setting.IsOn, setting.Threshold!.Value.MinorUnits) : default;
    }

    [Theory, Databases]
    public async Task A_low_balance_of_a_card_is_possible_where_the_bank_states_the_credit_that_is_left(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await TestMember.Join(database);
        var statement = Card(Row("2026-11-03", -100, "Tea", "1", isCard: true)).WithBalance("2026-11-04", -5000);
        var account = (await member.BringIn(statement)).AccountIds[0];
        Task<RuleOutcome> Set() => member.AlertRules.Set(member.Id, account, AlertRule.LowBalance, isOn: true, new Money(100, Dollar));
        Assert.Equal(RuleOutcome.NotPossible, await Set());

        await member.BringIn(statement.WithBalance("2026-11-05", -5000) with { Available = new(new(90_000, Dollar), BankTime.OnDay(new(2026, 11, 5))) });

        Assert.Equal(RuleOutcome.Saved, await Set());
        Assert.True(Assert.Single(await member.AlertRules.List(member.Id)).Settings[0].IsPossible);
    }

    [Fact]
    public void A_suggestion_fits_a_currency_without_decimal_digits()
    {
        Assert.Equal(new Money(50_000, Currency.Parse("JPY")), AlertRule.LargePayment.Suggest(Currency.Parse("JPY")));
        Assert.Equal(new Money(500_000, Currency.Parse("KWD")), AlertRule.LargePayment.Suggest(Currency.Parse("KWD")));
        Assert.Null(AlertRule.CardActivity.Suggest(Dollar));
    }
}

using BankView.Data;
using BankView.Data.Alerts;
using BankView.Data.Consents;
using BankView.Data.Database;
using BankView.Data.Statements;
using BankView.Tests.BankLinks.Sync;
using BankView.Tests.Testing;
using static BankView.Tests.Testing.Statements;

namespace BankView.Tests.Alerts;

/// <summary>A balance that falls below the member's threshold is told of once each time that it does.</summary>
public class LowBalanceTests
{
    [Theory, Databases]
    public async Task It_is_told_of_once_for_each_time_that_it_falls_below(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var synced = await WatchedBank.Join(database);
        await Set(synced.Member, synced.AccountId, 10_000);

        foreach (var balance in new[] { 15_000, 10_000, 9_999, 5_000, 9_000, 10_000, 20, 10 })
        {
            database.Clock.Advance(TimeSpan.FromHours(7));
            synced.Bank.Accounts = [SyncedMember.Balance(balance)];
            await synced.Read();
        }

        var told = await WatchedBank.Alerts(synced);
        Assert.Equal([20, 9_999], told.Select(alert => alert.Balance!.Amount.MinorUnits));
        Assert.All(told, alert => Assert.Equal((AlertRule.LowBalance, 10_000, false), (alert.Rule, alert.Threshold!.Value.MinorUnits, alert.Balance!.IsAvailable)));
    }

    [Theory, Databases]
    public async Task What_can_be_spent_counts_before_what_is_booked(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var synced = await WatchedBank.Join(database);
        await Set(synced.Member, synced.AccountId, 10_000);

        synced.Bank.Accounts = [SyncedMember.Balance(90_000) with { Available = new Money(500, Dollar) }];
        await synced.Read();

        var balance = Assert.Single(await WatchedBank.Alerts(synced)).Balance!;
        Assert.Equal((500, true), (balance.Amount.MinorUnits, balance.IsAvailable));
    }

    [Theory, Databases]
    public async Task A_file_tells_by_its_newest_balance_and_an_older_statement_tells_nothing(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var (member, account) = await PaymentRuleTests.Watched(database);
        await Set(member, account, 10_000);
        await member.BringIn(Tea.WithBalance("2026-11-18", 20_000));

        await member.BringIn(Tea.WithBalance("2026-11-10", 100));
        Assert.Empty(await CardMember.AlertsOf(member));
        var import = await member.BringIn(Tea.WithBalance("2026-11-19", 700));
        Assert.Equal(700, Assert.Single(await CardMember.AlertsOf(member)).Balance!.Amount.MinorUnits);
        await member.BringIn(Tea.WithBalance("2026-11-19", 700));
        Assert.Single(await CardMember.AlertsOf(member));

        Assert.True(await member.Imports.Undo(member.Id, import.ImportId));
        Assert.Single(await CardMember.AlertsOf(member));
    }

    [Theory, Databases]
    public async Task Taking_an_import_back_takes_back_what_its_balance_told(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var (member, account) = await PaymentRuleTests.Watched(database);
        await Set(member, account, 10_000);
        await member.BringIn(Tea.WithBalance("2026-11-18", 20_000));
        var import = await member.BringIn(Tea.WithBalance("2026-11-19", 700));

        await member.Imports.Undo(member.Id, import.ImportId);
        Assert.Empty(await CardMember.AlertsOf(member));

        await member.BringIn(Tea.WithBalance("2026-11-19", 800));
        Assert.Equal(800, Assert.Single(await CardMember.AlertsOf(member)).Balance!.Amount.MinorUnits);
    }

    [Theory, Databases]
    public async Task Of_a_card_the_credit_that_is_left_counts_and_never_its_debt(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await CardMember.Join(database, Purpose.View, Purpose.FraudAlerts);
        var account = (await member.AlertRules.List(member.Id))[0].AccountId;
        await member.BringIn(Credit("2026-11-17", 90_000));
        await Set(member, account, 10_000);

        await member.BringIn(Card().WithBalance("2026-11-18", -55_000));
        Assert.Empty(await CardMember.AlertsOf(member));
        await member.BringIn(Credit("2026-11-19", 5_000));

        Assert.Equal(5_000, Assert.Single(await CardMember.AlertsOf(member)).Balance!.Amount.MinorUnits);
    }

    [Theory, Databases]
    public async Task Another_threshold_is_told_of_anew_and_consent_for_balances_is_what_shows_it(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var synced = await WatchedBank.Join(database);
        await Set(synced.Member, synced.AccountId, 10_000);
        synced.Bank.Accounts = [SyncedMember.Balance(9_000, BankTime.AtInstant(database.Clock.GetUtcNow()))];
        await synced.Read();
        await Set(synced.Member, synced.AccountId, 10_000);
        await synced.Read();
        Assert.Single(await WatchedBank.Alerts(synced));

        await Set(synced.Member, synced.AccountId, 20_000);
        await synced.Read();
        Assert.Equal(2, (await WatchedBank.Alerts(synced)).Count);

        var consent = (await synced.Member.Consents.Find(synced.Id, synced.LinkId))!;
        await synced.Member.Consents.Narrow(synced.Id, synced.LinkId, consent.Without(cluster: DataCluster.Balances));
        Assert.Empty(await WatchedBank.Alerts(synced));
        await synced.Member.History.EraseHidden(synced.Id, synced.LinkId);
        Assert.DoesNotContain(await TableDump.Lines(database.Databases.Data), line => line.StartsWith("alerts:", StringComparison.Ordinal));
    }

    private static StatementPart Tea => Checking(Row("2026-11-02", -100, "Tea", "first"));

    private static StatementPart Credit(string day, long left) =>
        Card() with { Available = new(new(left, Dollar), BankTime.OnDay(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture))) };

    private static async Task Set(TestMember member, Guid account, long minor) => Assert.Equal(RuleOutcome.Saved,
        await member.AlertRules.Set(member.Id, account, AlertRule.LowBalance, isOn: true, new Money(minor, Dollar)));
}

using BankView.Data;
using BankView.Data.Alerts;
using BankView.Data.Database;
using BankView.Tests.BankLinks.Sync;
using BankView.Tests.Testing;
using static BankView.Tests.Testing.Statements;

namespace BankView.Tests.Alerts;

/// <summary>A payment is told of once, whatever its bank makes of its row.</summary>
public class SyncedRuleTests
{
    [Theory, Databases]
    public async Task A_pending_payment_that_is_booked_is_told_of_once(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var synced = await Told(database, synced => synced.Row("p", 2, -60_000, "Furniture", isPending: true));

        synced.Bank.Rows = [synced.Row("b", 2, -61_500, "Furniture", pendingId: "p")];
        await synced.Read();

        Assert.Equal(-60_000, Assert.Single(await WatchedBank.Alerts(synced)).Payment!.Amount.MinorUnits);
    }

    [Theory, Databases]
    public async Task A_hold_that_is_booked_as_more_than_the_threshold_is_told_of_once_and_then(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var synced = await Told(database, synced => synced.Row("p", 2, -100, "Car rental", isPending: true));
        Assert.Empty(await WatchedBank.Alerts(synced));

        synced.Bank.Rows = [synced.Row("b", 2, -60_000, "Car rental", pendingId: "p")];
        await synced.Read();
        await synced.Read();
        synced.Bank.Rows = [synced.Row("b", 2, -70_000, "Car rental")];
        await synced.Read();

        Assert.Equal(-60_000, Assert.Single(await WatchedBank.Alerts(synced)).Payment!.Amount.MinorUnits);
    }

    [Theory, Databases]
    public async Task A_payment_that_the_bank_corrects_takes_back_and_brings_again_is_told_of_once(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var synced = await Told(database, synced => synced.Row("a", 2, -60_000, "Furniture"));
        var corrected = synced.Row("a", 2, -65_000, "Furniture");
        synced.Bank.Rows = [corrected];
        await synced.Read();
        synced.Bank.Rows = [];
        await synced.Read();
        Assert.False(Assert.Single(await WatchedBank.Alerts(synced)).Payment!.IsStored);

        synced.Bank.Rows = [corrected with { Id = "again" }];
        await synced.Read();

        Assert.True(Assert.Single(await WatchedBank.Alerts(synced)).Payment!.IsStored);
    }

    [Theory, Databases]
    public async Task Another_link_to_the_same_account_and_a_file_of_the_same_rows_tell_nothing_again(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var synced = await Told(database, synced => synced.Row("a", 2, -60_000, "Furniture"));

        await WatchedBank.Relink(synced);
        synced.Bank.Rows = [synced.Row("other id", 2, -60_000, "Furniture")];
        await synced.Read();
        await synced.Member.BringIn(Checking(Row("2026-11-18", -60_000, "Furniture", "file id")), account: synced.AccountId);

        Assert.Single(await WatchedBank.Alerts(synced));
    }

    [Theory, Databases]
    public async Task Two_equal_payments_of_a_day_are_two(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var synced = await Told(database, synced => synced.Row("a", 2, -60_000, "Furniture"));

        synced.Bank.Rows.Add(synced.Row("b", 2, -60_000, "Furniture"));
        await synced.Read();

        Assert.Equal(2, (await WatchedBank.Alerts(synced)).Select(alert => alert.Payment!.TransactionId).Distinct().Count());
    }

    private static async Task<SyncedMember> Told(TestDatabase database, Func<SyncedMember, Data.BankLinks.Connectors.BankTransaction> row)
    {
        var synced = await WatchedBank.Join(database);
        Assert.Equal(RuleOutcome.Saved, await synced.Member.AlertRules.Set(
            synced.Id, synced.AccountId, AlertRule.LargePayment, isOn: true, new Money(50_000, Dollar)));
        synced.Bank.Rows = [row(synced)];
        await synced.Read();
        return synced;
    }
}

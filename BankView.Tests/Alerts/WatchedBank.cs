using BankView.Data.Alerts;
using BankView.Data.BankLinks.Connectors;
using BankView.Data.Consents;
using BankView.Tests.BankLinks.Sync;
using BankView.Tests.Testing;

namespace BankView.Tests.Alerts;

/// <summary>A member whose account at a bank in memory may be looked at for alerts.</summary>
internal static class WatchedBank
{
    public static async Task<SyncedMember> Join(TestDatabase database)
    {
        var synced = await SyncedMember.Join(database);
        synced.Bank.IsComplete = true;
        synced.Bank.Traits = synced.Bank.Traits with { CallsPerDay = 1_000_000, DaysOfHistory = 30 };
        await Allow(synced);
        return synced;
    }

    /// <summary>Ends the link and makes another one, under which the account goes on.</summary>
    public static async Task Relink(SyncedMember synced)
    {
        await synced.Change("UPDATE bank_links SET revoked_at = @now WHERE user_id = @Id AND id = @LinkId");
        await synced.Link();
        await Allow(synced);
    }

    /// <summary>Has the bank answer with nothing but a problem from now on; null: as it should.</summary>
    public static void Fail(SyncedMember synced, ProblemKind? problem) =>
        synced.Bank.BeforePage = _ => problem is { } kind ? throw new ConnectorException(kind) : Task.CompletedTask;

    public static Task<IReadOnlyList<Alert>> Alerts(SyncedMember synced) => CardMember.AlertsOf(synced.Member);

    public static Task Allow(SyncedMember synced, int days = 90) => synced.Database.Databases.Data.Write((connection, transaction) => synced.Member.Consents.Grant(
        connection, transaction, synced.Id, synced.LinkId,
        from cluster in DataCluster.All
        from purpose in new[] { Purpose.View, Purpose.FraudAlerts }
        select new ConsentScope(synced.AccountId, cluster, purpose), "words", synced.Database.Clock.GetUtcNow().AddDays(days)));
}

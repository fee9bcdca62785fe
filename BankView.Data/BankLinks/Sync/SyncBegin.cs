using System.Data.Common;
using BankView.Data.BankLinks.Connectors;
using BankView.Data.Database;
using Dapper;

namespace BankView.Data.BankLinks.Sync;

/// <summary>Begins a reading, or says why there is none.</summary>
internal sealed class SyncBegin(Databases databases, UserId userId, Guid linkId, InstalledConnectors connectors, TimeProvider clock)
{
    /// <summary>The state when the lease was taken; else the refusal.</summary>
    public Task<(LinkState? State, SyncOutcome? Refusal)> Begin(LinkLease lease, SyncTrigger trigger, CancellationToken cancellation) =>
        databases.Data.Write((connection, transaction) => Begin(connection, transaction, lease, trigger), cancellation);

    private async Task<(LinkState?, SyncOutcome?)> Begin(DbConnection connection, DbTransaction transaction, LinkLease lease, SyncTrigger trigger)
    {
        var now = clock.GetUtcNow();
        var mine = new { userId, linkId, now };
        var state = await MemberTurn.Take(connection, transaction, userId)
            ? await connection.QuerySingleOrDefaultAsync<LinkState>(LinkState.Sql, mine, transaction) : null;
        var connector = state is null ? null : connectors.Find(state.ConnectorKind);
        if (state is not { MayBeRead: true } || connector is null)
        {
            return (null, new SyncOutcome(SyncEnd.NotAllowed));
        }

        if (state.LeaseUntil > now)
        {
            return (null, new SyncOutcome(SyncEnd.Busy));
        }

        if (state.MayBeginAt(trigger, connector.Traits, now) is var at && at > now)
        {
            // Nobody waits for these, and they come again by themselves.
            if (trigger is SyncTrigger.Schedule or SyncTrigger.Administrator)
            {
                await connection.ExecuteAsync("UPDATE bank_links SET next_sync_at = @at WHERE user_id = @userId AND id = @linkId",
                    new { userId, linkId, at }, transaction);
            }

            return (null, new SyncOutcome(SyncEnd.NotYet) { NextAt = at });
        }

        if (!await lease.Take(connection, transaction))
        {
            return (null, new SyncOutcome(SyncEnd.Busy));
        }

        await new RunRecord(userId, linkId, lease.RunId).Begin(connection, transaction, trigger, now);
        return (state, null);
    }
}

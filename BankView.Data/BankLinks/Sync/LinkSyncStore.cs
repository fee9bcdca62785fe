using BankView.Data.BankLinks.Connectors;
using BankView.Data.Database;
using Dapper;

namespace BankView.Data.BankLinks.Sync;

/// <summary>What a member may know of the readings of their links. Holds no finances.</summary>
public sealed class LinkSyncStore(Databases databases, InstalledConnectors connectors, TimeProvider clock)
{
    /// <summary>
    /// When the member may have the link read: now or an instant in the past means at once. Null when it is not read at all: no such
    /// link of this member's, a file link, ended, without an active consent, or not on offer.
    /// </summary>
    public async Task<DateTimeOffset?> NextManualSync(UserId userId, Guid linkId)
    {
        var now = clock.GetUtcNow();
        await using var connection = await databases.Data.Open();
        var state = await connection.QuerySingleOrDefaultAsync<LinkState>(LinkState.Sql, new { userId, linkId, now });
        var connector = state is null ? null : connectors.Find(state.ConnectorKind);
        return state is { MayBeRead: true } && connector is not null ? state.MayBeginAt(SyncTrigger.Member, connector.Traits, now) : null;
    }

    /// <summary>The link's last readings, newest first.</summary>
    public async Task<IReadOnlyList<SyncRun>> ListRuns(UserId userId, Guid linkId, int count)
    {
        await using var connection = await databases.Data.Open();
        var rows = await connection.QueryAsync<RunRow>("""
            SELECT r.id, r.asked_by AS AskedBy, r.started_at AS StartedAt, r.finished_at AS FinishedAt, r.problem, r.added, r.changed,
                   r.removed, r.unreadable, r.calls, COALESCE(l.lease_id = r.id AND l.lease_until > @now, @no) AS IsRunning
            FROM sync_runs r
            JOIN bank_links l ON l.user_id = r.user_id AND l.id = r.link_id
            JOIN users u ON u.id = r.user_id AND u.status = 'Active' AND u.is_member
            WHERE r.user_id = @userId AND r.link_id = @linkId
            ORDER BY r.id DESC LIMIT @count
            """, new { userId, linkId, count, now = clock.GetUtcNow(), no = false });
        return [.. rows.Select(row => row.ToRun())];
    }
}

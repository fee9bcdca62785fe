using BankView.Data.BankLinks.Connectors;
using BankView.Data.Database;
using Dapper;

namespace BankView.Data.BankLinks.Sync;

/// <summary>A link whose turn it is, and who wants it read.</summary>
public readonly record struct DueLink(UserId UserId, Guid LinkId, SyncTrigger AskedBy = SyncTrigger.Schedule);

/// <summary>The scheduler's question: which links are due, whoever's they are. Its answers hold ids alone.</summary>
public sealed class DueLinks(Databases databases, TimeProvider clock)
{
    // Whoever takes a link and dies before it begins has it come back after this long.
    private static readonly TimeSpan TakenFor = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Takes at most <paramref name="count"/> due links of all members, the longest due first: nobody else gets the same ones
    /// meanwhile, on this node or another. Only of active members, with an active consent, of institutions on offer.
    /// </summary>
    public Task<IReadOnlyList<DueLink>> TakeOfAllMembers(int count) => databases.Data.Write(async (connection, transaction) =>
    {
        var now = clock.GetUtcNow();
        var due = (await connection.QueryAsync<(UserId UserId, Guid LinkId, string? AskedBy)>($"""
            SELECT l.user_id, l.id, l.asked_by FROM bank_links l
            WHERE l.next_sync_at <= @now AND l.revoked_at IS NULL AND l.credential_id IS NOT NULL
              AND (l.lease_until IS NULL OR l.lease_until <= @now)
              AND EXISTS (SELECT 1 FROM institutions i WHERE i.id = l.institution_id AND i.state = 'Offered' AND i.connector <> @files)
              AND EXISTS (SELECT 1 FROM users u WHERE u.id = l.user_id AND u.status = 'Active' AND u.is_member)
              AND EXISTS (SELECT 1 FROM consents c WHERE c.user_id = l.user_id AND c.link_id = l.id AND c.revoked_at IS NULL AND c.expires_at > @now)
            ORDER BY l.next_sync_at, l.id LIMIT @count {databases.Data.SkipTaken}
            """, new { now, count, files = nameof(ConnectorKind.File) }, transaction)).AsList();
        await connection.ExecuteAsync("UPDATE bank_links SET next_sync_at = @until WHERE user_id = @UserId AND id = @LinkId",
            due.Select(link => new { link.UserId, link.LinkId, until = now + TakenFor }), transaction);
        return (IReadOnlyList<DueLink>)[.. due.Select(link =>
            new DueLink(link.UserId, link.LinkId, link.AskedBy is null ? SyncTrigger.Schedule : Enum.Parse<SyncTrigger>(link.AskedBy)))];
    });

    /// <summary>Forgets runs of all members that are older than 90 days, also of links that nothing is read from any more.</summary>
    public Task ForgetOldRunsOfAllMembers() => databases.Data.Write((connection, transaction) => connection.ExecuteAsync(
        "DELETE FROM sync_runs WHERE started_at < @old", new { old = clock.GetUtcNow() - RunRecord.KeptFor }, transaction));
}

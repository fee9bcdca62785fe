using BankView.Data.Consents;
using BankView.Data.Database;
using BankView.Data.Sealing;
using Dapper;

namespace BankView.Data.BankLinks;

/// <summary>Ends members' links, and tells how the taking back at their banks goes. <see cref="Revocations"/> does the taking back.</summary>
public sealed class RevocationStore(Databases databases, MemberKeys keys, ConsentStore consents, TimeProvider clock)
{
    /// <summary>
    /// Ends a link that a connector reads: at once nothing of it is read or shown, and its credential waits to be taken back. False
    /// for a file link, which has no bank to ask, and for a link that has ended or is not this member's.
    /// </summary>
    public async Task<bool> End(UserId userId, Guid linkId)
    {
        var ended = await databases.Data.Write(async (connection, transaction) =>
            await MemberTurn.Take(connection, transaction, userId)
            && await connection.ExecuteScalarAsync<long>("""
                SELECT count(*) FROM bank_links l JOIN institutions i ON i.id = l.institution_id
                WHERE l.user_id = @userId AND l.id = @linkId AND l.revoked_at IS NULL AND i.connector <> 'File'
                """, new { userId, linkId }, transaction) == 1
            && await new LinkEnding(keys, consents, clock).End(connection, transaction, userId, linkId, LinkEnd.Member, reason: null));
        databases.Changes.Tell(userId);
        return ended;
    }

    /// <summary>All of the member's revocations, newest first; those of one link when it is given.</summary>
    public async Task<IReadOnlyList<Revocation>> List(UserId userId, Guid? linkId = null)
    {
        await using var connection = await databases.Data.Open();
        var rows = (await connection.QueryAsync<RevocationRow>($"""
            SELECT {RevocationRow.Columns} FROM revocations r
            JOIN institutions i ON i.id = r.institution_id
            JOIN users u ON u.id = r.user_id AND u.status = 'Active' AND u.is_member
            WHERE r.user_id = @userId AND (CAST(@linkId AS TEXT) IS NULL OR r.link_id = @linkId)
            ORDER BY r.created_at DESC, r.id DESC
            """, new { userId, linkId })).AsList();
        if (rows.Count == 0)
        {
            return [];
        }

        var key = await keys.Get(userId);
        return [.. rows.Select(row => row.Open(key))];
    }

    /// <summary>
    /// Notes that the member ended the access at the provider themselves. False when nothing was open there, or it is not this member's.
    /// </summary>
    public async Task<bool> MarkDone(UserId userId, Guid id)
    {
        var done = await databases.Data.Write(async (connection, transaction) =>
        {
            var mine = new { userId, id };
            var row = await MemberTurn.Take(connection, transaction, userId)
                ? await connection.QuerySingleOrDefaultAsync<byte[]>("""
                    SELECT sealed FROM revocations WHERE user_id = @userId AND id = @id AND state IN ('Pending', 'ManualAtProvider')
                    """, mine, transaction)
                : null;
            return row is not null && await RevocationRow.Finish(connection, transaction, await keys.Get(userId), userId, id, row,
                RevocationState.DoneByMember, clock.GetUtcNow());
        });
        databases.Changes.Tell(userId);
        return done;
    }
}

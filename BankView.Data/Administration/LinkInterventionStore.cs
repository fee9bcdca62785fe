using BankView.Data.BankLinks;
using BankView.Data.BankLinks.Connectors;
using BankView.Data.BankLinks.Sync;
using BankView.Data.Consents;
using BankView.Data.Database;
using BankView.Data.Sealing;
using Dapper;

namespace BankView.Data.Administration;

/// <summary>What administrators may do to one member's link: have it read, or end it. Returns nothing but whether it was done.</summary>
public sealed class LinkInterventionStore(Databases databases, MemberKeys keys, ConsentStore consents, TimeProvider clock)
{
    private readonly LinkEnding _ending = new(keys, consents, clock);

    /// <summary>
    /// Makes the link due, and says when it is: now, or when its bank allows it if that asked to wait. The scheduler reads it then,
    /// within its budget of calls. Null when nothing may be read: it is ended, its consent is over, or its institution is not offered.
    /// </summary>
    public Task<DateTimeOffset?> ReadAgain(UserId userId, Guid linkId, UserId administrator) => databases.Data.Write(async (connection, transaction) =>
    {
        var now = clock.GetUtcNow();
        var due = await connection.QuerySingleOrDefaultAsync<DateTimeOffset?>("""
            UPDATE bank_links SET asked_by = @askedBy,
                next_sync_at = CASE WHEN problem = @wait AND next_sync_at > @now THEN next_sync_at ELSE @now END
            WHERE user_id = @userId AND id = @linkId AND revoked_at IS NULL AND credential_id IS NOT NULL
                AND EXISTS (SELECT 1 FROM institutions i
                    WHERE i.id = bank_links.institution_id AND i.state = 'Offered' AND i.connector <> 'File')
                AND EXISTS (SELECT 1 FROM consents c
                    WHERE c.user_id = bank_links.user_id AND c.link_id = bank_links.id AND c.revoked_at IS NULL AND c.expires_at > @now)
            RETURNING next_sync_at
            """, new { userId, linkId, now, askedBy = nameof(SyncTrigger.Administrator), wait = nameof(ProblemKind.RateLimited) }, transaction);
        if (due is not null)
        {
            var act = await LinkAct.Of(connection, transaction, AdminActionKind.LinkReadAgain, administrator, userId, linkId, null);
            await AdminActionStore.Write(connection, transaction, act, now);
        }

        return due;
    });

    /// <summary>Ends the link for good; the member sees the reason. False when it was ended before, or there is none such.</summary>
    public async Task<bool> Disconnect(UserId userId, Guid linkId, string reason, UserId administrator)
    {
        var ended = await databases.Data.Write(async (connection, transaction) =>
        {
            // A blocked member's link ends like any other.
            await MemberTurn.TakeWhoever(connection, transaction, userId);
            if (await connection.ExecuteScalarAsync<long>("""
                SELECT count(*) FROM bank_links l JOIN institutions i ON i.id = l.institution_id AND i.connector <> 'File'
                WHERE l.user_id = @userId AND l.id = @linkId AND l.revoked_at IS NULL
                """, new { userId, linkId }, transaction) != 1)
            {
                return false;
            }

            await _ending.End(connection, transaction, userId, linkId, LinkEnd.Administrator, reason);

            var act = await LinkAct.Of(connection, transaction, AdminActionKind.LinkDisconnected, administrator, userId, linkId, reason);
            await AdminActionStore.Write(connection, transaction, act, clock.GetUtcNow());
            return true;
        });
        if (ended)
        {
            databases.Changes.Tell(userId);
        }

        return ended;
    }
}

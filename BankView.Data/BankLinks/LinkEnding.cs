using System.Data.Common;
using BankView.Data.Consents;
using BankView.Data.Sealing;
using Dapper;

namespace BankView.Data.BankLinks;

/// <summary>
/// Ends a link for good, inside a transaction: from its commit on nothing is read or shown, and what it was read with lies among
/// <c>revocations</c>, where only taking it back at the bank can use it. Its history stays until the member decides.
/// </summary>
internal sealed class LinkEnding(MemberKeys keys, ConsentStore consents, TimeProvider clock)
{
    private static readonly SealedColumn Secret = new("credentials");
    private static readonly SealedColumn Revocation = new("revocations");

    /// <summary>False when it is not this member's. A link that has ended already keeps who ended it, and why.</summary>
    public async Task<bool> End(
        DbConnection connection, DbTransaction transaction, UserId userId, Guid linkId, LinkEnd by, string? reason)
    {
        var found = await connection.QuerySingleOrDefaultAsync<(Guid InstitutionId, byte[] Sealed, Guid? CredentialId)?>(
            "SELECT institution_id, sealed, credential_id FROM bank_links WHERE user_id = @userId AND id = @linkId",
            new { userId, linkId }, transaction);
        if (found is not { } link)
        {
            return false;
        }

        await consents.Revoke(connection, transaction, userId, linkId);
        // Whoever reads the link right now loses its lease, and with it the right to store what comes.
        await connection.ExecuteAsync("""
            UPDATE bank_links SET next_sync_at = NULL, credential_id = NULL, lease_id = NULL, lease_until = NULL, sealed_cursor = NULL,
                revoked_at = COALESCE(revoked_at, @now), revoked_by = COALESCE(revoked_by, @by), reason = COALESCE(reason, @reason)
            WHERE user_id = @userId AND id = @linkId
            """, new { userId, linkId, now = clock.GetUtcNow(), by = by.ToString(), reason }, transaction);
        if (link.CredentialId is { } credentialId)
        {
            await PutAside(connection, transaction, userId, linkId, link.InstitutionId, link.Sealed, credentialId);
        }

        return true;
    }

    // Links of one sign-in may share a credential: it is taken back with the last of them.
    private async Task PutAside(DbConnection connection, DbTransaction transaction, UserId userId, Guid linkId, Guid institutionId,
        byte[] sealedName, Guid credentialId)
    {
        var blob = await connection.QuerySingleOrDefaultAsync<byte[]>("""
            DELETE FROM credentials WHERE user_id = @userId AND id = @credentialId
            AND NOT EXISTS (SELECT 1 FROM bank_links l WHERE l.user_id = credentials.user_id AND l.credential_id = credentials.id)
            RETURNING sealed
            """, new { userId, credentialId }, transaction);
        if (blob is null)
        {
            return;
        }

        var key = await keys.Get(userId);
        var secret = key.Seal(Revocation, credentialId, key.Open(BankLinkStore.Name, linkId, sealedName, 1)[0], key.Open(Secret, credentialId, blob, 1)[0]);
        await connection.ExecuteAsync("""
            INSERT INTO revocations (user_id, id, link_id, institution_id, state, sealed, next_try_at, created_at)
            VALUES (@userId, @credentialId, @linkId, @institutionId, 'Pending', @secret, @now, @now)
            """, new { userId, credentialId, linkId, institutionId, secret, now = clock.GetUtcNow() }, transaction);
    }
}

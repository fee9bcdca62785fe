using System.Data.Common;
using BankView.Data.Alerts;
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
    /// <summary>False when it is not this member's. A link that has ended already keeps who ended it, and why.</summary>
    public async Task<bool> End(
        DbConnection connection, DbTransaction transaction, UserId userId, Guid linkId, LinkEnd by, string? reason)
    {
        var found = await connection.QuerySingleOrDefaultAsync<Link?>("""
            SELECT institution_id AS InstitutionId, sealed, credential_id AS CredentialId
            FROM bank_links WHERE user_id = @userId AND id = @linkId
            """, new { userId, linkId }, transaction);
        if (found is not { } link)
        {
            return false;
        }

        await consents.Revoke(connection, transaction, userId, linkId);
        await LinkAlerts.Close(connection, transaction, userId, linkId, AlertRule.ConsentEnds, clock.GetUtcNow());
        if (by is LinkEnd.Member)
        {
            await LinkAlerts.Close(connection, transaction, userId, linkId, AlertRule.LinkNeedsYou, clock.GetUtcNow());
        }

        // Whoever reads the link right now loses its lease, and with it the right to store what comes.
        await connection.ExecuteAsync("""
            UPDATE bank_links SET next_sync_at = NULL, credential_id = NULL, lease_id = NULL, lease_until = NULL, sealed_cursor = NULL,
                revoked_at = COALESCE(revoked_at, @now), revoked_by = COALESCE(revoked_by, @by), reason = CASE WHEN revoked_at IS NULL THEN @reason ELSE reason END
            WHERE user_id = @userId AND id = @linkId
            """, new { userId, linkId, now = clock.GetUtcNow(), by = by.ToString(), reason }, transaction);
        if (link.CredentialId is { } credentialId)
        {
            await PutAside(connection, transaction, userId, linkId, link, credentialId);
        }

        return true;
    }

    private async Task PutAside(
        DbConnection connection, DbTransaction transaction, UserId userId, Guid linkId, Link link, Guid credentialId)
    {
        var (key, now, mine) = (await keys.Get(userId), clock.GetUtcNow(), new { userId, credentialId });
        var name = key.Open(BankLinkStore.Name, linkId, link.Sealed, 1)[0]!;
        var others = await connection.ExecuteScalarAsync<long>(
            "SELECT count(*) FROM bank_links WHERE user_id = @userId AND credential_id = @credentialId", mine, transaction);
        if (others > 0)
        {
            await RevocationRow.AddShared(connection, transaction, key, userId, linkId, link.InstitutionId, name, now);
            return;
        }

        var blob = await connection.QuerySingleAsync<byte[]>(
            "SELECT sealed FROM credentials WHERE user_id = @userId AND id = @credentialId", mine, transaction);
        var credential = key.Open(CredentialStore.Secret, credentialId, blob, 1)[0]!;
        await RevocationRow.Add(connection, transaction, key, userId, credentialId, linkId, link.InstitutionId, name, credential, now);
        await connection.ExecuteAsync("DELETE FROM credentials WHERE user_id = @userId AND id = @credentialId", mine, transaction);
    }

    private sealed record Link
    {
        public required Guid InstitutionId { get; init; }

        public required byte[] Sealed { get; init; }

        public required Guid? CredentialId { get; init; }
    }
}

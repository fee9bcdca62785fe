using System.Data.Common;
using BankView.Data.BankLinks.Connectors;
using BankView.Data.Database;
using BankView.Data.Sealing;
using Dapper;

namespace BankView.Data.BankLinks;

/// <summary>What banks gave BankView to read with, sealed under the member's key. Opened for connectors alone.</summary>
internal sealed class CredentialStore(Databases databases, MemberKeys keys, TimeProvider clock)
{
    internal static readonly SealedColumn Secret = new("credentials");

    /// <summary>Keeps a new credential; returns its id.</summary>
    public async Task<Guid> Add(DbConnection connection, DbTransaction transaction, UserId userId, Guid institutionId, string credential)
    {
        var key = await keys.Get(userId);
        var id = Guid.CreateVersion7();
        await connection.ExecuteAsync("""
            INSERT INTO credentials (user_id, id, institution_id, sealed, version, created_at, updated_at)
            VALUES (@userId, @id, @institutionId, @secret, 1, @now, @now)
            """, new { userId, id, institutionId, secret = key.Seal(Secret, id, credential), now = clock.GetUtcNow() }, transaction);
        return id;
    }

    /// <summary>Null when it is destroyed, or not this member's, or the member is blocked.</summary>
    public async Task<string?> Open(UserId userId, Guid id)
    {
        await using var connection = await databases.Data.Open();
        var secret = await connection.QuerySingleOrDefaultAsync<byte[]>("""
            SELECT c.sealed FROM credentials c
            JOIN users u ON u.id = c.user_id AND u.status = 'Active' AND u.is_member
            WHERE c.user_id = @userId AND c.id = @id
            """, new { userId, id });
        return secret is null ? null : (await keys.Get(userId)).Open(Secret, id, secret, 1)[0];
    }

    /// <summary>Waits until nobody else exchanges the credential; see <see cref="BankAccess.TakeTurn"/>.</summary>
    public Task<ICredentialTurn> TakeTurn(UserId userId, Guid id, CancellationToken cancellation) =>
        CredentialTurn.Take(databases, keys, clock, userId, id, cancellation);

    /// <summary>Replaces a credential that the bank exchanged, or that a repair renewed.</summary>
    public async Task Keep(UserId userId, Guid id, string credential)
    {
        var key = await keys.Get(userId);
        await databases.Data.Write((connection, transaction) => Keep(connection, transaction, key, userId, id, credential));
    }

    /// <inheritdoc cref="Keep(UserId, Guid, string)"/>
    public async Task Keep(DbConnection connection, DbTransaction transaction, UserId userId, Guid id, string credential) =>
        await Keep(connection, transaction, await keys.Get(userId), userId, id, credential);

    /// <summary>Destroys credentials that no link uses any more.</summary>
    public static Task RemoveUnused(DbConnection connection, DbTransaction transaction, UserId userId) => connection.ExecuteAsync("""
        DELETE FROM credentials WHERE user_id = @userId
        AND NOT EXISTS (SELECT 1 FROM bank_links l WHERE l.user_id = credentials.user_id AND l.credential_id = credentials.id)
        """, new { userId }, transaction);

    private async Task Keep(DbConnection connection, DbTransaction transaction, MemberKey key, UserId userId, Guid id, string credential)
    {
        var kept = await connection.ExecuteAsync("""
            UPDATE credentials SET sealed = @secret, version = version + 1, updated_at = @now, turn_id = NULL, turn_until = NULL
            WHERE user_id = @userId AND id = @id
            """, new { userId, id, secret = key.Seal(Secret, id, credential), now = clock.GetUtcNow() }, transaction);
        if (kept == 0)
        {
            // The link ended while the bank exchanged its credential: the new one must be taken back, not the one that is worthless.
            await RevocationRow.KeepExchanged(connection, transaction, key, userId, id, credential, clock.GetUtcNow());
        }
    }
}

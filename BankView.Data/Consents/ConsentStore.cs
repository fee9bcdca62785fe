using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using BankView.Data.Database;
using Dapper;

namespace BankView.Data.Consents;

/// <summary>What members allowed. Revocation is final, so a change is a new consent that takes the place of the old one.</summary>
public sealed class ConsentStore(Databases databases, TimeProvider clock)
{
    /// <summary>Until when a consent without an end holds: a file is the member's own act, with no bank party and no expiry.</summary>
    public static readonly DateTimeOffset NoEnd = new(9999, 12, 31, 23, 59, 59, TimeSpan.Zero);

    /// <summary>
    /// The words a member agrees to by bringing files in; the import page shows them, and the consent keeps their hash. Members who
    /// read another language are shown a translation of these.
    /// </summary>
    public const string FileConsentText = "BankView keeps the accounts, balances and transactions of the statement files I bring in, "
        + "for the purposes I switch on. It uses them for nothing else and gives them to nobody. I can switch each purpose off, or erase "
        + "everything, at any time.";

    /// <summary>The purposes that the link's active consent holds; empty when none is active or the link is not this member's.</summary>
    public async Task<IReadOnlySet<Purpose>> ListPurposes(UserId userId, Guid linkId)
    {
        await using var connection = await databases.Data.Open();
        var purposes = await connection.QueryAsync<string>("""
            SELECT DISTINCT s.purpose
            FROM consents c
            JOIN consent_scopes s ON s.user_id = c.user_id AND s.consent_id = c.id
            JOIN users u ON u.id = c.user_id AND u.status = 'Active' AND u.is_member
            WHERE c.user_id = @userId AND c.link_id = @linkId AND c.revoked_at IS NULL AND c.expires_at > @now
            """, new { userId, linkId, now = clock.GetUtcNow() });
        return purposes.Select(Enum.Parse<Purpose>).ToHashSet();
    }

    /// <summary>The link's newest consent, active or not; null when there is none or the link is not this member's.</summary>
    public async Task<Consent?> Find(UserId userId, Guid linkId)
    {
        await using var connection = await databases.Data.Open();
        var row = await connection.QuerySingleOrDefaultAsync<Row>("""
            SELECT c.id, c.granted_at AS GrantedAt, c.expires_at AS ExpiresAt, c.revoked_at AS RevokedAt, c.text_hash AS TextHash
            FROM consents c
            JOIN users u ON u.id = c.user_id AND u.status = 'Active' AND u.is_member
            WHERE c.user_id = @userId AND c.link_id = @linkId
            ORDER BY c.granted_at DESC, c.id DESC LIMIT 1
            """, new { userId, linkId });
        if (row is null)
        {
            return null;
        }

        var scopes = await connection.QueryAsync<(Guid AccountId, string Cluster, string Purpose)>("""
            SELECT account_id, cluster, purpose FROM consent_scopes WHERE user_id = @userId AND consent_id = @id
            """, new { userId, id = row.Id });
        return new Consent
        {
            Id = row.Id,
            LinkId = linkId,
            GrantedAt = row.GrantedAt,
            ExpiresAt = row.ExpiresAt,
            RevokedAt = row.RevokedAt,
            TextHash = row.TextHash,
            Scopes = [.. scopes.Select(scope => new ConsentScope(scope.AccountId, scope.Cluster, Enum.Parse<Purpose>(scope.Purpose)))],
        };
    }

    /// <summary>
    /// Lets a file link be read for exactly these purposes from now on. Without <see cref="Purpose.View"/> its accounts leave the
    /// screens at once; nothing is erased. False when the link is not this member's.
    /// </summary>
    public async Task<bool> ChangePurposes(UserId userId, Guid linkId, IReadOnlySet<Purpose> purposes)
    {
        var changed = await databases.Data.Write(async (connection, transaction) =>
        {
            var found = await MemberTurn.Take(connection, transaction, userId) && await connection.ExecuteScalarAsync<long>(
                "SELECT count(*) FROM bank_links WHERE user_id = @userId AND id = @linkId", new { userId, linkId }, transaction) == 1;
            if (found)
            {
                await Replace(connection, transaction, userId, linkId, purposes);
            }

            return found;
        });
        databases.Changes.Tell(userId);
        return changed;
    }

    /// <summary>Revokes the link's consent and grants one for all its accounts, all clusters and these purposes.</summary>
    internal async Task Replace(
        DbConnection connection, DbTransaction transaction, UserId userId, Guid linkId, IReadOnlySet<Purpose> purposes)
    {
        var id = await Begin(connection, transaction, userId, linkId, FileConsentText, NoEnd);
        foreach (var (purpose, cluster) in from purpose in purposes from cluster in DataCluster.All select (purpose, cluster))
        {
            await connection.ExecuteAsync("""
                INSERT INTO consent_scopes (user_id, purpose, cluster, account_id, consent_id)
                SELECT a.user_id, @purpose, @cluster, a.id, @id FROM accounts a WHERE a.user_id = @userId AND a.link_id = @linkId
                """, new { userId, purpose = purpose.ToString(), cluster, id, linkId }, transaction);
        }
    }

    /// <summary>Revokes the link's consent and grants one for exactly these scopes, on these exact words.</summary>
    internal async Task Grant(DbConnection connection, DbTransaction transaction, UserId userId, Guid linkId,
        IEnumerable<ConsentScope> scopes, string words, DateTimeOffset expiresAt)
    {
        var id = await Begin(connection, transaction, userId, linkId, words, expiresAt);
        foreach (var scope in scopes.Distinct())
        {
            await connection.ExecuteAsync("""
                INSERT INTO consent_scopes (user_id, purpose, cluster, account_id, consent_id)
                VALUES (@userId, @purpose, @Cluster, @AccountId, @id)
                """, new { userId, purpose = scope.Purpose.ToString(), scope.Cluster, scope.AccountId, id }, transaction);
        }
    }

    /// <summary>Revokes the link's consent: from this commit on nothing of it is read by anybody.</summary>
    internal Task Revoke(DbConnection connection, DbTransaction transaction, UserId userId, Guid linkId) => connection.ExecuteAsync("""
        UPDATE consents SET revoked_at = @now WHERE user_id = @userId AND link_id = @linkId AND revoked_at IS NULL
        """, new { userId, linkId, now = clock.GetUtcNow() }, transaction);

    private async Task<Guid> Begin(
        DbConnection connection, DbTransaction transaction, UserId userId, Guid linkId, string words, DateTimeOffset expiresAt)
    {
        await Revoke(connection, transaction, userId, linkId);
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        await connection.ExecuteAsync("""
            INSERT INTO consents (user_id, id, link_id, text_hash, granted_at, expires_at)
            VALUES (@userId, @id, @linkId, @textHash, @now, @expiresAt)
            """, new { userId, id, linkId, textHash = Hash(words), now, expiresAt }, transaction);
        return id;
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private sealed record Row
    {
        public required Guid Id { get; init; }

        public required DateTimeOffset GrantedAt { get; init; }

        public required DateTimeOffset ExpiresAt { get; init; }

        public required DateTimeOffset? RevokedAt { get; init; }

        public required string TextHash { get; init; }
    }
}

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
        var now = clock.GetUtcNow();
        await connection.ExecuteAsync("""
            UPDATE consents SET revoked_at = @now WHERE user_id = @userId AND link_id = @linkId AND revoked_at IS NULL
            """, new { userId, linkId, now }, transaction);
        var id = Guid.CreateVersion7(now);
        await connection.ExecuteAsync("""
            INSERT INTO consents (user_id, id, link_id, text_hash, granted_at, expires_at)
            VALUES (@userId, @id, @linkId, @textHash, @now, @end)
            """, new { userId, id, linkId, textHash = Hash(FileConsentText), now, end = NoEnd }, transaction);
        foreach (var (purpose, cluster) in from purpose in purposes from cluster in DataCluster.All select (purpose, cluster))
        {
            await connection.ExecuteAsync("""
                INSERT INTO consent_scopes (user_id, purpose, cluster, account_id, consent_id)
                SELECT a.user_id, @purpose, @cluster, a.id, @id FROM accounts a WHERE a.user_id = @userId AND a.link_id = @linkId
                """, new { userId, purpose = purpose.ToString(), cluster, id, linkId }, transaction);
        }
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

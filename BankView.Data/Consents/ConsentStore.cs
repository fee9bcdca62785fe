using System.Data.Common;
using BankView.Data.Alerts;
using BankView.Data.Database;
using BankView.Data.Sealing;
using Dapper;

namespace BankView.Data.Consents;

/// <summary>What members allowed. Revocation is final, so a change is a new consent that takes the place of the old one.</summary>
public sealed class ConsentStore(Databases databases, MemberKeys keys, TimeProvider clock)
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
        return await Find(connection, null, userId, linkId);
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

    /// <summary>
    /// Takes scopes away: a new consent with the same words and the same end in place of the old one, for what is kept of it. What it
    /// no longer covers leaves the screens at once; nothing is erased. False, and nothing changed, when no consent of the link is
    /// active, when the link is not this member's, or when <paramref name="kept"/> holds what the consent does not: more is allowed by
    /// a new consent only.
    /// </summary>
    public async Task<bool> Narrow(UserId userId, Guid linkId, IReadOnlyCollection<ConsentScope> kept)
    {
        var narrowed = await databases.Data.Write(async (connection, transaction) =>
        {
            if (!await MemberTurn.Take(connection, transaction, userId)
                || await Find(connection, transaction, userId, linkId) is not { } consent
                || !consent.IsActive(clock.GetUtcNow()) || kept.Except(consent.Scopes).Any())
            {
                return false;
            }

            await Grant(connection, transaction, userId, linkId, kept, consent.Words, consent.ExpiresAt);
            return true;
        });
        databases.Changes.Tell(userId);
        return narrowed;
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

    /// <inheritdoc cref="Find(UserId, Guid)"/>
    internal async Task<Consent?> Find(DbConnection connection, DbTransaction? transaction, UserId userId, Guid linkId)
    {
        var row = await connection.QuerySingleOrDefaultAsync<ConsentRow>(ConsentRow.Sql, new { userId, linkId }, transaction);
        if (row is null)
        {
            return null;
        }

        var scopes = await connection.QueryAsync<(Guid, string, string)>(ConsentRow.ScopesSql, new { userId, id = row.Id }, transaction);
        return row.Open(await keys.Get(userId), linkId, scopes);
    }

    private async Task<Guid> Begin(
        DbConnection connection, DbTransaction transaction, UserId userId, Guid linkId, string words, DateTimeOffset expiresAt)
    {
        await Revoke(connection, transaction, userId, linkId);
        await LinkAlerts.FollowConsent(connection, transaction, userId, linkId, expiresAt, clock.GetUtcNow());
        // Changes within one millisecond keep their order: the newest consent is the one that counts.
        var last = await connection.ExecuteScalarAsync<string?>(
            "SELECT MAX(granted_at) FROM consents WHERE user_id = @userId AND link_id = @linkId", new { userId, linkId }, transaction);
        var now = clock.GetUtcNow();
        now = last is not null && Instant.Parse(last).AddMilliseconds(1) is var next && next > now ? next : now;
        var id = Guid.CreateVersion7(now);
        var sealedWords = (await keys.Get(userId)).Seal(ConsentRow.Words, id, words);
        await connection.ExecuteAsync("""
            INSERT INTO consents (user_id, id, link_id, text_hash, sealed_words, granted_at, expires_at)
            VALUES (@userId, @id, @linkId, @textHash, @sealedWords, @now, @expiresAt)
            """, new { userId, id, linkId, textHash = ConsentWords.Hash(words), sealedWords, now, expiresAt }, transaction);
        return id;
    }
}

using System.Data.Common;
using BankView.Data.Accounts;
using BankView.Data.Alerts;
using BankView.Data.BankLinks.Connectors;
using BankView.Data.Sealing;
using Dapper;

namespace BankView.Data.BankLinks;

/// <summary>The rows of one member's links and accounts, as the last step of an attempt writes them.</summary>
internal sealed class LinkRows(DbConnection connection, DbTransaction transaction, MemberKey key, UserId userId, TimeProvider clock)
{
    private readonly HashSet<Guid> _left = [];

    /// <summary>True for a link that has not ended.</summary>
    public async Task<bool> Goes(Guid linkId) => await connection.ExecuteScalarAsync<long>(
        "SELECT count(*) FROM bank_links WHERE user_id = @userId AND id = @linkId AND revoked_at IS NULL", new { userId, linkId }, transaction) == 1;

    /// <summary>
    /// The link that one bank's accounts shall belong to, if there is one: the link that is repaired, or one whose accounts the new
    /// credential reaches all. A link of which it reaches only some is another person's sign-in, and goes on.
    /// </summary>
    public async Task<Guid?> FindToMend(Guid? repaired, bool isOnly, IReadOnlyList<KnownAccount> reached, KnownAccounts known)
    {
        if (repaired is { } link && (isOnly || reached.Any(account => account.LinkId == link)))
        {
            return link;
        }

        foreach (var (linkId, accounts) in reached.GroupBy(account => account.LinkId).Select(group => (group.Key, group.Count())))
        {
            if (accounts == known.All.Count(account => account.LinkId == linkId) && await Goes(linkId))
            {
                return linkId;
            }
        }

        return null;
    }

    public async Task<Guid> Add(Guid institutionId, string bankName)
    {
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        await connection.ExecuteAsync("""
            INSERT INTO bank_links (user_id, id, institution_id, bank_tag, sealed, created_at)
            VALUES (@userId, @id, @institutionId, @tag, @name, @now)
            """, new
        {
            userId,
            id,
            institutionId,
            tag = key.TagOf("link", id.ToString("N")),
            name = key.Seal(BankLinkStore.Name, id, bankName),
            now,
        }, transaction);
        return id;
    }

    /// <summary>Lets all links that share the link's credential be read with this one.</summary>
    public Task UseCredential(Guid linkId, Guid credentialId, DateTimeOffset? bankConsentEndsAt) => connection.ExecuteAsync($"""
        UPDATE bank_links SET {ReadAnew}
        WHERE user_id = @userId AND credential_id = (SELECT l.credential_id FROM bank_links l WHERE l.user_id = @userId AND l.id = @linkId)
        """, new { userId, linkId, credentialId, bankConsentEndsAt, now = clock.GetUtcNow() }, transaction);

    /// <summary>Lets the link be read with this credential from now on, as if nothing had been wrong.</summary>
    public async Task Mend(Guid linkId, Guid credentialId, DateTimeOffset? bankConsentEndsAt)
    {
        var now = clock.GetUtcNow();
        await connection.ExecuteAsync($"UPDATE bank_links SET {ReadAnew} WHERE user_id = @userId AND id = @linkId",
            new { userId, linkId, credentialId, bankConsentEndsAt, now }, transaction);
        await LinkAlerts.Close(connection, transaction, userId, linkId, AlertRule.LinkNeedsYou, now);
    }

    /// <summary>Adds an account, or lets a known one go on under this link with all its history.</summary>
    public async Task PutAccount(Guid id, Guid linkId, KnownAccount? same, BankAccount account, Tag identity)
    {
        if (same is not null && same.LinkId != linkId)
        {
            _left.Add(same.LinkId);
        }

        var row = new
        {
            userId,
            id,
            linkId,
            kind = account.Kind.ToString(),
            account.Currency,
            identity,
            no = false,
            details = key.Seal(AccountStore.Details, id, account.Name, account.LastFour, account.Id),
            now = clock.GetUtcNow(),
        };
        await connection.ExecuteAsync(same is null
            ? """
              INSERT INTO accounts (user_id, id, link_id, kind, currency, identity_tag, balance_has_time, sealed, created_at)
              VALUES (@userId, @id, @linkId, @kind, @Currency, @identity, @no, @details, @now)
              """
            : "UPDATE accounts SET link_id = @linkId, identity_tag = @identity, sealed = @details WHERE user_id = @userId AND id = @id",
            row, transaction);
        await connection.ExecuteAsync("""
            INSERT INTO account_syncs (user_id, account_id, link_id) VALUES (@userId, @id, @linkId)
            ON CONFLICT (user_id, account_id) DO UPDATE SET link_id = excluded.link_id, problem = NULL
            """, row, transaction);
        // An account that moved is no longer what the consent of the link it left is about.
        await connection.ExecuteAsync("""
            DELETE FROM consent_scopes WHERE user_id = @userId AND account_id = @id
            AND consent_id IN (SELECT c.id FROM consents c WHERE c.user_id = @userId AND c.link_id <> @linkId AND c.revoked_at IS NULL)
            """, row, transaction);
    }

    /// <summary>
    /// Removes links that their last account left: they show nothing, and nothing is read by them. What they were read with, and no
    /// other link is, is taken back at the bank.
    /// </summary>
    public async Task RemoveEmptied(CredentialStore credentials)
    {
        foreach (var linkId in _left)
        {
            var emptied = await connection.QuerySingleOrDefaultAsync<(Guid InstitutionId, byte[] Name, Guid? CredentialId)?>("""
                DELETE FROM bank_links WHERE user_id = @userId AND id = @linkId
                AND NOT EXISTS (SELECT 1 FROM accounts a WHERE a.user_id = @userId AND a.link_id = @linkId)
                RETURNING institution_id, sealed, credential_id
                """, new { userId, linkId }, transaction);
            if (emptied is (var institutionId, var name, { } credentialId) && !await IsUsed(credentialId)
                && await credentials.Open(userId, credentialId) is { } credential)
            {
                await RevocationRow.Add(connection, transaction, key, userId, credentialId, linkId, institutionId,
                    key.Open(BankLinkStore.Name, linkId, name, 1)[0]!, credential, clock.GetUtcNow());
            }
        }
    }

    private async Task<bool> IsUsed(Guid credentialId) => await connection.ExecuteScalarAsync<long>(
        "SELECT count(*) FROM bank_links WHERE user_id = @userId AND credential_id = @credentialId", new { userId, credentialId }, transaction) > 0;

    // Whoever reads the link right now does so with the old credential: it loses its lease, and with it the right to store what comes.
    private const string ReadAnew = """
        credential_id = @credentialId, bank_consent_ends_at = @bankConsentEndsAt, sealed_cursor = NULL, problem = NULL, problem_since = NULL, failures = 0, next_sync_at = @now,
        lease_id = NULL, lease_until = NULL
        """;
}

using System.Data.Common;
using BankView.Data.Accounts;
using BankView.Data.BankLinks;
using BankView.Data.Consents;
using BankView.Data.Sealing;
using Dapper;

namespace BankView.Data.Imports;

/// <summary>
/// Adds the accounts that a statement brought, under the member's links to their banks. Bringing a file in is the member's own act of
/// consent: each link's consent is renewed to cover its new accounts, for the purposes it holds, or for viewing when it is new.
/// </summary>
internal sealed class NewAccounts(DbConnection connection, DbTransaction transaction, UserId userId, MemberKey key, BankLinkStore links,
    ConsentStore consents, TimeProvider clock)
{
    private readonly Dictionary<Guid, Guid> _added = [];
    private readonly HashSet<Guid> _links = [];

    /// <summary>
    /// The id of the part's new account, made by the first part that belongs to it; <see cref="RenewConsents"/> is due before it can
    /// be seen.
    /// </summary>
    public async Task<Guid> Of(ImportPart part)
    {
        var provisional = AccountIdentity.Provisional(key, part);
        return _added.TryGetValue(provisional, out var id) ? id : _added[provisional] = await Add(part);
    }

    /// <summary>
    /// Renews the consents of the links that got accounts: once each at the end, for a consent names every account of its link and
    /// a file may bring hundreds.
    /// </summary>
    public async Task RenewConsents()
    {
        foreach (var linkId in _links)
        {
            var held = (await connection.QueryAsync<string>("""
                SELECT DISTINCT s.purpose FROM consents c
                JOIN consent_scopes s ON s.user_id = c.user_id AND s.consent_id = c.id
                WHERE c.user_id = @userId AND c.link_id = @linkId AND c.revoked_at IS NULL
                """, new { userId, linkId }, transaction)).Select(Enum.Parse<Purpose>).ToHashSet();
            var isNewLink = await connection.ExecuteScalarAsync<long>(
                "SELECT count(*) FROM consents WHERE user_id = @userId AND link_id = @linkId", new { userId, linkId }, transaction) == 0;
            await consents.Replace(connection, transaction, userId, linkId, isNewLink ? new HashSet<Purpose> { Purpose.View } : held);
        }

        _links.Clear();
    }

    private async Task<Guid> Add(ImportPart part)
    {
        var statement = part.Statement.Account;
        var linkId = await links.FindOrAddFileLink(connection, transaction, userId, part.BankName);
        var id = Guid.CreateVersion7();
        var identity = AccountIdentity.Of(key, statement);
        id = await connection.QuerySingleAsync<Guid>("""
            INSERT INTO accounts (user_id, id, link_id, kind, currency, identity_tag, number_tag, balance_has_time, sealed, created_at)
            VALUES (@userId, @id, @linkId, @kind, @currency, @identity, @number, @hasTime, @details, @now)
            ON CONFLICT (user_id, identity_tag) DO UPDATE SET identity_tag = excluded.identity_tag
            RETURNING id
            """, new
        {
            userId,
            id,
            linkId,
            kind = statement.Kind.ToString(),
            currency = statement.Currency,
            identity = identity?.Whole ?? AccountIdentity.WithoutNumber(key, id),
            number = identity?.Number,
            hasTime = false,
            details = key.Seal(AccountStore.Details, id, part.AccountName.Trim(), statement.LastFour),
            now = clock.GetUtcNow(),
        }, transaction);
        _links.Add(linkId);
        return id;
    }
}

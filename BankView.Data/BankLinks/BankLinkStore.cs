using System.Data.Common;
using BankView.Data.Consents;
using BankView.Data.Database;
using BankView.Data.Sealing;
using Dapper;

namespace BankView.Data.BankLinks;

/// <summary>Members' bank links. Lists name the bank and count accounts, and show no finances.</summary>
public sealed class BankLinkStore(Databases databases, MemberKeys keys, ConsentStore consents, TimeProvider clock)
{
    /// <summary>The built-in institution behind links that statement files feed.</summary>
    public static readonly Guid StatementFiles = new("00000000-0000-7000-8000-000000000001");

    internal static readonly SealedColumn Name = new("bank_links");

    /// <summary>The member's links, by bank name; empty for a member who is blocked.</summary>
    public Task<IReadOnlyList<BankLink>> List(UserId userId) => Read(userId, linkId: null);

    /// <summary>One of them; null when there is none such, whoever's it may be.</summary>
    public async Task<BankLink?> Find(UserId userId, Guid linkId) => (await Read(userId, linkId)).SingleOrDefault();

    private async Task<IReadOnlyList<BankLink>> Read(UserId userId, Guid? linkId)
    {
        await using var connection = await databases.Data.Open();
        var rows = (await connection.QueryAsync<BankLinkRow>(BankLinkRow.Sql, new { userId, linkId })).AsList();
        if (rows.Count == 0)
        {
            return [];
        }

        var key = await keys.Get(userId);
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var links = new List<BankLink>();
        foreach (var row in rows)
        {
            links.Add(row.Open(key, today, await consents.ListPurposes(userId, row.Id)));
        }

        return [.. links.OrderBy(link => link.BankName, StringComparer.CurrentCultureIgnoreCase)];
    }

    /// <summary>
    /// Erases a link for good: its accounts, balances, transactions, consents, and merchants and imports that nothing else uses. What
    /// it was read with is put aside first, to be taken back at the bank. False when it is not this member's.
    /// </summary>
    public async Task<bool> Erase(UserId userId, Guid linkId)
    {
        var key = await keys.Get(userId);
        var erased = await databases.Data.Write((connection, transaction) => Erase(connection, transaction, userId, key, linkId));
        databases.Changes.Tell(userId);
        return erased;
    }

    private async Task<bool> Erase(
        DbConnection connection, DbTransaction transaction, UserId userId, MemberKey key, Guid linkId) =>
        await MemberTurn.Take(connection, transaction, userId)
        && await new LinkEnding(keys, consents, clock).End(connection, transaction, userId, linkId, LinkEnd.Member, reason: null)
        && await Remove(connection, transaction, userId, key, linkId);

    /// <summary>Removes a link that has ended and all that came by it, in the member's turn.</summary>
    internal static async Task<bool> Remove(DbConnection connection, DbTransaction transaction, UserId userId, MemberKey key, Guid linkId)
    {
        var removed = await connection.ExecuteAsync(
            "DELETE FROM bank_links WHERE user_id = @userId AND id = @linkId", new { userId, linkId }, transaction) == 1;
        if (removed)
        {
            await LinkHistory.RemoveUnused(connection, transaction, userId, key);
        }

        return removed;
    }

    /// <summary>The member's file link to a bank of that name (blanks and case do not matter), made when missing.</summary>
    internal async Task<Guid> FindOrAddFileLink(DbConnection connection, DbTransaction transaction, UserId userId, string bankName)
    {
        var key = await keys.Get(userId);
        var name = bankName.Trim();
        var id = Guid.CreateVersion7();
        return await connection.QuerySingleAsync<Guid>("""
            INSERT INTO bank_links (user_id, id, institution_id, bank_tag, sealed, created_at)
            VALUES (@userId, @id, @institution, @tag, @sealedName, @now)
            ON CONFLICT (user_id, institution_id, bank_tag) DO UPDATE SET bank_tag = excluded.bank_tag
            RETURNING id
            """, new
        {
            userId,
            id,
            institution = StatementFiles,
            tag = key.TagOf("bank", name.ToUpperInvariant()),
            sealedName = key.Seal(Name, id, name),
            now = clock.GetUtcNow(),
        }, transaction);
    }
}

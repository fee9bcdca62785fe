using BankView.Data.Accounts;
using BankView.Data.Consents;
using BankView.Data.Database;
using BankView.Data.Sealing;
using BankView.Data.Transactions;
using Dapper;

namespace BankView.Data.BankLinks;

/// <summary>
/// What a link has brought, for the member's own acts on it: see how much of it is hidden, erase that, keep it, or take a copy with
/// them. Only the copy holds figures, and it is the one thing that needs no consent: it is the member's own, on their own word.
/// </summary>
public sealed class LinkHistoryStore(Databases databases, MemberKeys keys, ConsentStore consents, TimeProvider clock)
{
    /// <summary>How much the link has brought; null when it is not this member's.</summary>
    public Task<HistoryCount?> Count(UserId userId, Guid linkId) => Count(userId, linkId, onlyUncovered: false);

    /// <summary>How much of it no purpose covers any more; null when the link is not this member's.</summary>
    public Task<HistoryCount?> CountHidden(UserId userId, Guid linkId) => Count(userId, linkId, onlyUncovered: true);

    /// <summary>
    /// Erases what no purpose of the active consent covers, and tells what went. Null, and nothing erased, when no consent is active:
    /// then all of it would go, which is <see cref="BankLinkStore.Erase(UserId, Guid)"/>.
    /// </summary>
    public async Task<HistoryCount?> EraseHidden(UserId userId, Guid linkId)
    {
        var (now, key) = (clock.GetUtcNow(), await keys.Get(userId));
        var gone = await databases.Data.Write(async (connection, transaction) =>
        {
            if (!await MemberTurn.Take(connection, transaction, userId)
                || await consents.Find(connection, transaction, userId, linkId) is not { } consent || !consent.IsActive(now))
            {
                return null;
            }

            var count = await LinkHistory.Count(connection, transaction, userId, linkId, onlyUncovered: true, now);
            await LinkHistory.EraseUncovered(connection, transaction, userId, key, linkId, now);
            return count;
        });
        databases.Changes.Tell(userId);
        return gone;
    }

    /// <summary>The accounts that the active consent covers for any purpose, by kind and name.</summary>
    public async Task<IReadOnlyList<LinkedAccount>> ListAccounts(UserId userId, Guid linkId)
    {
        await using var connection = await databases.Data.Open();
        var rows = await connection.QueryAsync<(Guid Id, string Kind, byte[] Sealed)>("""
            SELECT a.id, a.kind, a.sealed FROM accounts a
            WHERE a.user_id = @userId AND a.link_id = @linkId AND a.id IN (
                SELECT c.account_id FROM covered_accounts c WHERE c.user_id = @userId AND c.cluster = 'ACCOUNT_BASIC' AND c.expires_at > @now)
            """, new { userId, linkId, now = clock.GetUtcNow() });
        return await Open(userId, rows);
    }

    /// <summary>The member's own copy: the names of all accounts of their link, whatever the consent says.</summary>
    public async Task<IReadOnlyList<LinkedAccount>> ListAccountsForExport(UserId userId, Guid linkId)
    {
        await using var connection = await databases.Data.Open();
        var rows = await connection.QueryAsync<(Guid Id, string Kind, byte[] Sealed)>("""
            SELECT a.id, a.kind, a.sealed FROM accounts a
            JOIN users u ON u.id = a.user_id AND u.status = 'Active' AND u.is_member
            WHERE a.user_id = @userId AND a.link_id = @linkId
            """, new { userId, linkId });
        return await Open(userId, rows);
    }

    /// <summary>
    /// The member's own copy: at most <paramref name="count"/> transactions of their link below <paramref name="after"/>, newest first,
    /// whatever the consent says.
    /// </summary>
    public async Task<IReadOnlyList<TransactionDetails>> ListTransactionsForExport(
        UserId userId, Guid linkId, TransactionCursor after, int count)
    {
        await using var connection = await databases.Data.Open();
        var rows = (await connection.QueryAsync<TransactionRow>($"""
            SELECT {TransactionRow.Columns}, t.posted_at AS PostedAt, t.sealed
            FROM transactions t
            JOIN users u ON u.id = t.user_id AND u.status = 'Active' AND u.is_member
            WHERE t.user_id = @userId AND (t.occurred_at, t.id) < (@at, @before)
              AND t.account_id || '' IN (SELECT a.id FROM accounts a WHERE a.user_id = @userId AND a.link_id = @linkId)
            ORDER BY t.occurred_at DESC, t.id DESC
            LIMIT @count
            """, new { userId, linkId, at = after.At, before = after.Id, count })).AsList();
        var key = await keys.Get(userId);
        return [.. rows.Select(row => row.OpenDetails(key))];
    }

    private async Task<HistoryCount?> Count(UserId userId, Guid linkId, bool onlyUncovered)
    {
        await using var connection = await databases.Data.Open();
        var isMine = await connection.ExecuteScalarAsync<long>("""
            SELECT count(*) FROM bank_links l JOIN users u ON u.id = l.user_id AND u.status = 'Active' AND u.is_member
            WHERE l.user_id = @userId AND l.id = @linkId
            """, new { userId, linkId }) == 1;
        return isMine ? await LinkHistory.Count(connection, null, userId, linkId, onlyUncovered, clock.GetUtcNow()) : null;
    }

    private async Task<IReadOnlyList<LinkedAccount>> Open(UserId userId, IEnumerable<(Guid Id, string Kind, byte[] Sealed)> rows)
    {
        var key = await keys.Get(userId);
        return
        [
            .. rows.Select(row => (row, Details: key.Open(AccountStore.Details, row.Id, row.Sealed, 2)))
                .Select(account => new LinkedAccount
                {
                    Id = account.row.Id,
                    Kind = Enum.Parse<AccountKind>(account.row.Kind),
                    Name = account.Details[0]!,
                    LastFour = account.Details[1],
                })
                .OrderBy(account => account.Kind).ThenBy(account => account.Name, StringComparer.CurrentCultureIgnoreCase),
        ];
    }
}

using System.Data.Common;
using BankView.Data.Consents;
using BankView.Data.Database;
using BankView.Data.Sealing;
using Dapper;

namespace BankView.Data.Transactions;

/// <summary>
/// Transactions, for the member who linked their accounts. Every read is limited by an active consent in the same statement, and
/// pages by key, newest first, so that it is as fast in the millionth row as in the first.
/// </summary>
public sealed class TransactionStore(Databases databases, MemberKeys keys, TimeProvider clock)
{
    internal static readonly SealedColumn Details = new("transactions");
    internal static readonly SealedColumn CardDetails = new("cards");

    /// <summary>The newest card transactions, pending ones included.</summary>
    public Task<IReadOnlyList<Transaction>> ListRecentCardActivity(UserId userId, Purpose purpose, int count) =>
        List(userId, purpose, new TransactionFilter { CardOnly = true }, TransactionCursor.Newest, count);

    /// <summary>
    /// At most <paramref name="count"/> transactions below <paramref name="after"/>, newest first. Ask for one more than a page
    /// holds to know whether there are older ones.
    /// </summary>
    public async Task<IReadOnlyList<Transaction>> List(
        UserId userId, Purpose purpose, TransactionFilter filter, TransactionCursor after, int count)
    {
        await using var connection = await databases.Data.Open();
        return await List(connection, userId, purpose, filter, after, count);
    }

    /// <summary>One transaction with everything known of it; null when there is none such, whoever's it may be.</summary>
    public async Task<TransactionDetails?> Find(UserId userId, Guid id, Purpose purpose)
    {
        await using var connection = await databases.Data.Open();
        var row = await connection.QuerySingleOrDefaultAsync<TransactionRow>($"""
            SELECT {TransactionRow.Columns}, t.posted_at AS PostedAt, t.sealed
            FROM transactions t
            WHERE t.user_id = @userId AND t.id = @id AND {Covered}
            """, new { userId, id, purpose = purpose.ToString(), now = clock.GetUtcNow() });
        return row?.OpenDetails(await keys.Get(userId));
    }

    /// <summary>The cards that the member's transactions name, by last four digits.</summary>
    public async Task<IReadOnlyList<Card>> ListCards(UserId userId, Purpose purpose)
    {
        await using var connection = await databases.Data.Open();
        var rows = await connection.QueryAsync<(Tag Tag, Guid AccountId, byte[] Sealed)>("""
            SELECT t.card_tag, t.account_id, t.sealed FROM cards t
            WHERE t.user_id = @userId AND t.account_id IN (
                SELECT c.account_id FROM covered_accounts c
                WHERE c.user_id = @userId AND c.purpose = @purpose AND c.cluster = 'TRANSACTIONS' AND c.expires_at > @now)
            """, new { userId, purpose = purpose.ToString(), now = clock.GetUtcNow() });
        var key = await keys.Get(userId);
        return [.. rows.Select(row => new Card(row.Tag, row.AccountId, key.Open(CardDetails, row.Tag, row.Sealed, 1)[0]!))
            .OrderBy(card => card.LastFour, StringComparer.Ordinal)];
    }

    // The blank concatenation keeps the planner from walking account by account and sorting all of it: the list's index is
    // already in the order wanted, and only a page of it is read.
    internal const string Covered = """
        t.account_id || '' IN (
            SELECT c.account_id FROM covered_accounts c
            WHERE c.user_id = @userId AND c.purpose = @purpose AND c.cluster = 'TRANSACTIONS' AND c.expires_at > @now)
        """;

    internal static string ListSql(TransactionFilter filter, MerchantWindow? window = null) => $"""
        SELECT {TransactionRow.Columns}
        FROM transactions t
        WHERE t.user_id = @userId AND (t.occurred_at, t.id) < (@at, @before) AND {Covered}{FilterSql.Of(filter)}{window?.Sql}
        ORDER BY t.occurred_at DESC, t.id DESC
        LIMIT @count
        """;

    internal async Task<IReadOnlyList<Transaction>> List(DbConnection connection, UserId userId, Purpose purpose, TransactionFilter filter,
        TransactionCursor after, int count, MerchantWindow? window = null)
    {
        var parameters = FilterSql.Parameters(filter, userId, purpose, clock.GetUtcNow(), after, count);
        window?.AddTo(parameters);
        var rows = (await connection.QueryAsync<TransactionRow>(ListSql(filter, window), parameters)).AsList();
        return rows.Count == 0 ? [] : TransactionRow.OpenAll(rows, await keys.Get(userId));
    }
}

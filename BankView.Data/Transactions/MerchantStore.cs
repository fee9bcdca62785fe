using System.Data.Common;
using BankView.Data.Consents;
using BankView.Data.Database;
using BankView.Data.Sealing;
using Dapper;

namespace BankView.Data.Transactions;

/// <summary>A merchant of a member's dictionary, with the first and last time it was seen.</summary>
public sealed record Merchant(Tag Tag, string Name, Category Category, DateTimeOffset FirstSeen, DateTimeOffset LastSeen);

/// <summary>Each member's merchant dictionary: small whatever the history's length, so that a search can open all of it.</summary>
public sealed class MerchantStore(Databases databases, MemberKeys keys, TimeProvider clock)
{
    internal static readonly SealedColumn Name = new("merchants");

    /// <summary>The merchants of transactions that an active consent covers for this purpose, last seen first.</summary>
    public async Task<IReadOnlyList<Merchant>> List(UserId userId, Purpose purpose)
    {
        await using var connection = await databases.Data.Open();
        // Where all accounts are covered, as nearly always, no merchant need be looked up among the transactions.
        var rows = await connection.QueryAsync<MerchantRow>($"""
            SELECT m.merchant_tag AS Tag, m.sealed, m.category, m.first_seen AS FirstSeen, m.last_seen AS LastSeen
            FROM merchants m
            WHERE m.user_id = @userId AND (NOT EXISTS (
                SELECT 1 FROM accounts a WHERE a.user_id = @userId AND a.id NOT IN (
                    SELECT c.account_id FROM covered_accounts c
                    WHERE c.user_id = @userId AND c.purpose = @purpose AND c.cluster = 'TRANSACTIONS' AND c.expires_at > @now))
              OR EXISTS (SELECT 1 FROM transactions t WHERE t.user_id = @userId AND t.merchant_tag = m.merchant_tag AND {TransactionStore.Covered}))
            ORDER BY m.last_seen DESC
            """, new { userId, purpose = purpose.ToString(), now = clock.GetUtcNow() });
        var key = await keys.Get(userId);
        return [.. rows.Select(row => new Merchant(row.Tag, OpenName(key, row.Tag, row.Sealed), row.Category, row.FirstSeen, row.LastSeen))];
    }

    /// <summary>How many of a merchant's transactions the member may see for this purpose, from an instant on.</summary>
    public async Task<int> CountTransactions(UserId userId, Tag merchant, Purpose purpose, DateTimeOffset since)
    {
        await using var connection = await databases.Data.Open();
        return await connection.ExecuteScalarAsync<int>($"""
            SELECT count(*) FROM transactions t
            WHERE t.user_id = @userId AND t.merchant_tag = @merchant AND t.occurred_at >= @since AND {TransactionStore.Covered}
            """, new { userId, merchant, since, purpose = purpose.ToString(), now = clock.GetUtcNow() });
    }

    internal static string OpenName(MemberKey key, Tag tag, byte[] blob) => key.Open(Name, tag, blob, 1)[0] ?? "";

    /// <summary>Takes merchants out of the dictionary that no transaction names any more.</summary>
    internal static Task RemoveUnused(DbConnection connection, DbTransaction transaction, UserId userId) =>
        connection.ExecuteAsync("""
            DELETE FROM merchants WHERE user_id = @userId AND NOT EXISTS (
                SELECT 1 FROM transactions t WHERE t.user_id = merchants.user_id AND t.merchant_tag = merchants.merchant_tag)
            """, new { userId }, transaction);

    private sealed record MerchantRow
    {
        public required Tag Tag { get; init; }

        public required byte[] Sealed { get; init; }

        public required Category Category { get; init; }

        public required DateTimeOffset FirstSeen { get; init; }

        public required DateTimeOffset LastSeen { get; init; }
    }
}

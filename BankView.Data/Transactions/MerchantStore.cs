using System.Data.Common;
using BankView.Data.Consents;
using BankView.Data.Database;
using BankView.Data.Sealing;
using Dapper;

namespace BankView.Data.Transactions;

/// <summary>A merchant of a member's dictionary, with the first and last time it was seen.</summary>
public sealed record Merchant(Tag Tag, string Name, DateTimeOffset FirstSeen, DateTimeOffset LastSeen);

/// <summary>Each member's merchant dictionary: small whatever the history's length, so that a search can open all of it.</summary>
public sealed class MerchantStore(Databases databases, MemberKeys keys, TimeProvider clock)
{
    internal static readonly SealedColumn Name = new("merchants");

    // The pack is the whole dictionary, so it is opened only for who may see the rows of every account.
    private const string AllCovered = """
         AND EXISTS (SELECT 1 FROM accounts a WHERE a.user_id = @userId)
         AND NOT EXISTS (
            SELECT 1 FROM accounts a WHERE a.user_id = @userId AND a.id NOT IN (
                SELECT c.account_id FROM covered_accounts c
                WHERE c.user_id = @userId AND c.purpose = @purpose AND c.cluster = 'TRANSACTIONS' AND c.expires_at > @now))
        """;

    private const string AnyRowCovered =
        $" AND EXISTS (SELECT 1 FROM transactions t WHERE t.user_id = @userId AND t.merchant_tag = m.merchant_tag AND {TransactionStore.Covered})";

    /// <summary>The merchants of transactions that an active consent covers for this purpose, last seen first.</summary>
    public async Task<IReadOnlyList<Merchant>> List(UserId userId, Purpose purpose)
    {
        await using var connection = await databases.Data.Open();
        var merchants = await ReadRows(connection, null, await keys.Get(userId), Parameters(userId, purpose), AnyRowCovered).ToListAsync();
        return [.. merchants.OrderByDescending(merchant => merchant.LastSeen)];
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

    /// <summary>What tells most texts that no name contains; null when the dictionary itself must be asked.</summary>
    internal async Task<MerchantLetters?> OpenLetters(UserId userId, Purpose purpose)
    {
        await using var connection = await databases.Data.Open();
        return await connection.QuerySingleOrDefaultAsync<byte[]>(
            $"SELECT p.letters FROM merchant_packs p WHERE p.user_id = @userId{AllCovered}", Parameters(userId, purpose)) is { } letters
            ? MerchantLetters.Open(await keys.Get(userId), userId, letters)
            : null;
    }

    /// <summary>The dictionary to search in: merchants of transactions that an active consent covers for this purpose.</summary>
    internal async Task<MerchantPack> Open(UserId userId, Purpose purpose)
    {
        await using var connection = await databases.Data.Open();
        var (key, parameters) = (await keys.Get(userId), Parameters(userId, purpose));
        var pack = await connection.QuerySingleOrDefaultAsync<(byte[] Names, byte[] Entries)>(
            $"SELECT p.names, p.entries FROM merchant_packs p WHERE p.user_id = @userId{AllCovered}", parameters);
        return pack is ({ } names, { } entries)
            ? MerchantPack.Open(key, userId, names, entries)
            // Some accounts are covered and some are not, or there was no import since there are packs.
            : MerchantPack.Of(await ReadRows(connection, null, key, parameters, AnyRowCovered).ToListAsync());
    }

    /// <summary>The dictionary as an import compares with it: whatever may be shown.</summary>
    internal static IAsyncEnumerable<Merchant> ReadAll(DbConnection connection, DbTransaction? transaction, UserId userId, MemberKey key) =>
        ReadRows(connection, transaction, key, new { userId }, condition: "");

    internal static string OpenName(MemberKey key, Tag tag, byte[] blob) => key.Open(Name, tag, blob, 1)[0] ?? "";

    /// <summary>Takes merchants out of the dictionary that no transaction names any more.</summary>
    internal static async Task RemoveUnused(DbConnection connection, DbTransaction transaction, UserId userId, MemberKey key)
    {
        await connection.ExecuteAsync("""
            DELETE FROM merchants WHERE user_id = @userId AND NOT EXISTS (
                SELECT 1 FROM transactions t WHERE t.user_id = merchants.user_id AND t.merchant_tag = merchants.merchant_tag)
            """, new { userId }, transaction);
        await Repack(connection, transaction, userId, key);
    }

    /// <summary>Packs the dictionary's rows again; due in every transaction that changed them.</summary>
    internal static async Task Repack(DbConnection connection, DbTransaction transaction, UserId userId, MemberKey key)
    {
        var (letters, names, entries) = MerchantPack.Of(await ReadAll(connection, transaction, userId, key).ToListAsync()).Seal(key, userId);
        await connection.ExecuteAsync("""
            INSERT INTO merchant_packs (user_id, letters, names, entries) VALUES (@userId, @letters, @names, @entries)
            ON CONFLICT (user_id) DO UPDATE SET letters = excluded.letters, names = excluded.names, entries = excluded.entries
            """, new { userId, letters, names, entries }, transaction);
    }

    private object Parameters(UserId userId, Purpose purpose) => new { userId, purpose = purpose.ToString(), now = clock.GetUtcNow() };

    private static IAsyncEnumerable<Merchant> ReadRows(
        DbConnection connection, DbTransaction? transaction, MemberKey key, object parameters, string condition) =>
        connection.QueryUnbufferedAsync<MerchantRow>($"""
            SELECT m.merchant_tag AS Tag, m.sealed, m.first_seen AS FirstSeen, m.last_seen AS LastSeen
            FROM merchants m
            WHERE m.user_id = @userId{condition}
            """, parameters, transaction)
        .Select(row => new Merchant(row.Tag, OpenName(key, row.Tag, row.Sealed), row.FirstSeen, row.LastSeen));

    private sealed record MerchantRow
    {
        public required Tag Tag { get; init; }

        public required byte[] Sealed { get; init; }

        public required DateTimeOffset FirstSeen { get; init; }

        public required DateTimeOffset LastSeen { get; init; }
    }
}

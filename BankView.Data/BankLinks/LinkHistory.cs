using System.Data.Common;
using BankView.Data.Sealing;
using BankView.Data.Transactions;
using Dapper;

namespace BankView.Data.BankLinks;

/// <summary>Which rows of a link's history no purpose of its active consent covers any more, and their erasure, inside a transaction.</summary>
internal static class LinkHistory
{
    // An account is uncovered when no scope names it; its transactions and balances already when their own cluster's does not.
    private const string Uncovered = """
        SELECT a.id FROM accounts a WHERE a.user_id = @userId AND a.link_id = @linkId AND a.id NOT IN (
            SELECT s.account_id FROM consent_scopes s
            JOIN consents c ON c.user_id = s.user_id AND c.id = s.consent_id
            WHERE s.user_id = @userId AND c.link_id = @linkId AND c.revoked_at IS NULL AND c.expires_at > @now
              AND (CAST(@cluster AS TEXT) IS NULL OR s.cluster = @cluster))
        """;

    private const string All = "SELECT a.id FROM accounts a WHERE a.user_id = @userId AND a.link_id = @linkId";

    /// <summary>What a link has, or what of it is uncovered.</summary>
    public static async Task<HistoryCount> Count(
        DbConnection connection, DbTransaction? transaction, UserId userId, Guid linkId, bool onlyUncovered, DateTimeOffset now)
    {
        return new HistoryCount
        {
            Accounts = await CountIn("accounts", "id", cluster: null),
            Balances = await CountIn("balances", "account_id", Consents.DataCluster.Balances),
            Transactions = await CountIn("transactions", "account_id", Consents.DataCluster.Transactions),
        };

        Task<long> CountIn(string table, string column, string? cluster) => connection.ExecuteScalarAsync<long>(
            $"SELECT count(*) FROM {table} t WHERE t.user_id = @userId AND t.{column} IN ({(onlyUncovered ? Uncovered : All)})",
            new { userId, linkId, now, cluster }, transaction);
    }

    /// <summary>Erases what is uncovered, and what only that used.</summary>
    public static async Task EraseUncovered(
        DbConnection connection, DbTransaction transaction, UserId userId, MemberKey key, Guid linkId, DateTimeOffset now)
    {
        var rows = new { userId, linkId, now, cluster = Consents.DataCluster.Transactions };
        await connection.ExecuteAsync(
            $"DELETE FROM alerts WHERE user_id = @userId AND rule <> 'LowBalance' AND account_id IN ({Uncovered})", rows, transaction);
        foreach (var table in new[] { "transactions", "account_days", "cards" })
        {
            await connection.ExecuteAsync($"DELETE FROM {table} WHERE user_id = @userId AND account_id IN ({Uncovered})", rows, transaction);
        }

        // Should it be allowed again one day, it is read from the beginning.
        await connection.ExecuteAsync(
            $"UPDATE account_syncs SET read_from = NULL, read_to = NULL WHERE user_id = @userId AND account_id IN ({Uncovered})", rows, transaction);
        var balances = new { userId, linkId, now, cluster = Consents.DataCluster.Balances, no = false };
        await connection.ExecuteAsync(
            $"DELETE FROM alerts WHERE user_id = @userId AND rule = 'LowBalance' AND account_id IN ({Uncovered})", balances, transaction);
        await connection.ExecuteAsync($"DELETE FROM balances WHERE user_id = @userId AND account_id IN ({Uncovered})", balances, transaction);
        await connection.ExecuteAsync($"""
            UPDATE accounts SET current_minor = NULL, available_minor = NULL, limit_minor = NULL, balance_as_of = NULL, balance_has_time = @no
            WHERE user_id = @userId AND id IN ({Uncovered})
            """, balances, transaction);
        await connection.ExecuteAsync(
            $"DELETE FROM accounts WHERE user_id = @userId AND id IN ({Uncovered})",
            new { userId, linkId, now, cluster = (string?)null }, transaction);
        await RemoveUnused(connection, transaction, userId, key);
    }

    /// <summary>Takes away merchants and imports that no transaction and no balance names any more.</summary>
    public static async Task RemoveUnused(DbConnection connection, DbTransaction transaction, UserId userId, MemberKey key)
    {
        await MerchantStore.RemoveUnused(connection, transaction, userId, key);
        await connection.ExecuteAsync("""
            DELETE FROM imports WHERE user_id = @userId
            AND NOT EXISTS (SELECT 1 FROM transactions t WHERE t.user_id = imports.user_id AND t.import_id = imports.id)
            AND NOT EXISTS (SELECT 1 FROM balances b WHERE b.user_id = imports.user_id AND b.import_id = imports.id)
            """, new { userId }, transaction);
    }
}

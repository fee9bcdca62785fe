using System.Data.Common;
using BankView.Data.Accounts;
using BankView.Data.Alerts;
using BankView.Data.BankLinks;
using BankView.Data.Database;
using BankView.Data.Sealing;
using BankView.Data.Transactions;
using Dapper;

namespace BankView.Data.Imports;

/// <summary>Takes one import back, inside a transaction.</summary>
internal static class ImportUndo
{
    public static async Task<bool> Run(DbConnection connection, DbTransaction transaction, UserId userId, MemberKey key, Guid importId, DateTimeOffset now)
    {
        var mine = new { userId, importId };
        var found = await MemberTurn.Take(connection, transaction, userId) && await connection.ExecuteAsync(
            "DELETE FROM imports WHERE user_id = @userId AND id = @importId", mine, transaction) == 1;
        if (!found)
        {
            return false;
        }

        var touched = (await connection.QueryAsync<Touched>("""
            SELECT t.account_id AS AccountId, MIN(t.occurred_at) AS First, MAX(t.occurred_at) AS Last
            FROM transactions t WHERE t.user_id = @userId AND t.import_id = @importId GROUP BY t.account_id
            """, mine, transaction)).AsList();
        var accounts = (await connection.QueryAsync<Guid>(
            "SELECT DISTINCT account_id FROM balances WHERE user_id = @userId AND import_id = @importId", mine, transaction))
            .Union(touched.Select(account => account.AccountId)).ToList();
        await connection.ExecuteAsync("""
            DELETE FROM alerts WHERE user_id = @userId AND transaction_id IN (
                SELECT t.id FROM transactions t WHERE t.user_id = @userId AND t.import_id = @importId)
            """, mine, transaction);
        await connection.ExecuteAsync("DELETE FROM transactions WHERE user_id = @userId AND import_id = @importId", mine, transaction);
        await connection.ExecuteAsync("DELETE FROM balances WHERE user_id = @userId AND import_id = @importId", mine, transaction);
        foreach (var account in touched)
        {
            await AccountDays.Recount(connection, transaction, userId, account.AccountId,
                DateOnly.FromDateTime(account.First.UtcDateTime), DateOnly.FromDateTime(account.Last.UtcDateTime));
        }

        var balances = new LowBalances(connection, transaction, userId, key, now);
        foreach (var accountId in accounts)
        {
            await AccountDays.UseNewestBalance(connection, transaction, userId, accountId);
            await balances.Forget(accountId);
            await balances.Look(accountId);
        }

        await AccountNumbers.Release(connection, transaction, userId, key, importId);
        await RemoveEmpty(connection, transaction, userId);
        await MerchantStore.RemoveUnused(connection, transaction, userId, key);
        return true;
    }

    private static async Task RemoveEmpty(DbConnection connection, DbTransaction transaction, UserId userId)
    {
        await connection.ExecuteAsync("""
            DELETE FROM accounts WHERE user_id = @userId
            AND link_id IN (SELECT l.id FROM bank_links l WHERE l.user_id = @userId AND l.institution_id = @files)
            AND NOT EXISTS (SELECT 1 FROM transactions t WHERE t.user_id = accounts.user_id AND t.account_id = accounts.id)
            AND NOT EXISTS (SELECT 1 FROM balances b WHERE b.user_id = accounts.user_id AND b.account_id = accounts.id)
            """, new { userId, files = BankLinkStore.StatementFiles }, transaction);
        await connection.ExecuteAsync("""
            DELETE FROM bank_links WHERE user_id = @userId AND institution_id = @files
            AND NOT EXISTS (SELECT 1 FROM accounts a WHERE a.user_id = bank_links.user_id AND a.link_id = bank_links.id)
            """, new { userId, files = BankLinkStore.StatementFiles }, transaction);
        await connection.ExecuteAsync("""
            DELETE FROM cards WHERE user_id = @userId
            AND NOT EXISTS (SELECT 1 FROM transactions t WHERE t.user_id = cards.user_id AND t.card_tag = cards.card_tag)
            """, new { userId }, transaction);
    }

    private sealed record Touched
    {
        public required Guid AccountId { get; init; }

        public required DateTimeOffset First { get; init; }

        public required DateTimeOffset Last { get; init; }
    }
}

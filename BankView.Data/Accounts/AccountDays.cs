using System.Data.Common;
using Dapper;

namespace BankView.Data.Accounts;

/// <summary>What is kept beside the rows so that no read adds them up: day sums, and the newest stated balance.</summary>
internal static class AccountDays
{
    /// <summary>Counts an account's UTC days from <paramref name="from"/> to <paramref name="to"/> again.</summary>
    public static async Task Recount(
        DbConnection connection, DbTransaction transaction, UserId userId, Guid accountId, DateOnly from, DateOnly to)
    {
        var days = new { userId, accountId, from, to, end = to.AddDays(1) };
        await connection.ExecuteAsync("""
            DELETE FROM account_days WHERE user_id = @userId AND account_id = @accountId AND day >= @from AND day <= @to
            """, days, transaction);
        await connection.ExecuteAsync("""
            INSERT INTO account_days (user_id, account_id, currency, day, in_minor, out_minor, transaction_count)
            SELECT t.user_id, t.account_id, t.currency, substr(t.occurred_at, 1, 10),
                   CAST(SUM(CASE WHEN t.amount_minor > 0 THEN t.amount_minor ELSE 0 END) AS BIGINT),
                   CAST(SUM(CASE WHEN t.amount_minor < 0 THEN t.amount_minor ELSE 0 END) AS BIGINT),
                   count(*)
            FROM transactions t
            WHERE t.user_id = @userId AND t.account_id = @accountId AND t.occurred_at >= @from AND t.occurred_at < @end
            GROUP BY t.user_id, t.account_id, t.currency, substr(t.occurred_at, 1, 10)
            """, days, transaction);
    }

    /// <summary>Shows the newest balance that a bank stated; none when none is left.</summary>
    public static Task UseNewestBalance(DbConnection connection, DbTransaction transaction, UserId userId, Guid accountId)
    {
        const string newest = """
            FROM balances b WHERE b.user_id = accounts.user_id AND b.account_id = accounts.id
            ORDER BY b.as_of DESC, b.import_id DESC LIMIT 1
            """;
        return connection.ExecuteAsync($"""
            UPDATE accounts SET
                current_minor = (SELECT b.current_minor {newest}),
                available_minor = (SELECT b.available_minor {newest}),
                limit_minor = (SELECT b.limit_minor {newest}),
                balance_as_of = (SELECT b.as_of {newest}),
                balance_has_time = COALESCE((SELECT b.has_time {newest}), @no)
            WHERE user_id = @userId AND id = @accountId
            """, new { userId, accountId, no = false }, transaction);
    }
}

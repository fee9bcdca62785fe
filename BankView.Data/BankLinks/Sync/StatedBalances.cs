using System.Data.Common;
using BankView.Data.Accounts;
using BankView.Data.BankLinks.Connectors;
using Dapper;

namespace BankView.Data.BankLinks.Sync;

/// <summary>Keeps balances as the bank states them: nothing is computed.</summary>
internal static class StatedBalances
{
    /// <summary>
    /// False when they are in another currency than the account: then they are not kept. A bank that does not say when its balances
    /// were true is taken to speak of <paramref name="now"/>, the time of its answer.
    /// </summary>
    public static async Task<bool> Store(DbConnection connection, DbTransaction transaction, UserId userId, Guid linkId, SyncAccount account,
        BankAccount stated, DateTimeOffset now)
    {
        Money?[] amounts = [stated.Current, stated.Available, stated.Limit];
        if (amounts.All(amount => amount is null))
        {
            return true;
        }

        if (amounts.Any(amount => amount is { } money && money.Currency != account.Currency))
        {
            return false;
        }

        var asOf = AsOf(stated.AsOf, now);
        await connection.ExecuteAsync("""
            INSERT INTO balances (user_id, account_id, as_of, import_id, has_time, current_minor, available_minor, limit_minor)
            VALUES (@userId, @accountId, @asOf, @linkId, @hasTime, @current, @available, @limit)
            ON CONFLICT (user_id, account_id, as_of, import_id) DO UPDATE SET has_time = excluded.has_time,
                current_minor = excluded.current_minor, available_minor = excluded.available_minor, limit_minor = excluded.limit_minor
            """, new
        {
            userId,
            accountId = account.Id,
            asOf = asOf.At,
            linkId,
            hasTime = asOf.HasTime,
            current = stated.Current?.MinorUnits,
            available = stated.Available?.MinorUnits,
            limit = stated.Limit?.MinorUnits,
        }, transaction);
        await AccountDays.UseNewestBalance(connection, transaction, userId, account.Id);
        return true;
    }

    // A bank whose clock is ahead would have its word stand against all that comes after it. A day may have begun there already.
    private static BankTime AsOf(BankTime? stated, DateTimeOffset now)
    {
        var today = CallBudget.DayOf(now);
        return stated switch
        {
            { HasTime: true } instant when instant.At <= now => instant,
            { HasTime: false } day when day.DayIn(TimeZoneInfo.Utc) <= today.AddDays(1) => day,
            { HasTime: false } => BankTime.OnDay(today),
            _ => BankTime.AtInstant(now),
        };
    }
}

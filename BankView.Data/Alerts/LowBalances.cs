using System.Data.Common;
using BankView.Data.Accounts;
using BankView.Data.Sealing;
using Dapper;

namespace BankView.Data.Alerts;

/// <summary>
/// Looks at the newest balance that a bank stated, inside the transaction that stores it: what can be spent if the bank states it, else
/// what is booked; of a card, the credit that is left alone. Below the member's threshold it is told of once, and again only after the
/// bank stated one at or above it. Only accounts whose consent covers balances for fraud alerts are looked at.
/// </summary>
internal sealed class LowBalances(DbConnection connection, DbTransaction transaction, UserId userId, MemberKey key, DateTimeOffset now)
{
    // A statement of long ago may be all that is known of an account, and is nothing to be woken for.
    private static readonly TimeSpan News = TimeSpan.FromDays(35);

    public async Task Look(Guid accountId)
    {
        var stated = await connection.QuerySingleOrDefaultAsync<Stated>("""
            SELECT r.threshold_minor AS ThresholdMinor, r.is_below AS IsBelow, a.kind, a.currency, a.current_minor AS CurrentMinor,
                   a.available_minor AS AvailableMinor, a.balance_as_of AS AsOf, a.balance_has_time AS HasTime
            FROM alert_rules r
            JOIN accounts a ON a.user_id = r.user_id AND a.id = r.account_id
            WHERE r.user_id = @userId AND r.account_id = @accountId AND r.rule = 'LowBalance' AND r.is_on AND r.threshold_minor IS NOT NULL
              AND r.account_id IN (
                  SELECT c.account_id FROM covered_accounts c
                  WHERE c.user_id = @userId AND c.purpose = 'FraudAlerts' AND c.cluster = 'BALANCES' AND c.expires_at > @now)
            """, new { userId, accountId, now }, transaction);
        if (stated?.Minor is not { } minor || stated.AsOf is not { } asOf || stated.IsBelow == minor < stated.ThresholdMinor
            || (!stated.IsBelow && asOf <= now - News))
        {
            return;
        }

        await connection.ExecuteAsync("""
            UPDATE alert_rules SET is_below = @isBelow WHERE user_id = @userId AND account_id = @accountId AND rule = 'LowBalance'
            """, new { userId, accountId, isBelow = !stated.IsBelow }, transaction);
        if (!stated.IsBelow)
        {
            await new AlertRaising(connection, transaction, userId, key, now).Raise(new NewAlert
            {
                Rule = AlertRule.LowBalance,
                Subject = key.TagOf("alert balance", $"{accountId:N}|{Database.Instant.ToText(asOf)}|{minor}|{stated.ThresholdMinor}"),
                AccountId = accountId,
                Details = new AlertDetails
                {
                    Amount = new Money(minor, stated.Currency),
                    At = new BankTime(asOf, stated.HasTime),
                    IsAvailable = stated.AvailableMinor is not null,
                    Threshold = new Money(stated.ThresholdMinor, stated.Currency),
                },
            });
        }
    }

    /// <summary>Forgets what was told of balances that are stored no more, because the import that brought them was taken back.</summary>
    public async Task Forget(Guid accountId)
    {
        var told = (await connection.QueryAsync<(Guid Id, byte[] Sealed)>("""
            SELECT t.id, t.sealed FROM alerts t WHERE t.user_id = @userId AND t.account_id = @accountId AND t.rule = 'LowBalance'
            """, new { userId, accountId }, transaction)).AsList();
        var forgotten = 0;
        foreach (var (id, blob) in told)
        {
            var details = AlertDetails.Open(key, id, blob);
            forgotten += await connection.ExecuteAsync("""
                DELETE FROM alerts WHERE user_id = @userId AND id = @id AND NOT EXISTS (
                    SELECT 1 FROM balances b WHERE b.user_id = @userId AND b.account_id = @accountId AND b.as_of = @at
                      AND COALESCE(b.available_minor, b.current_minor) = @minor)
                """, new { userId, accountId, id, at = details.At!.Value.At, minor = details.Amount!.Value.MinorUnits }, transaction);
        }

        if (forgotten > 0)
        {
            // The next balance that is stated is looked at anew; one that was told of and is stored still is not told of twice.
            await connection.ExecuteAsync("UPDATE alert_rules SET is_below = FALSE WHERE user_id = @userId AND account_id = @accountId AND rule = 'LowBalance'",
                new { userId, accountId }, transaction);
        }
    }

    private sealed record Stated
    {
        public required long ThresholdMinor { get; init; }

        public required bool IsBelow { get; init; }

        public required AccountKind Kind { get; init; }

        public required Currency Currency { get; init; }

        public required long? CurrentMinor { get; init; }

        public required long? AvailableMinor { get; init; }

        public required DateTimeOffset? AsOf { get; init; }

        public required bool HasTime { get; init; }

        public long? Minor => AvailableMinor ?? (Kind is AccountKind.CreditCard ? null : CurrentMinor);
    }
}

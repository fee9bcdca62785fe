using System.Data.Common;
using Dapper;

namespace BankView.Data.Alerts;

/// <summary>What a member wants to be told of one account's payments. Thresholds are in the account's currency, and bind no other.</summary>
internal sealed class PaymentRules
{
    private readonly Dictionary<AlertRule, Money?> _on;

    private PaymentRules(Dictionary<AlertRule, Money?> on) => _on = on;

    public bool IsEmpty => _on.Count == 0;

    public static async Task<PaymentRules> Of(DbConnection connection, DbTransaction transaction, UserId userId, Guid accountId)
    {
        var rows = await connection.QueryAsync<(string Rule, long? Minor, Currency Currency)>("""
            SELECT r.rule, r.threshold_minor, a.currency FROM alert_rules r
            JOIN accounts a ON a.user_id = r.user_id AND a.id = r.account_id
            WHERE r.user_id = @userId AND r.account_id = @accountId AND r.is_on AND r.rule <> 'LowBalance'
            """, new { userId, accountId }, transaction);
        return new PaymentRules(rows.ToDictionary(
            row => Enum.Parse<AlertRule>(row.Rule), row => row.Minor is { } minor ? new Money(minor, row.Currency) : (Money?)null));
    }

    public Money? ThresholdOf(AlertRule rule) => _on.GetValueOrDefault(rule);

    /// <summary>Which of them a payment, or deposit, meets; the one to tell of first.</summary>
    public IEnumerable<AlertRule> MetBy(Money amount, bool isCard)
    {
        if (IsOver(AlertRule.LargePayment, amount, sign: -1))
        {
            yield return AlertRule.LargePayment;
        }

        if (IsOver(AlertRule.LargeDeposit, amount, sign: 1))
        {
            yield return AlertRule.LargeDeposit;
        }

        if (isCard && _on.ContainsKey(AlertRule.CardActivity))
        {
            yield return AlertRule.CardActivity;
        }
    }

    private bool IsOver(AlertRule rule, Money amount, int sign) => ThresholdOf(rule) is { } threshold && amount.Currency == threshold.Currency
        && Math.Sign(amount.MinorUnits) == sign && (sign > 0 ? amount.MinorUnits >= threshold.MinorUnits : amount.MinorUnits <= -threshold.MinorUnits);
}

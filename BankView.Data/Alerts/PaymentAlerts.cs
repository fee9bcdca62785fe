using System.Data.Common;
using BankView.Data.Alerts.Fraud;
using BankView.Data.Database;
using BankView.Data.Imports;
using BankView.Data.Sealing;
using Dapper;

namespace BankView.Data.Alerts;

/// <summary>
/// Looks at the payments and deposits that a reading or an import just stored, inside its transaction, and raises alerts on those that
/// stand out or meet the member's rules: an alert is there whenever its payment is. Only accounts whose consent covers transactions for
/// fraud alerts are looked at. A payment is told of once.
/// </summary>
internal sealed class PaymentAlerts(DbConnection connection, DbTransaction transaction, UserId userId, MemberKey key, DateTimeOffset now)
{
    // A bank's dispute window is weeks, a statement covers a month; older payments are history and nothing to be woken for.
    private static readonly TimeSpan News = TimeSpan.FromDays(35);

    private readonly AlertRaising _raising = new(connection, transaction, userId, key, now);
    private readonly UnusualPayments _unusual = new(connection, transaction, userId, key, now);

    /// <param name="stored">Rows that are in the table since this transaction and were not before.</param>
    public async Task Look(Guid accountId, IReadOnlyCollection<PreparedRow> stored)
    {
        var news = stored.Where(IsNews).ToList();
        if (news.Count == 0 || !await IsCovered(accountId))
        {
            return;
        }

        var unusual = await _unusual.Find(accountId, news.Where(row => (row.Row.IsCard || row.Row.HasFraudNotice) && row.AmountMinor < 0).ToDictionary(row => row.Id));
        var rules = await PaymentRules.Of(connection, transaction, userId, accountId);
        var told = from row in news
                   let met = (unusual.ContainsKey(row.Id) ? [AlertRule.UnusualPayment] : Array.Empty<AlertRule>())
                       .Concat(rules.MetBy(row.Row.Amount, row.Row.IsCard)).ToList()
                   where met.Count > 0
                   // What matters most is told before the day's cap is reached.
                   orderby met[0], row.Row.OccurredAt.At descending
                   select (row, met);
        foreach (var (row, alerts) in told)
        {
            var rule = await FirstHeard(alerts);
            await Raise(accountId, row, row.Id, rule, rules.ThresholdOf(rule), rule.Asks() ? unusual[row.Id] : null);
        }
    }

    /// <summary>
    /// Looks at rows that the bank changed. What meets a rule now that it did not meet before is told of, such as a hold of 1 that is
    /// booked as 600. What was told of is known from now on by what it has become, should the bank take it back and bring it again.
    /// </summary>
    public async Task LookAtChanges(Guid accountId, IEnumerable<ChangedPayment> changes)
    {
        var news = changes.Where(change => IsNews(change.Row)).ToList();
        if (news.Count == 0 || !await IsCovered(accountId))
        {
            return;
        }

        await connection.ExecuteAsync("UPDATE alerts SET subject_tag = @subject WHERE user_id = @userId AND transaction_id = @Id",
            news.Select(change => new { userId, change.Id, subject = SubjectOf(accountId, change.Row) }), transaction);
        var rules = await PaymentRules.Of(connection, transaction, userId, accountId);
        foreach (var change in news)
        {
            var met = rules.MetBy(change.Row.Row.Amount, change.Row.Row.IsCard).Except(rules.MetBy(change.Before, change.WasCard)).ToList();
            if (met.Count > 0)
            {
                var rule = await FirstHeard(met);
                // That a card paid 1 is no reason to keep silent about the 600 that it became.
                await connection.ExecuteAsync("DELETE FROM alerts WHERE user_id = @userId AND transaction_id = @Id AND rule = 'CardActivity' AND @rule <> 'CardActivity'",
                    new { userId, change.Id, rule = rule.ToString() }, transaction);
                await Raise(accountId, change.Row, change.Id, rule, rules.ThresholdOf(rule), score: null);
            }
        }
    }

    /// <summary>
    /// Looks at rows that were stored before and at which the bank may have begun to suspect fraud since: the question takes the place of
    /// what only told of the payment, unless the member muted questions.
    /// </summary>
    /// <param name="noticed">Rows with the bank's notice.</param>
    public async Task LookAtNotices(Guid accountId, IReadOnlyList<PreparedRow> noticed)
    {
        if (noticed.Count == 0)
        {
            return;
        }

        var asked = await connection.QueryAsync<Guid>("""
            SELECT t.transaction_id FROM alerts t
            WHERE t.user_id = @userId AND t.account_id = @accountId AND (t.rule = 'UnusualPayment' OR @isMuted) AND t.transaction_id IS NOT NULL
            """, new { userId, accountId, isMuted = await _raising.IsMuted(AlertRule.UnusualPayment) }, transaction);
        List<PreparedRow> news = [.. noticed.ExceptBy(asked, row => row.Id).Where(row => row.AmountMinor < 0 && IsNews(row))];
        if (news.Count > 0 && await IsCovered(accountId))
        {
            await connection.ExecuteAsync("DELETE FROM alerts WHERE user_id = @userId AND transaction_id = @Id", news.Select(row => new { userId, row.Id }), transaction);
            await Look(accountId, news);
        }
    }

    // A bank's clock may be a little ahead.
    private bool IsNews(PreparedRow row) => row.Row.OccurredAt.At > now - News;

    // Whoever muted one rule still wants to hear of what another one says of the same payment.
    private async Task<AlertRule> FirstHeard(List<AlertRule> rules)
    {
        foreach (var rule in rules)
        {
            if (!await _raising.IsMuted(rule))
            {
                return rule;
            }
        }

        return rules[0];
    }

    private Task<bool> Raise(Guid accountId, PreparedRow row, Guid transactionId, AlertRule rule, Money? threshold, FraudScore? score) => _raising.Raise(new NewAlert
    {
        Rule = rule,
        Subject = SubjectOf(accountId, row),
        AccountId = accountId,
        TransactionId = transactionId,
        MerchantTag = row.MerchantTag,
        CardTag = row.CardTag,
        Details = new AlertDetails
        {
            Merchant = row.Merchant,
            Amount = row.Row.Amount,
            At = row.Row.OccurredAt,
            CardLastFour = row.Row.CardLastFour,
            Evidence = [.. score?.Carriers.Select(finding => AlertEvidence.From(finding)) ?? []],
            Threshold = threshold,
        },
    });

    private Tag SubjectOf(Guid accountId, PreparedRow row) => key.TagOf(
        "alert payment", $"{accountId:N}|{row.MerchantTag.Value:x32}|{row.AmountMinor}|{row.Row.Amount.Currency}|{Instant.ToText(row.OccurredDay)}");

    private async Task<bool> IsCovered(Guid accountId) => await connection.ExecuteScalarAsync<long>("""
        SELECT count(*) FROM covered_accounts c
        WHERE c.user_id = @userId AND c.purpose = 'FraudAlerts' AND c.cluster = 'TRANSACTIONS' AND c.account_id = @accountId AND c.expires_at > @now
        """, new { userId, accountId, now }, transaction) > 0;
}

/// <summary>A stored row, as the bank has it now and as it was before.</summary>
internal sealed record ChangedPayment(Guid Id, PreparedRow Row, Money Before, bool WasCard);

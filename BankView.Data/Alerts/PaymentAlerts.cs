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
    internal static readonly TimeSpan News = TimeSpan.FromDays(35);

    private readonly AlertRaising _raising = new(connection, transaction, userId, key, now);
    private Adaptation? _adaptation;

    /// <param name="stored">Rows that are in the table since this transaction and were not before.</param>
    public async Task Look(Guid accountId, IReadOnlyCollection<PreparedRow> stored)
    {
        // A bank's clock may be a little ahead.
        var news = stored.Where(row => row.Row.OccurredAt.At > now - News).ToList();
        if (news.Count == 0 || !await IsCovered(accountId))
        {
            return;
        }

        var unusual = await FindUnusual(accountId, news.Where(row => row.Row.IsCard && row.AmountMinor < 0).ToDictionary(row => row.Id));
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

    private async Task<Dictionary<Guid, FraudScore>> FindUnusual(Guid accountId, Dictionary<Guid, PreparedRow> news)
    {
        var unusual = new Dictionary<Guid, FraudScore>();
        if (news.Count == 0)
        {
            return unusual;
        }

        var payments = await PaymentRow.List(connection, transaction, userId, accountId, news.Values.Min(row => row.Row.OccurredAt.At));
        // Payments that name no card are those of the account's only one.
        foreach (var card in payments.GroupBy(payment => payment.CardTag))
        {
            await Look([.. card], news, unusual);
        }

        return unusual;
    }

    private async Task Look(List<PaymentRow> payments, Dictionary<Guid, PreparedRow> news, Dictionary<Guid, FraudScore> unusual)
    {
        // The hour of the day is compared with the card's own hours alone, so any one zone will do.
        var history = new CardHistory(TimeZoneInfo.Utc);
        foreach (var stored in payments)
        {
            var payment = stored.ToCardPayment();
            if (news.ContainsKey(stored.Id))
            {
                var findings = history.Look(payment, cardReports: await CountReports(stored));
                var score = FraudModel.Shipped.Score(findings, _adaptation ??= Adaptation.From(await Answers()));
                if (score.IsAlert)
                {
                    unusual[stored.Id] = score;
                }
            }

            history.Add(payment);
        }
    }

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
        Subject = key.TagOf("alert payment", $"{accountId:N}|{row.MerchantTag.Value:x32}|{row.AmountMinor}|{row.Row.Amount.Currency}|{Instant.ToText(row.OccurredDay)}"),
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

    private async Task<bool> IsCovered(Guid accountId) => await connection.ExecuteScalarAsync<long>("""
        SELECT count(*) FROM covered_accounts c
        WHERE c.user_id = @userId AND c.purpose = 'FraudAlerts' AND c.cluster = 'TRANSACTIONS' AND c.account_id = @accountId AND c.expires_at > @now
        """, new { userId, accountId, now }, transaction) > 0;

    private async Task<int> CountReports(PaymentRow payment) => payment.CardTag is null ? 0 : (int)await connection.ExecuteScalarAsync<long>("""
        SELECT count(*) FROM alerts t
        WHERE t.user_id = @userId AND t.card_tag = @CardTag AND t.answer = 'WasNotMe' AND t.answered_at <= @now AND t.raised_at > @since
        """, new { userId, payment.CardTag, now, since = now - MerchantReports.Window }, transaction);

    private async Task<IEnumerable<AlertAnswer>> Answers()
    {
        var rows = await connection.QueryAsync<(Guid Id, Tag Merchant, string Answer, byte[] Sealed)>("""
            SELECT t.id, t.merchant_tag, t.answer, t.sealed FROM alerts t WHERE t.user_id = @userId AND t.answer IS NOT NULL
            """, new { userId }, transaction);
        return [.. rows.Select(row => new AlertAnswer
        {
            WasMe = row.Answer is nameof(MemberAnswer.WasMe),
            Merchant = row.Merchant,
            Carriers = [.. AlertDetails.Open(key, row.Id, row.Sealed).Evidence.Select(one => one.Signal)],
        })];
    }
}

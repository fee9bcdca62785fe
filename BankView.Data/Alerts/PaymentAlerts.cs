using System.Data.Common;
using BankView.Data.Alerts.Fraud;
using BankView.Data.Database;
using BankView.Data.Imports;
using BankView.Data.Sealing;
using Dapper;

namespace BankView.Data.Alerts;

/// <summary>
/// Looks at the card payments that a reading or an import just stored, inside its transaction, and raises alerts on those that stand
/// out: an alert is there whenever its payment is. Only accounts whose consent covers transactions for fraud alerts are looked at.
/// </summary>
internal sealed class PaymentAlerts(DbConnection connection, DbTransaction transaction, UserId userId, MemberKey key, DateTimeOffset now)
{
    // A bank's dispute window is weeks, a statement covers a month; older payments are history and nothing to be woken for.
    private static readonly TimeSpan News = TimeSpan.FromDays(35);

    private readonly SharedReports _reports = new(connection, transaction, userId, key, now);
    private Adaptation? _adaptation;

    /// <summary>How many were raised.</summary>
    public int Raised { get; private set; }

    /// <param name="stored">Rows that are in the table since this transaction and were not before.</param>
    public async Task Look(Guid accountId, IReadOnlyCollection<PreparedRow> stored)
    {
        // A bank's clock may be a little ahead.
        var news = stored.Where(row => (row.Row.IsCard || row.Row.HasFraudNotice) && row.AmountMinor < 0 && row.Row.OccurredAt.At > now - News).ToDictionary(row => row.Id);
        if (news.Count == 0 || !await IsCovered(accountId))
        {
            return;
        }

        var payments = (await PaymentRow.List(connection, transaction, userId, accountId, news.Values.Min(row => row.Row.OccurredAt.At))).ToList();
        // Payments that name no card are those of the account's only one.
        foreach (var card in payments.GroupBy(payment => payment.CardTag))
        {
            await Look(accountId, [.. card], news);
        }

        // What the bank suspects is asked about on any account, where there may be no card and no history of one.
        foreach (var row in news.Values.Where(row => row.Row.HasFraudNotice).ExceptBy(payments.Select(payment => payment.Id), row => row.Id))
        {
            await Judge(accountId, row, CardPayment.Of(row.Row.OccurredAt, row.Row.Amount, row.MerchantTag), new CardHistory(TimeZoneInfo.Utc), cardReports: 0);
        }
    }

    /// <summary>Looks at rows that were stored before, and at which the bank may have begun to suspect fraud since.</summary>
    /// <param name="noticed">Rows with the bank's notice.</param>
    public async Task LookAgain(Guid accountId, IReadOnlyList<PreparedRow> noticed)
    {
        if (noticed.Count > 0)
        {
            var asked = await connection.QueryAsync<Guid>("""
                SELECT t.transaction_id FROM alerts t WHERE t.user_id = @userId AND t.account_id = @accountId
                """, new { userId, accountId }, transaction);
            await Look(accountId, [.. noticed.ExceptBy(asked, row => row.Id)]);
        }
    }

    private async Task Look(Guid accountId, List<PaymentRow> payments, Dictionary<Guid, PreparedRow> news)
    {
        // The hour of the day is compared with the card's own hours alone, so any one zone will do.
        var history = new CardHistory(TimeZoneInfo.Utc);
        foreach (var stored in payments)
        {
            var payment = stored.ToCardPayment();
            if (news.TryGetValue(stored.Id, out var row))
            {
                await Judge(accountId, row, payment, history, await CountReports(stored));
            }

            history.Add(payment);
        }
    }

    private async Task Judge(Guid accountId, PreparedRow row, CardPayment payment, CardHistory history, int cardReports)
    {
        var findings = history.Look(payment with { HasBankNotice = row.Row.HasFraudNotice }, await _reports.At(row.Merchant), cardReports);
        var score = FraudModel.Shipped.Score(findings, _adaptation ??= Adaptation.From(await Answers()));
        if (score.IsAlert)
        {
            await Raise(accountId, row, score);
        }
    }

    private async Task Raise(Guid accountId, PreparedRow row, FraudScore score)
    {
        var tag = key.TagOf("alert payment", $"{accountId:N}|{row.MerchantTag.Value:x32}|{row.AmountMinor}|{row.Row.Amount.Currency}|{Instant.ToText(row.OccurredDay)}");
        // A bank that took the row back and brings it again: the member was asked already.
        var again = await connection.ExecuteAsync("""
            UPDATE alerts SET transaction_id = @Id
            WHERE user_id = @userId AND id = (
                SELECT t.id FROM alerts t
                WHERE t.user_id = @userId AND t.payment_tag = @tag
                  AND NOT EXISTS (SELECT 1 FROM transactions p WHERE p.user_id = t.user_id AND p.id = t.transaction_id)
                ORDER BY t.raised_at, t.id LIMIT 1)
            """, new { userId, row.Id, tag }, transaction);
        if (again == 1)
        {
            return;
        }

        var id = Guid.CreateVersion7(now);
        var payment = new AlertPayment
        {
            TransactionId = row.Id,
            IsStored = true,
            Merchant = row.Merchant,
            MerchantTag = row.MerchantTag,
            Amount = row.Row.Amount,
            OccurredAt = row.Row.OccurredAt,
            CardLastFour = row.Row.CardLastFour,
        };
        Raised += await connection.ExecuteAsync("""
            INSERT INTO alerts (user_id, id, rule, account_id, transaction_id, payment_tag, merchant_tag, card_tag, raised_at, sealed)
            VALUES (@userId, @id, @rule, @accountId, @transactionId, @tag, @MerchantTag, @CardTag, @now, @details)
            ON CONFLICT (user_id, transaction_id) DO NOTHING
            """, new
        {
            userId,
            id,
            rule = nameof(AlertRule.UnusualPayment),
            accountId,
            transactionId = row.Id,
            tag,
            row.MerchantTag,
            row.CardTag,
            now,
            details = AlertRow.Seal(key, id, payment, score.Carriers.Select(finding => AlertEvidence.From(finding))),
        }, transaction);
    }

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
            Carriers = [.. AlertRow.OpenEvidence(key.Open(AlertStore.Details, row.Id, row.Sealed, 7)[6]!).Select(one => one.Signal)],
        })];
    }
}

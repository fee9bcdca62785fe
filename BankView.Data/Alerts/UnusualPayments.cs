using System.Data.Common;
using BankView.Data.Alerts.Fraud;
using BankView.Data.Imports;
using BankView.Data.Sealing;
using Dapper;

namespace BankView.Data.Alerts;

/// <summary>Finds, among payments that were just stored, those that stand out from what their card did before, by what others know, or to the bank.</summary>
internal sealed class UnusualPayments(DbConnection connection, DbTransaction transaction, UserId userId, MemberKey key, DateTimeOffset now)
{
    private readonly SharedReports _reports = new(connection, transaction, userId, key, now);
    private Adaptation? _adaptation;

    /// <summary>What speaks for asking, by the payment's id.</summary>
    public async Task<Dictionary<Guid, FraudScore>> Find(Guid accountId, Dictionary<Guid, PreparedRow> news)
    {
        var unusual = new Dictionary<Guid, FraudScore>();
        if (news.Count == 0)
        {
            return unusual;
        }

        var payments = (await PaymentRow.List(connection, transaction, userId, accountId, news.Values.Min(row => row.Row.OccurredAt.At))).ToList();
        // Payments that name no card are those of the account's only one.
        foreach (var card in payments.GroupBy(payment => payment.CardTag))
        {
            await Look([.. card], news, unusual);
        }

        // What the bank suspects is asked about on any account, where there may be no card and no history of one.
        foreach (var row in news.Values.Where(row => row.Row.HasFraudNotice).ExceptBy(payments.Select(payment => payment.Id), row => row.Id))
        {
            var payment = CardPayment.Of(row.Row.OccurredAt, row.Row.Amount, row.MerchantTag);
            await Judge(row, payment, new CardHistory(TimeZoneInfo.Utc), cardReports: 0, unusual);
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
            if (news.TryGetValue(stored.Id, out var row))
            {
                await Judge(row, payment, history, await CountReports(stored), unusual);
            }

            history.Add(payment);
        }
    }

    private async Task Judge(PreparedRow row, CardPayment payment, CardHistory history, int cardReports, Dictionary<Guid, FraudScore> unusual)
    {
        var findings = history.Look(payment with { HasBankNotice = row.Row.HasFraudNotice }, await _reports.At(row.Merchant), cardReports);
        var score = FraudModel.Shipped.Score(findings, _adaptation ??= Adaptation.From(await Answers()));
        if (score.IsAlert)
        {
            unusual[row.Id] = score;
        }
    }

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

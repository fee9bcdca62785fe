using System.Data.Common;
using BankView.Data.Alerts.Fraud;
using BankView.Data.Sealing;
using Dapper;

namespace BankView.Data.Alerts;

/// <summary>A stored card payment as the engine needs it: nothing of it is opened.</summary>
internal sealed record PaymentRow
{
    public required Guid Id { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }

    public required bool HasTime { get; init; }

    public required long AmountMinor { get; init; }

    public required Currency Currency { get; init; }

    public required Tag MerchantTag { get; init; }

    public required Tag? CardTag { get; init; }

    /// <summary>
    /// The account's card payments, oldest first: as far back from <paramref name="firstNews"/> as the engine remembers, and no more of
    /// them than it keeps.
    /// </summary>
    public static async Task<IEnumerable<PaymentRow>> List(
        DbConnection connection, DbTransaction transaction, UserId userId, Guid accountId, DateTimeOffset firstNews)
    {
        var rows = await connection.QueryAsync<PaymentRow>("""
            SELECT t.id, t.occurred_at AS OccurredAt, t.has_time AS HasTime, t.amount_minor AS AmountMinor, t.currency,
                   t.merchant_tag AS MerchantTag, t.card_tag AS CardTag
            FROM transactions t
            WHERE t.user_id = @userId AND t.account_id = @accountId AND t.occurred_at >= @since AND t.is_card
            ORDER BY t.occurred_at DESC, t.id DESC LIMIT @most
            """, new { userId, accountId, since = firstNews - CardHistory.Memory, most = CardHistory.MostPayments }, transaction);
        return rows.Reverse();
    }

    public CardPayment ToCardPayment() => CardPayment.Of(new BankTime(OccurredAt, HasTime), new Money(AmountMinor, Currency), MerchantTag);
}

using BankView.Data;
using BankView.Data.Alerts.Fraud;
using BankView.Data.Sealing;

namespace BankView.Tests.Alerts.Fraud;

/// <summary>A card whose holder pays 20.00 to 28.00 each noon in one of four shops, until a Monday in November.</summary>
internal static class CardDays
{
    public static readonly DateTimeOffset Today = new(2026, 11, 2, 12, 0, 0, TimeSpan.Zero);

    public static readonly Currency Dollar = Currency.Parse("USD");

    /// <summary>The 90 days before today; the median is 24.00.</summary>
    public static CardHistory History(int days = 90)
    {
        var history = new CardHistory(TimeZoneInfo.Utc);
        for (var day = days; day > 0; day--)
        {
            history.Add(Payment(2000 + (day % 5 * 200), merchant: day % 4, at: Today.AddDays(-day)));
        }

        return history;
    }

    public static CardPayment Payment(long cents, int merchant = 1, DateTimeOffset? at = null) => new()
    {
        OccurredAt = BankTime.AtInstant(at ?? Today),
        SpentMinor = cents,
        Currency = Dollar,
        Merchant = new Tag((UInt128)merchant),
    };
}

namespace BankView.Data.Alerts.Fraud;

/// <summary>
/// What is remembered of one card. Payments may be fed in any order; those of one instant count the same whichever was fed first, and
/// what is later than the payment that is looked at does not count. Not safe for several threads.
/// </summary>
/// <param name="zone">Where the holder lives, for the hour of the day.</param>
public sealed class CardHistory(TimeZoneInfo zone)
{
    /// <summary>As far as merchants, countries and hours are remembered; amounts count for 90 days.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromDays(400);

    /// <summary>The last payments that are kept, at least; at most twice as many, whatever is fed.</summary>
    public const int MostPayments = 4096;

    private readonly PaymentTimeline _timeline = new();

    /// <summary>
    /// Remembers a payment. Money that comes back is not kept. One that was already fed counts twice: who feeds knows what is new.
    /// </summary>
    public void Add(in CardPayment payment)
    {
        if (payment.SpentMinor >= 0)
        {
            _timeline.Add(Remembered(payment));
        }
    }

    /// <summary>
    /// What stands out about a payment against what was fed and is not later. It is not remembered by that: feed it afterwards.
    /// </summary>
    /// <param name="merchant">Confirmed fraud at its merchant, as known at that moment.</param>
    /// <param name="cardReports">Payments of this card within 28 days before that were confirmed as fraud by then.</param>
    public Findings Look(in CardPayment payment, in MerchantReports merchant = default, int cardReports = 0)
    {
        var looked = Remembered(payment);
        _timeline.MoveTo(looked.Ticks);
        var findings = new Findings(payment.Merchant, _timeline.Habits.Payments);
        ReportSignals.Look(findings, payment.HasBankNotice, merchant, cardReports);
        if (payment.SpentMinor > 0)
        {
            AmountSignals.Look(findings, _timeline, looked);
            RecentSignals.Look(findings, _timeline, looked);
            HabitSignals.Look(findings, _timeline, looked);
        }

        return findings;
    }

    private PastPayment Remembered(in CardPayment payment) => new()
    {
        Ticks = payment.OccurredAt.At.UtcTicks,
        SpentMinor = payment.SpentMinor,
        Currency = payment.Currency,
        Merchant = payment.Merchant,
        Country = string.IsNullOrWhiteSpace(payment.Country) ? null : payment.Country.Trim().ToUpperInvariant(),
        Hour = payment.OccurredAt.HasTime ? TimeZoneInfo.ConvertTime(payment.OccurredAt.At, zone).Hour : PastPayment.NoHour,
    };
}

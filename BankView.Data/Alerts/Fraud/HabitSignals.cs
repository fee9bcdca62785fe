namespace BankView.Data.Alerts.Fraud;

/// <summary>Where, when and in which currency, against where, when and in which this card has paid before.</summary>
internal static class HabitSignals
{
    /// <summary>With fewer payments nothing is a habit.</summary>
    private const int LeastPayments = 10;

    private const int LeastWithHour = 30;

    /// <summary>Three of a day's 24 hours.</summary>
    private const double EvenShare = 3.0 / 24;

    public static void Look(Findings findings, PaymentTimeline timeline, in PastPayment payment)
    {
        var habits = timeline.Habits;
        if (habits.Payments >= LeastPayments)
        {
            var atMerchant = habits.At(payment.Merchant);
            findings.Set(new Finding
            {
                Signal = Signal.FirstAtMerchant,
                Value = atMerchant,
                Count = atMerchant,
                Of = habits.Payments,
                Within = timeline.Known(habits),
            });
            var inCurrency = habits.In(payment.Currency);
            findings.Set(new Finding
            {
                Signal = Signal.OtherCurrency,
                Value = Surprise.OfShare(inCurrency, habits.Payments),
                Count = inCurrency,
                Of = habits.Payments,
                Within = timeline.Known(habits),
            });
        }

        if (payment.Country is { } country && habits.WithCountry >= LeastPayments)
        {
            findings.Set(new Finding
            {
                Signal = Signal.OtherCountry,
                Value = Surprise.OfShare(habits.In(country), habits.WithCountry),
                Count = habits.In(country),
                Of = habits.WithCountry,
                Within = timeline.Known(habits),
            });
        }

        if (payment.Hour != PastPayment.NoHour && habits.WithHour >= LeastWithHour)
        {
            var around = habits.Around(payment.Hour);
            findings.Set(new Finding
            {
                Signal = Signal.UnusualHour,
                Value = Math.Log2(EvenShare) - Math.Log2((around + 1.0) / (habits.WithHour + 8)),
                Count = around,
                Of = habits.WithHour,
                Within = timeline.Known(habits),
            });
        }
    }
}

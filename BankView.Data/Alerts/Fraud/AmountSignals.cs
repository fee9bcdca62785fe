namespace BankView.Data.Alerts.Fraud;

/// <summary>An amount against what the card pays in its currency, robustly: single outliers of the past do not move a median.</summary>
internal static class AmountSignals
{
    /// <summary>With fewer payments in the window there is no "usual".</summary>
    private const int LeastPayments = 5;

    /// <summary>With fewer payments there is no upper end that 19 of 20 stay under.</summary>
    private const int LeastForRange = 20;

    private const double RangeShare = 0.95;

    /// <summary>Makes a median absolute deviation comparable with a standard deviation of normal amounts.</summary>
    private const double Consistency = 1.4826;

    public static void Look(Findings findings, PaymentTimeline timeline, in PastPayment payment)
    {
        var major = payment.SpentMinor / Math.Pow(10, payment.Currency.Exponent);
        findings.Set(new Finding { Signal = Signal.LargeAmount, Value = Math.Log2(major) });
        var month = timeline.Month.Of(payment.Currency);
        var quarter = timeline.Quarter.Of(payment.Currency);
        if (month.Count >= LeastPayments)
        {
            findings.Set(Over(Signal.AmountOver30Days, payment, month.Median, month.Count, timeline.Month.Span));
        }

        if (quarter.Count >= LeastPayments)
        {
            var spread = Math.Max(Math.Max(Consistency * quarter.Deviation(), quarter.Median / 10.0), 1);
            findings.Set(Over(Signal.AmountOver90Days, payment, quarter.Median, quarter.Count, timeline.Quarter.Span) with
            {
                Value = (payment.SpentMinor - (double)quarter.Median) / spread,
            });
        }

        if (quarter.Count >= LeastForRange)
        {
            findings.Set(Over(Signal.AboveRange, payment, quarter.Quantile(RangeShare), quarter.Count, timeline.Quarter.Span));
        }
    }

    private static Finding Over(Signal signal, in PastPayment payment, long usual, int of, TimeSpan within)
    {
        var ratio = (double)payment.SpentMinor / Math.Max(usual, 1);
        return new Finding { Signal = signal, Value = Math.Log2(ratio), Ratio = ratio, UsualMinor = usual, Of = of, Within = within };
    }
}

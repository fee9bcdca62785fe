namespace BankView.Data.Alerts.Fraud;

/// <summary>What happened on the card shortly before: bursts, tests with small amounts, the same again, other unusual amounts, sums.</summary>
internal static class RecentSignals
{
    private const int LeastPayments = 5;

    /// <summary>An earlier payment of so many medians was unusual.</summary>
    private const double Unusual = 2.5;

    /// <summary>A habit of so many payments a day takes some days to see.</summary>
    private static readonly TimeSpan LeastKnown = TimeSpan.FromDays(14);

    public static void Look(Findings findings, PaymentTimeline timeline, in PastPayment payment)
    {
        var usual = timeline.Quarter.Of(payment.Currency);
        var hasUsual = usual.Count >= LeastPayments;
        var recent = RecentPayments.Of(timeline.Past, payment, hasUsual ? usual.Median * Unusual : double.PositiveInfinity);
        if (recent.Same > 0)
        {
            var since = TimeSpan.FromTicks(payment.Ticks - recent.LastSame);
            findings.Set(new Finding { Signal = Signal.SameAgain, Value = since.TotalHours, Count = recent.Same, Within = since });
        }

        if (hasUsual)
        {
            findings.Set(Run(recent, usual.Median, isUnusual: payment.SpentMinor >= usual.Median * Unusual));
            findings.Set(Tests(recent, payment, isLarge: payment.SpentMinor > usual.Median));
        }

        var days = timeline.Known(timeline.Quarter).TotalDays;
        if (days < LeastKnown.TotalDays)
        {
            return;
        }

        if (timeline.Quarter.Payments >= LeastPayments)
        {
            SetBursts(findings, recent, payment, timeline.Quarter.Payments / days);
        }

        if (hasUsual)
        {
            var aDay = (double)usual.Sum / days;
            findings.Set(Spending(Signal.DaySpending, recent.SpentInDay, aDay, recent.PaidInDay, RecentPayments.Day));
            findings.Set(Spending(Signal.WeekSpending, recent.SpentInWeek, aDay * 7, recent.PaidInWeek, RecentPayments.Week));
        }
    }

    private static Finding Run(in RecentPayments recent, long usual, bool isUnusual) => new()
    {
        Signal = Signal.UnusualRun,
        // An ordinary payment among unusual ones is the holder's own.
        Value = isUnusual ? recent.Unusual : -1,
        Count = isUnusual ? recent.Unusual : 0,
        UsualMinor = usual,
        Within = RecentPayments.Fortnight,
    };

    private static Finding Tests(in RecentPayments recent, in PastPayment payment, bool isLarge) => !isLarge || recent.Tests == 0
        ? new Finding { Signal = Signal.SmallThenLarge, Value = 0 }
        : new Finding
        {
            Signal = Signal.SmallThenLarge,
            Value = recent.Tests,
            Count = recent.Tests,
            UsualMinor = recent.LargestTest,
            Within = TimeSpan.FromTicks(payment.Ticks - recent.OldestTest),
        };

    private static void SetBursts(Findings findings, in RecentPayments recent, in PastPayment payment, double aDay)
    {
        findings.Set(Burst(Signal.BurstInDay, recent.InDay, aDay, payment.Ticks - recent.OldestInDay));
        if (payment.Hour != PastPayment.NoHour)
        {
            findings.Set(Burst(Signal.BurstInHour, recent.InHour, aDay / 24, payment.Ticks - recent.OldestInHour));
        }
    }

    private static Finding Burst(Signal signal, int count, double expected, long within) => new()
    {
        Signal = signal,
        // Given this payment, how many others came so close to it.
        Value = Surprise.OfAtLeast(count - 1, expected),
        Ratio = count / expected,
        Count = count,
        Within = TimeSpan.FromTicks(within),
    };

    private static Finding Spending(Signal signal, Int128 spent, double usual, int count, TimeSpan within)
    {
        var ratio = (double)spent / Math.Max(usual, 1);
        return new Finding
        {
            Signal = signal,
            Value = Math.Log2(ratio),
            Ratio = ratio,
            // Beyond what a long holds there is nothing to tell apart.
            UsualMinor = usual < long.MaxValue / 2 ? (long)usual : long.MaxValue / 2,
            Count = count,
            Within = within,
        };
    }
}

namespace BankView.Bench.Fraud;

/// <summary>A payment's score beside the truth.</summary>
internal readonly record struct ScoredPayment(long Id, long Card, DateOnly Day, double Score, bool IsFraud);

/// <summary>
/// How good scores are, as the Fraud Detection Handbook measures it (Le Borgne, Siblini, Lebichot, Bontempi: Reproducible Machine
/// Learning for Credit Card Fraud Detection, chapter 4).
/// </summary>
internal static class FraudMeasures
{
    /// <summary>The chance that a fraud scores above what is none; equal scores count half. NaN without one of each.</summary>
    public static double AreaUnderCurve(IEnumerable<ScoredPayment> payments)
    {
        double frauds = 0, others = 0, won = 0;
        foreach (var equals in payments.GroupBy(payment => payment.Score).OrderBy(group => group.Key))
        {
            double fraudsHere = equals.Count(payment => payment.IsFraud), othersHere = equals.Count() - fraudsHere;
            won += fraudsHere * (others + othersHere / 2);
            frauds += fraudsHere;
            others += othersHere;
        }

        return won / (frauds * others);
    }

    /// <summary>Precision at each score from the highest down, weighted by the share of frauds that it adds. NaN without a fraud.</summary>
    public static double AveragePrecision(IEnumerable<ScoredPayment> payments)
    {
        double found = 0, seen = 0, sum = 0;
        foreach (var equals in payments.GroupBy(payment => payment.Score).OrderByDescending(group => group.Key))
        {
            double fraudsHere = equals.Count(payment => payment.IsFraud);
            found += fraudsHere;
            seen += equals.Count();
            sum += fraudsHere * found / seen;
        }

        return sum / found;
    }

    /// <summary>
    /// Per day the <paramref name="top"/> cards of the highest scores, those already found on an earlier day left out: the share that holds
    /// a fraud that day; the mean over the days.
    /// </summary>
    public static double CardPrecision(IEnumerable<ScoredPayment> payments, int top)
    {
        var found = new HashSet<long>();
        var precisions = new List<double>();
        foreach (var day in payments.GroupBy(payment => payment.Day).OrderBy(day => day.Key))
        {
            List<long> detected = [.. day.Where(payment => !found.Contains(payment.Card)).GroupBy(payment => payment.Card)
                .OrderByDescending(card => card.Max(payment => payment.Score)).ThenBy(card => card.Key).Take(top)
                .Where(card => card.Any(payment => payment.IsFraud)).Select(card => card.Key)];
            precisions.Add((double)detected.Count / top);
            found.UnionWith(detected);
        }

        return precisions.Average();
    }

    /// <summary>
    /// The payments that count on test days: not those of cards with a fraud since the training began that is known on the day, which
    /// is any until <paramref name="delayDays"/> days before the day before.
    /// </summary>
    /// <param name="frauds">Cards and days of all frauds since the training began.</param>
    public static IEnumerable<ScoredPayment> WithoutKnownCards(IEnumerable<ScoredPayment> payments, IEnumerable<(long Card, DateOnly Day)> frauds, int delayDays)
    {
        var firstFrauds = frauds.GroupBy(fraud => fraud.Card).ToDictionary(card => card.Key, card => card.Min(fraud => fraud.Day));
        return payments.Where(payment => !firstFrauds.TryGetValue(payment.Card, out var day) || day.AddDays(delayDays) >= payment.Day);
    }
}

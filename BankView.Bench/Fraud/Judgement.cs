using BankView.Data.Alerts.Fraud;

namespace BankView.Bench.Fraud;

/// <summary>
/// What neither data set holds and everybody knows: a bank's own notice, payments abroad, the same payment twice, amounts far beyond
/// anything the card ever paid. Added to what was learned, in log-odds.
/// </summary>
internal static class Judgement
{
    private static readonly (Signal Signal, double From, double More)[] Steps =
    [
        (Signal.BankNotice, 1, 8),
        (Signal.CardReports, 1, 1.5),
        (Signal.OtherCountry, 3, 0.5),
        (Signal.OtherCountry, 5, 1),
        (Signal.OtherCurrency, 3, 0.5),
        (Signal.OtherCurrency, 5, 1),
        // Up to ten minutes apart it is more often a slip of the terminal, or a thief, than a second coffee.
        (Signal.SameAgain, 0, 1),
        (Signal.SameAgain, 1.0 / 6, -0.5),
        (Signal.SmallThenLarge, 2, 1),
        // 16 and 64 times the median; 3, 5 and 10 times the upper end.
        (Signal.AmountOver30Days, 4, 1),
        (Signal.AmountOver30Days, 6, 1),
        (Signal.AboveRange, 1.6, 0.5),
        (Signal.AboveRange, 2.3, 1),
        (Signal.AboveRange, 3.3, 1),
    ];

    public static FraudModel AddTo(FraudModel learned) =>
        new(learned.Base, learned.AlertFrom, [.. learned.Tables.Select((table, signal) => Add(table, [.. Steps.Where(step => (int)step.Signal == signal)]))]);

    private static SignalTable Add(SignalTable learned, (Signal Signal, double From, double More)[] steps)
    {
        double[] from = [.. learned.From.Concat(steps.Select(step => step.From)).Append(double.NegativeInfinity).Distinct().Order()];
        var contributions = Array.ConvertAll(from, value => learned.Of(value) + steps.Where(step => step.From <= value).Sum(step => step.More));
        // Steps that change nothing a reader could see are left out.
        int[] kept = [.. Enumerable.Range(0, from.Length).Where(i => i == 0 || Math.Abs(contributions[i] - contributions[i - 1]) >= 0.0005)];
        return new SignalTable
        {
            Absent = learned.Absent,
            From = Array.ConvertAll(kept, i => from[i]),
            Contributions = Array.ConvertAll(kept, i => contributions[i]),
        };
    }
}

using System.Globalization;
using BankView.Data.Alerts.Fraud;

namespace BankView.Bench.Fraud;

/// <summary>
/// How often the model that the application ships would ask one holder of several cards "Was this you?" over the years, and about how
/// many of the frauds; nobody answers, and nothing is known of merchants.
/// </summary>
internal static class FraudTimeline
{
    public static int Run(string path)
    {
        Console.WriteLine("year   payments  alerts  frauds  asked about");
        var years = Play(CardTimeline.ReadAll(path), FraudModel.Shipped).GroupBy(asked => asked.Labelled.Day.Year).OrderBy(year => year.Key).ToList();
        foreach (var year in years)
        {
            Print(year.Key.ToString(CultureInfo.InvariantCulture), [.. year]);
        }

        Print("all", [.. years.SelectMany(year => year)]);
        return 0;
    }

    /// <summary>Every payment in order, with its score.</summary>
    public static IEnumerable<(LabelledPayment Labelled, FraudScore Score)> Play(IEnumerable<LabelledPayment> payments, FraudModel model)
    {
        var cards = new Dictionary<long, CardHistory>();
        foreach (var labelled in payments)
        {
            if (!cards.TryGetValue(labelled.Card, out var card))
            {
                cards.Add(labelled.Card, card = new CardHistory(TimeZoneInfo.Utc));
            }

            // Money that comes back is not asked about, as in the application.
            if (labelled.Payment.SpentMinor > 0)
            {
                yield return (labelled, model.Score(card.Look(labelled.Payment)));
            }

            card.Add(labelled.Payment);
        }
    }

    private static void Print(string name, List<(LabelledPayment Labelled, FraudScore Score)> payments) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{name,-5}{payments.Count,10:N0}{payments.Count(one => one.Score.IsAlert),8:N0}{payments.Count(one => one.Labelled.IsFraud),8:N0}{payments.Count(one => one.Labelled.IsFraud && one.Score.IsAlert),13:N0}"));
}

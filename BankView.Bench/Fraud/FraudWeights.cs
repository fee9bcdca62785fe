using BankView.Data.Alerts.Fraud;

namespace BankView.Bench.Fraud;

/// <summary>Makes the weights that the application ships, from two made-up data sets and a little judgement; the same every time.</summary>
internal static class FraudWeights
{
    // The simulation has a hundred times as many payments, but only the timeline's are spread as people's are.
    private const double WeightOfTimeline = 20;
    private const double WeightOfSimulation = 0.1;

    // The years and weeks after these are for measuring.
    private static readonly DateOnly TimelineUntil = new(2010, 12, 31);
    private static readonly DateOnly SimulationFrom = new(2018, 5, 29);
    private static readonly DateOnly SimulationUntil = new(2018, 6, 15);

    /// <summary>
    /// So many alerts a year on the cards of the timeline's first years, of 1,100 payments a year: one in six weeks, and more alerts found
    /// few more of the frauds.
    /// </summary>
    private const double AlertsAYear = 9;

    private static readonly string[] Origin =
    [
        "# What each signal adds to the log-odds of fraud from a value on; made by BankView.Bench -- fraud-weights, not by hand.",
        "# Learned from IBM's TabFormer timeline of one holder until 2010 and the Fraud Detection Handbook's simulation of early June 2018;",
        "# what neither holds is judgement (BankView.Bench/Fraud/Judgement.cs). Alert: nine a year on the timeline's first years.",
    ];

    public static int Run(string data, string timeline, string path)
    {
        List<LabelledPayment> payments = [.. CardTimeline.ReadAll(timeline).TakeWhile(payment => payment.Day <= TimelineUntil)];
        var examples = new FraudExamples();
        AddTimeline(examples, payments);
        AddSimulation(examples, data);

        // The simulation calls whatever is above 220 fraud, and tells which payments were fine; people's statements do neither.
        examples.Forget(Signal.LargeAmount);
        examples.Forget(Signal.SinceMerchantFine);
        var model = Judgement.AddTo(BoostedStumps.Train(examples));
        var years = (payments[^1].At - payments[0].At).TotalDays / 365.25;
        List<double> scores = [.. FraudTimeline.Play(payments, model).Select(one => one.Score.LogOdds).OrderDescending()];
        var lines = FraudModelFile.Write(new FraudModel(model.Base, scores[(int)(AlertsAYear * years)], model.Tables)).ToList();
        lines.InsertRange(1, Origin);
        File.WriteAllLines(path, lines);
        return 0;
    }

    private static void AddTimeline(FraudExamples examples, List<LabelledPayment> payments)
    {
        var cards = new Dictionary<long, CardHistory>();
        foreach (var labelled in payments)
        {
            if (!cards.TryGetValue(labelled.Card, out var card))
            {
                cards.Add(labelled.Card, card = new CardHistory(TimeZoneInfo.Utc));
            }

            if (labelled.Payment.SpentMinor > 0)
            {
                examples.Add(card.Look(labelled.Payment), labelled.IsFraud);
            }

            card.Add(labelled.Payment);
        }

        examples.EndSource(WeightOfTimeline);
    }

    private static void AddSimulation(FraudExamples examples, string data)
    {
        var replay = new FraudReplay();
        foreach (var labelled in LabelledPayment.ReadAll(data).TakeWhile(payment => payment.Day <= SimulationUntil))
        {
            var findings = replay.Play(labelled);
            if (labelled.Day >= SimulationFrom)
            {
                examples.Add(findings, labelled.IsFraud);
            }
        }

        examples.EndSource(WeightOfSimulation);
    }
}

using System.Diagnostics;
using System.Globalization;

namespace BankView.Bench.Fraud;

/// <summary>
/// How well the engine finds fraud among labelled card payments, and how fast: it learns on the training days, and scores the test days
/// with what was known at each moment.
/// </summary>
internal static class FraudBench
{
    private const int Top = 100;

    public static int Run(FraudOptions options)
    {
        var payments = LabelledPayment.ReadAll(options.Data);
        var replay = new FraudReplay();
        var examples = new FraudExamples();
        var clock = Stopwatch.StartNew();
        foreach (var payment in payments.TakeWhile(payment => payment.Day <= options.TrainTo))
        {
            var findings = replay.Play(payment);
            if (payment.Day >= options.TrainFrom)
            {
                examples.Add(findings, payment.IsFraud);
            }
        }

        clock.Stop();
        examples.EndSource();
        var model = BoostedStumps.Train(examples);
        clock.Start();
        var scored = new List<ScoredPayment>();
        foreach (var payment in payments.SkipWhile(payment => payment.Day <= options.TrainTo).TakeWhile(payment => payment.Day <= options.TestTo))
        {
            var score = model.Score(replay.Play(payment));
            if (payment.Day >= options.TestFrom)
            {
                scored.Add(new ScoredPayment(payment.Id, payment.Card, payment.Day, score.LogOdds, payment.IsFraud));
            }
        }

        clock.Stop();
        Write(options.Scores, scored);
        Print(options, examples, scored, payments, payments.Count(payment => payment.Day <= options.TestTo) / clock.Elapsed.TotalSeconds);
        return 0;
    }

    private static void Print(FraudOptions options, FraudExamples examples, List<ScoredPayment> scored, List<LabelledPayment> payments, double aSecond)
    {
        var frauds = payments.Where(payment => payment.IsFraud && payment.Day >= options.TrainFrom).Select(payment => (payment.Card, payment.Day));
        List<ScoredPayment> counted = [.. FraudMeasures.WithoutKnownCards(scored, frauds, FraudReplay.LabelDelay.Days)];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            Learned from {examples.Count:N0} payments of {options.TrainFrom:yyyy-MM-dd} to {options.TrainTo:yyyy-MM-dd}, {examples.AreFraud.Count(isFraud => isFraud):N0} of them fraud.
            Scored {scored.Count:N0} payments of {options.TestFrom:yyyy-MM-dd} to {options.TestTo:yyyy-MM-dd}, {aSecond:N0} payments a second on one core.
                                  payments  fraud  AUC ROC  average precision  card precision@{Top}
            """));
        PrintRow("without known cards", counted);
        PrintRow("all cards", scored);
    }

    private static void PrintRow(string name, List<ScoredPayment> payments) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{name,-20}{payments.Count,10:N0}{payments.Count(payment => payment.IsFraud),7:N0}{FraudMeasures.AreaUnderCurve(payments),9:N3}{FraudMeasures.AveragePrecision(payments),19:N3}{FraudMeasures.CardPrecision(payments, Top),20:N3}"));

    private static void Write(string? path, List<ScoredPayment> scored)
    {
        if (path is null)
        {
            return;
        }

        using var writer = new StreamWriter(path);
        writer.Write("TRANSACTION_ID,score\n");
        foreach (var payment in scored)
        {
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"{payment.Id},{payment.Score:R}\n"));
        }
    }
}

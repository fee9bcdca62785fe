using BankView.Data.Alerts.Fraud;

namespace BankView.Bench.Fraud;

/// <summary>What a model learns from: the value of each signal of each payment, and whether it was fraud.</summary>
internal sealed class FraudExamples
{
    public List<bool> AreFraud { get; } = [];

    /// <summary>By signal, in the order of <see cref="AreFraud"/>; NaN where it could not be said.</summary>
    public List<double>[] Values { get; } = [.. Enumerable.Range(0, Findings.SignalCount).Select(_ => new List<double>())];

    /// <summary>How much each example counts.</summary>
    public List<double> Weights { get; } = [];

    /// <summary>The log-odds of each example before anything is known of it: those of all examples from the same source.</summary>
    public List<double> Starts { get; } = [];

    public int Count => AreFraud.Count;

    public void Add(Findings findings, bool isFraud)
    {
        AreFraud.Add(isFraud);
        for (var signal = 0; signal < Values.Length; signal++)
        {
            Values[signal].Add(findings[(Signal)signal].Value);
        }
    }

    /// <summary>
    /// What was added since the last source is one source: how common fraud is in it is no signal, or whatever tells sources apart would
    /// be learned as one.
    /// </summary>
    public void EndSource(double weight = 1)
    {
        var begin = Starts.Count;
        var share = (AreFraud.Skip(begin).Count(isFraud => isFraud) + 1.0) / (Count - begin + 2.0);
        Starts.AddRange(Enumerable.Repeat(Math.Log(share / (1 - share)), Count - begin));
        Weights.AddRange(Enumerable.Repeat(weight, Count - begin));
    }

    /// <summary>Nothing is to be learned of this signal.</summary>
    public void Forget(Signal signal) => Values[(int)signal] = [.. Enumerable.Repeat(double.NaN, Count)];
}

using BankView.Data.Alerts.Fraud;

namespace BankView.Bench.Fraud;

/// <summary>What a model learns from: the value of each signal of each payment, and whether it was fraud.</summary>
internal sealed class FraudExamples
{
    public List<bool> AreFraud { get; } = [];

    /// <summary>By signal, in the order of <see cref="AreFraud"/>; NaN where it could not be said.</summary>
    public List<double>[] Values { get; } = [.. Enumerable.Range(0, Findings.SignalCount).Select(_ => new List<double>())];

    public int Count => AreFraud.Count;

    public void Add(Findings findings, bool isFraud)
    {
        AreFraud.Add(isFraud);
        for (var signal = 0; signal < Values.Length; signal++)
        {
            Values[signal].Add(findings[(Signal)signal].Value);
        }
    }
}

namespace BankView.Data.Alerts.Fraud;

/// <summary>
/// One signal of one payment: the number that the model reads, and the figures that tell people why. Which figures a signal has is said
/// at <see cref="Fraud.Signal"/>; the others are zero.
/// </summary>
public readonly record struct Finding
{
    public required Signal Signal { get; init; }

    /// <summary>What the model reads; NaN where it can not be said, as with too little history.</summary>
    public required double Value { get; init; }

    /// <summary>How many times the usual: 4.2.</summary>
    public double Ratio { get; init; }

    /// <summary>What is usual, in minor units of the payment's currency.</summary>
    public long UsualMinor { get; init; }

    /// <summary>How many, this payment included where it is one of them.</summary>
    public int Count { get; init; }

    /// <summary>Among how many.</summary>
    public int Of { get; init; }

    /// <summary>Within what time.</summary>
    public TimeSpan Within { get; init; }

    public bool IsKnown => !double.IsNaN(Value);

    /// <summary>Nothing can be said about it.</summary>
    public static Finding Unknown(Signal signal) => new() { Signal = signal, Value = double.NaN };
}

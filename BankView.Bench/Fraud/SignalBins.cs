namespace BankView.Bench.Fraud;

/// <summary>The values of one signal put into at most <see cref="Most"/> bins of about as many examples each; the last bin is for absent ones.</summary>
internal sealed class SignalBins
{
    public const int Most = 64;

    private SignalBins(double[] from, byte[] binOf)
    {
        From = from;
        BinOf = binOf;
    }

    /// <summary>Where each bin begins, ascending.</summary>
    public double[] From { get; }

    /// <summary>By example.</summary>
    public byte[] BinOf { get; }

    public int Absent => From.Length;

    public static SignalBins Of(IReadOnlyList<double> values)
    {
        double[] sorted = [.. values.Where(value => !double.IsNaN(value)).Order()];
        double[] from = sorted.Length == 0
            ? []
            : [.. Enumerable.Range(0, Most).Select(i => sorted[(int)((long)i * sorted.Length / Most)])
                .Concat(Tail(sorted)).Distinct().Order()];
        return new SignalBins(from, [.. values.Select(value => double.IsNaN(value) ? (byte)from.Length : BinIn(from, value))]);
    }

    /// <summary>Fraud is rare and sits at the end, where equal bins would lump it together.</summary>
    private static IEnumerable<double> Tail(double[] sorted) =>
        Enumerable.Range(1, Most).Select(i => sorted[^Math.Max(1, sorted.Length / Most * i / Most)]);

    private static byte BinIn(double[] from, double value)
    {
        var at = Array.BinarySearch(from, value);
        return (byte)Math.Max(0, at >= 0 ? at : ~at - 1);
    }
}

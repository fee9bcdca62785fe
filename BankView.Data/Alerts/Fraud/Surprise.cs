namespace BankView.Data.Alerts.Fraud;

/// <summary>How surprising something is, as a number that grows with it and has an end.</summary>
internal static class Surprise
{
    private const double Most = 12;

    /// <summary>−log₁₀ of the chance of so many events or more where so many are expected (Poisson); 0 for none.</summary>
    public static double OfAtLeast(int count, double expected)
    {
        if (count <= 0 || expected >= count)
        {
            return 0;
        }

        var chance = 1.0;
        for (var i = 1; i <= count && chance > 1e-30; i++)
        {
            chance *= expected / i;
        }

        // The terms beyond the first fall at least as fast as a geometric row.
        var tail = chance * Math.Exp(-expected) / (1 - expected / (count + 1));
        return Math.Clamp(-Math.Log10(tail), 0, Most);
    }

    /// <summary>−log₂ of a share among what was seen, one more of each of two outcomes being imagined; 0 for what is nearly always so.</summary>
    public static double OfShare(int count, int of) => -Math.Log2((count + 1.0) / (of + 2.0));
}

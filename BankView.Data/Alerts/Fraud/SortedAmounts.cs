namespace BankView.Data.Alerts.Fraud;

/// <summary>Amounts of one currency in order of size, for exact medians while payments come and go. Minor units, all above zero.</summary>
internal sealed class SortedAmounts
{
    private long[] _sorted = new long[8];

    public int Count { get; private set; }

    /// <summary>Wider than long, so that no sum of amounts overflows.</summary>
    public Int128 Sum { get; private set; }

    /// <summary>The middle one, or halfway between the two middle ones, rounded down; 0 without any.</summary>
    public long Median => Count == 0 ? 0 : Lower + (Upper - Lower) / 2;

    private long Lower => _sorted[(Count - 1) / 2];

    private long Upper => _sorted[Count / 2];

    public void Add(long amount)
    {
        if (Count == _sorted.Length)
        {
            Array.Resize(ref _sorted, Count * 2);
        }

        var at = PlaceOf(amount);
        Array.Copy(_sorted, at, _sorted, at + 1, Count - at);
        _sorted[at] = amount;
        Count++;
        Sum += amount;
    }

    public void Remove(long amount)
    {
        var at = PlaceOf(amount);
        Array.Copy(_sorted, at + 1, _sorted, at, Count - at - 1);
        Count--;
        Sum -= amount;
    }

    public void Clear() => (Count, Sum) = (0, 0);

    /// <summary>The amount that this share of all stays at or under.</summary>
    public long Quantile(double share) => _sorted[Math.Clamp((int)Math.Ceiling(share * Count) - 1, 0, Count - 1)];

    /// <summary>The median absolute deviation from the median; 0 without any.</summary>
    public long Deviation()
    {
        var median = Median;
        var (below, above) = (PlaceOf(median) - 1, PlaceOf(median));
        var deviation = 0L;
        // From the median outwards, the nearer one first, until half of all are passed.
        for (var passed = 0; passed <= Count / 2 && passed < Count; passed++)
        {
            deviation = below < 0 || (above < Count && _sorted[above] - median <= median - _sorted[below])
                ? _sorted[above++] - median
                : median - _sorted[below--];
        }

        return deviation;
    }

    private int PlaceOf(long amount)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _sorted[middle] < amount ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}

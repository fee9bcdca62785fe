using BankView.Data.Alerts.Fraud;

namespace BankView.Bench.Fraud;

/// <summary>What is known by now of the past payments at one merchant, or on one card; told in order of the payments.</summary>
internal sealed class KnownLabels
{
    private readonly Queue<DateTimeOffset> _frauds = new();
    private DateTimeOffset? _lastFine;
    private DateTimeOffset? _run;
    private int _runCount;

    public void Tell(DateTimeOffset paidAt, bool isFraud)
    {
        if (isFraud)
        {
            _frauds.Enqueue(paidAt);
            _run ??= paidAt;
            _runCount++;
        }
        else
        {
            _lastFine = paidAt;
            _run = null;
            _runCount = 0;
        }
    }

    /// <summary>
    /// The frauds since the last payment known to be fine: after one, the run is over. <paramref name="now"/> never goes back.
    /// </summary>
    public MerchantReports At(DateTimeOffset now)
    {
        while (_frauds.TryPeek(out var first) && now - first > MerchantReports.Window)
        {
            _frauds.Dequeue();
        }

        return _run is { } run && _frauds.Count > 0
            ? new MerchantReports { Count = _runCount, SinceFirst = now - run, SinceFine = now - _lastFine }
            : new MerchantReports { SinceFine = now - _lastFine };
    }

    /// <summary>All frauds within the window before <paramref name="now"/>.</summary>
    public int CountAt(DateTimeOffset now)
    {
        At(now);
        return _frauds.Count;
    }
}

using System.Runtime.InteropServices;

namespace BankView.Data.Alerts.Fraud;

/// <summary>The payments of one card in order, and what is counted of them up to one moment.</summary>
internal sealed class PaymentTimeline
{
    private readonly List<PastPayment> _payments = [];
    private readonly HistoryWindow[] _windows;
    private int _next;
    private long _now = long.MinValue;

    public PaymentTimeline() => _windows = [Month, Quarter, Habits];

    public AmountWindow Month { get; } = new(TimeSpan.FromDays(30));

    public AmountWindow Quarter { get; } = new(TimeSpan.FromDays(90));

    public HabitWindow Habits { get; } = new(CardHistory.Memory);

    /// <summary>Payments up to the moment, oldest first.</summary>
    public ReadOnlySpan<PastPayment> Past => CollectionsMarshal.AsSpan(_payments)[.._next];

    /// <summary>From the first payment inside a window until the moment, at most as long as the window is.</summary>
    public TimeSpan Known(HistoryWindow window) =>
        window.First == _next ? TimeSpan.Zero : TimeSpan.FromTicks(_now - _payments[window.First].Ticks);

    public void Add(in PastPayment payment)
    {
        var at = PlaceOf(payment);
        _payments.Insert(at, payment);
        if (at < _next)
        {
            // Into the past that is already counted.
            _next++;
            foreach (var window in _windows)
            {
                if (at < window.First)
                {
                    window.First++;
                }
                else
                {
                    window.Enter(payment);
                }
            }
        }

        if (_payments.Count == CardHistory.MostPayments * 2)
        {
            _payments.RemoveRange(0, CardHistory.MostPayments);
            Restart();
        }
    }

    /// <summary>Counts what is not later than the moment. Moments that come in order cost next to nothing.</summary>
    public void MoveTo(long ticks)
    {
        if (ticks < _now)
        {
            Restart();
        }

        _now = ticks;
        var payments = CollectionsMarshal.AsSpan(_payments);
        for (; _next < payments.Length && payments[_next].Ticks <= ticks; _next++)
        {
            foreach (var window in _windows)
            {
                window.Enter(payments[_next]);
            }
        }

        foreach (var window in _windows)
        {
            while (window.First < _next && payments[window.First].Ticks <= ticks - window.Span.Ticks)
            {
                window.Leave(payments[window.First++]);
            }
        }
    }

    private void Restart()
    {
        (_next, _now) = (0, long.MinValue);
        foreach (var window in _windows)
        {
            window.Clear();
        }
    }

    private int PlaceOf(in PastPayment payment)
    {
        // Nearly always the newest.
        if (_payments.Count == 0 || PastPaymentOrder.Instance.Compare(_payments[^1], payment) <= 0)
        {
            return _payments.Count;
        }

        var place = _payments.BinarySearch(payment, PastPaymentOrder.Instance);
        return place < 0 ? ~place : place;
    }
}

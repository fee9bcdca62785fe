namespace BankView.Data.Alerts.Fraud;

/// <summary>What is counted of the payments of some last time; payments enter and leave as the time moves on.</summary>
internal abstract class HistoryWindow(TimeSpan span)
{
    public TimeSpan Span { get; } = span;

    /// <summary>Place in the history of the first payment inside.</summary>
    public int First { get; set; }

    public abstract void Enter(in PastPayment payment);

    public abstract void Leave(in PastPayment payment);

    public virtual void Clear() => First = 0;
}

/// <summary>Amounts by currency, which are never compared across currencies.</summary>
internal sealed class AmountWindow(TimeSpan span) : HistoryWindow(span)
{
    private readonly List<(Currency Currency, SortedAmounts Amounts)> _currencies = [];

    /// <summary>In all currencies, those of nothing included.</summary>
    public int Payments { get; private set; }

    public SortedAmounts Of(Currency currency)
    {
        foreach (var (known, amounts) in _currencies)
        {
            if (known == currency)
            {
                return amounts;
            }
        }

        var added = new SortedAmounts();
        _currencies.Add((currency, added));
        return added;
    }

    public override void Enter(in PastPayment payment)
    {
        Payments++;
        // A card that was only looked at says nothing about what its holder pays.
        if (payment.SpentMinor > 0)
        {
            Of(payment.Currency).Add(payment.SpentMinor);
        }
    }

    public override void Leave(in PastPayment payment)
    {
        Payments--;
        if (payment.SpentMinor > 0)
        {
            Of(payment.Currency).Remove(payment.SpentMinor);
        }
    }

    public override void Clear()
    {
        base.Clear();
        Payments = 0;
        _currencies.Clear();
    }
}

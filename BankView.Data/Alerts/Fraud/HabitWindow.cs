using System.Runtime.InteropServices;
using BankView.Data.Sealing;

namespace BankView.Data.Alerts.Fraud;

/// <summary>Where, when and in which currencies a card pays: how many payments of each.</summary>
internal sealed class HabitWindow(TimeSpan span) : HistoryWindow(span)
{
    private const int HoursADay = 24;

    private readonly Dictionary<Tag, int> _merchants = [];
    private readonly Dictionary<string, int> _countries = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<Currency, int> _currencies = [];
    private readonly int[] _hours = new int[HoursADay];

    public int Payments { get; private set; }

    public int WithCountry { get; private set; }

    public int WithHour { get; private set; }

    public int At(Tag merchant) => _merchants.GetValueOrDefault(merchant);

    public int In(string country) => _countries.GetValueOrDefault(country);

    public int In(Currency currency) => _currencies.GetValueOrDefault(currency);

    /// <summary>Payments in that hour of the day, the one before and the one after.</summary>
    public int Around(int hour) =>
        _hours[(hour + HoursADay - 1) % HoursADay] + _hours[hour] + _hours[(hour + 1) % HoursADay];

    public override void Enter(in PastPayment payment) => Count(payment, 1);

    public override void Leave(in PastPayment payment) => Count(payment, -1);

    public override void Clear()
    {
        base.Clear();
        (Payments, WithCountry, WithHour) = (0, 0, 0);
        _merchants.Clear();
        _countries.Clear();
        _currencies.Clear();
        Array.Clear(_hours);
    }

    private void Count(in PastPayment payment, int change)
    {
        Payments += change;
        Change(_merchants, payment.Merchant, change);
        Change(_currencies, payment.Currency, change);
        if (payment.Country is { } country)
        {
            WithCountry += change;
            Change(_countries, country, change);
        }

        if (payment.Hour != PastPayment.NoHour)
        {
            WithHour += change;
            _hours[payment.Hour] += change;
        }
    }

    private static void Change<TKey>(Dictionary<TKey, int> counts, TKey key, int change) where TKey : notnull
    {
        ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(counts, key, out _);
        count += change;
        if (count == 0)
        {
            counts.Remove(key);
        }
    }
}

using BankView.Data.Sealing;

namespace BankView.Data.Alerts.Fraud;

/// <summary>A payment as a history remembers it.</summary>
internal readonly record struct PastPayment
{
    public const int NoHour = -1;

    public required long Ticks { get; init; }

    public required long SpentMinor { get; init; }

    public required Currency Currency { get; init; }

    public required Tag Merchant { get; init; }

    public required string? Country { get; init; }

    /// <summary>0 to 23 where the card's holder lives; <see cref="NoHour"/> when only the day is known.</summary>
    public required int Hour { get; init; }
}

/// <summary>By time, and among equal times in an order that does not depend on which was fed first.</summary>
internal sealed class PastPaymentOrder : IComparer<PastPayment>
{
    public static PastPaymentOrder Instance { get; } = new();

    public int Compare(PastPayment x, PastPayment y)
    {
        var order = x.Ticks.CompareTo(y.Ticks);
        order = order != 0 ? order : x.SpentMinor.CompareTo(y.SpentMinor);
        order = order != 0 ? order : x.Currency.CompareTo(y.Currency);
        order = order != 0 ? order : x.Merchant.Value.CompareTo(y.Merchant.Value);
        order = order != 0 ? order : x.Hour.CompareTo(y.Hour);
        return order != 0 ? order : string.CompareOrdinal(x.Country, y.Country);
    }
}

using System.Globalization;
using BankView.Data.Database;
using BankView.Data.Sealing;
using Dapper;

namespace BankView.Data.Transactions;

/// <summary>Limits a list to some merchants, and to what is not older than <paramref name="Floor"/>.</summary>
internal sealed record MerchantWindow(IReadOnlyList<Tag> Merchants, DateTimeOffset Floor)
{
    public const int MostMerchants = 64;

    // The number of parameters is rounded up, so that there are seven such statements and not sixty-four.
    private int Places => (int)uint.Max(1, System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Merchants.Count));

    public string Sql => $" AND t.occurred_at >= @floor AND t.merchant_tag IN ({string.Join(", ", Enumerable.Range(0, Places).Select(Name))})";

    public void AddTo(DynamicParameters parameters)
    {
        parameters.Add("floor", Instant.ToText(Floor));
        for (var place = 0; place < Places; place++)
        {
            parameters.Add(Name(place), Merchants[int.Min(place, Merchants.Count - 1)]);
        }
    }

    private static string Name(int place) => $"@merchant{place.ToString(CultureInfo.InvariantCulture)}";
}

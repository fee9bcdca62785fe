using System.Globalization;
using BankView.Data;

namespace BankView.Web.Imports;

/// <summary>The currency of a reader's country, for a file that names none; the preview says that it was assumed.</summary>
internal static class AssumedCurrency
{
    public static Currency Of(CultureInfo culture) => culture.IsNeutralCulture
        ? Currency.Parse(string.Equals(culture.Name, "de", StringComparison.Ordinal) ? "EUR" : "USD")
        : Currency.TryParse(new RegionInfo(culture.Name).ISOCurrencySymbol, out var home) ? home : Currency.Parse("USD");
}

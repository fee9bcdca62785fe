using System.Globalization;
using BankView.Data;

namespace BankView.Web.Ui;

/// <summary>Amounts as people read them: the reader's locale, the currency's own symbol and digits, a true minus sign.</summary>
public static class MoneyFormat
{
    private const char Minus = '\u2212';
    private const char FixedSpace = '\u00A0';

    private static readonly Dictionary<string, string> Symbols = new(StringComparer.Ordinal)
    {
        ["USD"] = "$",
        ["EUR"] = "€",
        ["GBP"] = "£",
        ["JPY"] = "¥",
        ["INR"] = "₹",
        ["KRW"] = "₩",
        ["ILS"] = "₪",
        ["VND"] = "₫",
        ["CAD"] = "CA$",
        ["AUD"] = "A$",
        ["NZD"] = "NZ$",
        ["MXN"] = "MX$",
        ["BRL"] = "R$",
        ["HKD"] = "HK$",
    };

    /// <summary>"−$1,234.56" or "−1.234,56 €"; with <paramref name="showPlus"/> money in starts with "+".</summary>
    public static string Format(Money money, CultureInfo culture, bool showPlus = false)
    {
        var number = (NumberFormatInfo)culture.NumberFormat.Clone();
        number.NumberDecimalSeparator = number.CurrencyDecimalSeparator;
        number.NumberGroupSeparator = number.CurrencyGroupSeparator;
        var digits = Math.Abs(money.ToDecimal()).ToString($"N{money.Currency.Exponent}", number);
        var sign = money.MinorUnits switch { < 0 => Minus.ToString(), > 0 when showPlus => "+", _ => "" };
        return sign + Join(Symbol(money.Currency, culture), digits, number.CurrencyPositivePattern);
    }

    // The patterns are .NET's: 0 "$n", 1 "n$", 2 "$ n", 3 "n $". A symbol that ends in a letter never touches the digits.
    private static string Join(string symbol, string digits, int pattern) => pattern switch
    {
        1 or 3 => $"{digits}{FixedSpace}{symbol}",
        0 when !char.IsLetter(symbol[^1]) => symbol + digits,
        _ => $"{symbol}{FixedSpace}{digits}",
    };

    // At home a currency needs no country: in Canada "$" is the Canadian dollar, and the American one says so.
    internal static string Symbol(Currency currency, CultureInfo culture)
    {
        var home = culture.IsNeutralCulture ? null : new RegionInfo(culture.Name).ISOCurrencySymbol;
        var homeIsDollar = home is not (null or "USD") && culture.NumberFormat.CurrencySymbol is "$";
        return currency.Code switch
        {
            var code when string.Equals(code, home, StringComparison.Ordinal) => culture.NumberFormat.CurrencySymbol,
            "USD" when homeIsDollar => "US$",
            var code => Symbols.GetValueOrDefault(code, code),
        };
    }
}

using System.Globalization;

namespace BankView.Web.Transactions;

/// <summary>An amount somebody typed, in major units, and whether they typed a sign.</summary>
public readonly record struct TypedAmount(decimal Amount, bool HasSign);

/// <summary>Reads amounts as the viewer writes them: "1,234.56" in English, "1.234,56 €" in German, with or without sign and currency.</summary>
public static class AmountReading
{
    private const int MostDigits = 15;

    /// <summary>Null when it is no amount in that format. "1,23" in English is none: groups have three digits.</summary>
    public static TypedAmount? Read(string text, CultureInfo culture)
    {
        var rest = text.Trim();
        var hasSign = rest.Length > 0 && rest[0] is '+' or '-' or '−' or '–';
        var isNegative = hasSign && rest[0] is not '+';
        rest = TrimCurrency(hasSign ? rest[1..] : rest);

        var point = culture.NumberFormat.CurrencyDecimalSeparator;
        var at = rest.LastIndexOf(point, StringComparison.Ordinal);
        var (whole, fraction) = at < 0 ? (rest, "") : (rest[..at], rest[(at + point.Length)..]);
        if (JoinGroups(whole, culture) is not { } digits || !fraction.All(char.IsAsciiDigit) || digits.Length + fraction.Length is 0 or > MostDigits)
        {
            return null;
        }

        var amount = decimal.Parse($"{digits}.{fraction}0", NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        return new TypedAmount(isNegative ? -amount : amount, hasSign);
    }

    // "€", "$" and codes of three letters stand before or after.
    private static string TrimCurrency(string text)
    {
        var trimmed = text.Trim().Trim('$', '€', '£', '¥', '₹').Trim();
        return trimmed.Length > 3 && trimmed[..3].All(char.IsAsciiLetter) ? trimmed[3..].TrimStart()
            : trimmed.Length > 3 && trimmed[^3..].All(char.IsAsciiLetter) ? trimmed[..^3].TrimEnd()
            : trimmed;
    }

    private static string? JoinGroups(string whole, CultureInfo culture)
    {
        string[] signs = [culture.NumberFormat.CurrencyGroupSeparator, culture.NumberFormat.NumberGroupSeparator, " ", "\u00A0", "\u202F", "'", "’"];
        var groups = whole.Split(signs, StringSplitOptions.None);
        var isGrouped = groups.Length == 1 || (groups[0].Length is > 0 and <= 3 && groups.Skip(1).All(group => group.Length == 3));
        return isGrouped && groups.All(group => group.All(char.IsAsciiDigit)) ? string.Concat(groups) : null;
    }
}

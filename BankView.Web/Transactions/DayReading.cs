using System.Globalization;

namespace BankView.Web.Transactions;

/// <summary>Reads days as people type them: "3 Nov", "Nov 3", "3.11.", "11/3" or "3/11" by the viewer's order, "2026-11-03".</summary>
public static class DayReading
{
    private const int LongestDay = 24;

    // 29 February comes back after eight years at the latest.
    private const int YearsBack = 8;

    private static readonly string[] Anywhere = ["yyyy-MM-dd", "d MMM yyyy", "d MMMM yyyy", "MMM d yyyy", "MMMM d yyyy", "d.M.yyyy", "d.M.yy"];
    private static readonly string[] MonthFirst = [.. Anywhere, "M/d/yyyy", "M/d/yy"];
    private static readonly string[] DayFirst = [.. Anywhere, "d/M/yyyy", "d/M/yy"];

    /// <summary>Null when it is no day. Without a year the latest such day that is not after <paramref name="today"/> is meant.</summary>
    public static DateOnly? Read(string text, DateOnly today, CultureInfo culture)
    {
        // A month alone would find its first day, which nobody means by it.
        if (text.Length > LongestDay || !text.Any(char.IsAsciiDigit))
        {
            return null;
        }

        // "3. Nov." and "Nov 3, 2026": beside a month's name dots and commas say nothing.
        var plain = text.Any(char.IsLetter) ? text.Replace(".", " ", StringComparison.Ordinal).Replace(",", " ", StringComparison.Ordinal) : text;
        return Parse(plain, culture) ?? (BeforeYear(plain.TrimEnd(), culture) is { } start
            ? Enumerable.Range(0, YearsBack + 1)
                .Select(back => Parse($"{start}{today.Year - back:D4}", culture))
                .FirstOrDefault(day => day <= today)
            : null);
    }

    // What stands before a year that was left out; null when it is no day without one.
    private static string? BeforeYear(string text, CultureInfo culture) => text switch
    {
        _ when text.Any(char.IsLetter) => text + " ",
        _ when text.Contains('/', StringComparison.Ordinal) => text + "/",
        [.., '.'] => text,
        // "3.11" is an amount where a point parts the cents.
        _ when text.Contains('.', StringComparison.Ordinal) && culture.NumberFormat.CurrencyDecimalSeparator is not "." => text + ".",
        _ => null,
    };

    private static DateOnly? Parse(string text, CultureInfo culture)
    {
        var formats = culture.DateTimeFormat.ShortDatePattern.StartsWith('M') ? MonthFirst : DayFirst;
        var isDay = DateOnly.TryParseExact(text, formats, culture, DateTimeStyles.AllowWhiteSpaces, out var day)
            || DateOnly.TryParseExact(text, formats, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out day);
        return isDay && day.Year is > 1900 and < 3000 ? day : null;
    }
}

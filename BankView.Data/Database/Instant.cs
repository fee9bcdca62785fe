using System.Globalization;

namespace BankView.Data.Database;

/// <summary>
/// Instants and days as they stand in columns: ISO 8601 in UTC, always the same width, so that text order is time order on both
/// databases: <c>2026-11-03T14:05:09.120Z</c> and <c>2026-11-03</c>.
/// </summary>
internal static class Instant
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public static string ToText(DateTimeOffset instant) => instant.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);

    public static string ToText(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <exception cref="FormatException">Not what <see cref="ToText(DateTimeOffset)"/> writes.</exception>
    public static DateTimeOffset Parse(string text)
    {
        if (text.Length != 24 || text[10] != 'T' || text[23] != 'Z')
        {
            throw new FormatException($"'{text}' is not an instant.");
        }

        // Read by position: lists read thousands of these, and the general parser takes ten times as long.
        return new DateTimeOffset(Digits(text, 0, 4), Digits(text, 5, 2), Digits(text, 8, 2), Digits(text, 11, 2), Digits(text, 14, 2),
            Digits(text, 17, 2), Digits(text, 20, 3), TimeSpan.Zero);
    }

    /// <exception cref="FormatException">Not what <see cref="ToText(DateOnly)"/> writes.</exception>
    public static DateOnly ParseDay(string text) => text.Length == 10
        ? new DateOnly(Digits(text, 0, 4), Digits(text, 5, 2), Digits(text, 8, 2))
        : throw new FormatException($"'{text}' is not a day.");

    private static int Digits(string text, int start, int count)
    {
        var value = 0;
        foreach (var digit in text.AsSpan(start, count))
        {
            value = char.IsAsciiDigit(digit) ? (value * 10) + (digit - '0') : throw new FormatException($"'{text}' is not a time.");
        }

        return value;
    }
}

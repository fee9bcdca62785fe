using System.Globalization;

namespace BankView.Data.Statements.Csv;

/// <summary>Reads the time after a day: "12:34", "12:34:56.789Z", "3:04 PM", "12:34:56 +0200", "123456".</summary>
internal static class TimeText
{
    /// <summary>
    /// A time without an offset is taken to be of <paramref name="zone"/>. Midnight to the second without an offset is how many
    /// banks write "no time", so it stays a day.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<char> text, DateOnly day, TimeZoneInfo zone, out BankTime when)
    {
        when = default;
        if (!TryReadClock(ref text, out var time) || !TryReadOffset(text.Trim(), out var offset))
        {
            return false;
        }

        var local = day.ToDateTime(time);
        if (offset is null && time == TimeOnly.MinValue)
        {
            when = BankTime.OnDay(day);
            return true;
        }

        when = BankTime.AtInstant(new DateTimeOffset(local, offset ?? zone.GetUtcOffset(local)));
        return true;
    }

    private static bool TryReadClock(ref ReadOnlySpan<char> text, out TimeOnly time)
    {
        Span<int> parts = stackalloc int[3];
        parts.Clear();
        var (count, packed) = (0, text.Length >= 6 && text[..6].IndexOfAnyExceptInRange('0', '9') < 0);
        for (; count < 3 && text.Length > 0 && char.IsAsciiDigit(text[0]); count++)
        {
            var digits = text.Length > 1 && char.IsAsciiDigit(text[1]) ? 2 : 1;
            parts[count] = int.Parse(text[..digits], CultureInfo.InvariantCulture);
            text = text[digits..];
            if (!packed && count < 2 && text.Length > 0 && text[0] is ':' or '.')
            {
                text = text[1..];
            }
        }

        if (text is ['.' or ',', ..])
        {
            text = text[1..].TrimStart("0123456789");
        }

        var rest = text.Trim();
        if (rest.StartsWith("PM", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("AM", StringComparison.OrdinalIgnoreCase))
        {
            parts[0] = (parts[0] % 12) + (rest[0] is 'P' or 'p' ? 12 : 0);
            text = rest[2..];
        }

        var valid = count >= 2 && parts[0] < 24 && parts[1] < 60 && parts[2] < 60;
        time = valid ? new TimeOnly(parts[0], parts[1], parts[2]) : default;
        return valid;
    }

    private static bool TryReadOffset(ReadOnlySpan<char> text, out TimeSpan? offset)
    {
        offset = null;
        if (text.IsEmpty)
        {
            return true;
        }

        if (text is "Z" or "z" or "UTC" or "GMT")
        {
            offset = TimeSpan.Zero;
            return true;
        }

        var shaped = (text.Length == 5 || (text.Length == 6 && text[3] == ':')) && (text[0] is '+' or '-');
        if (!shaped || !int.TryParse(text[1..3], NumberStyles.None, CultureInfo.InvariantCulture, out var hours) || hours > 13
            || !int.TryParse(text[^2..], NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) || minutes > 59)
        {
            return false;
        }

        var size = new TimeSpan(hours, minutes, 0);
        offset = text[0] == '-' ? -size : size;
        return true;
    }
}

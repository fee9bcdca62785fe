namespace BankView.Data.Statements.Csv;

/// <summary>
/// Reads days and instants as banks write them: "27.02.2018", "2/7/18", "180227", "20180227", "27 Feb 2018", "01Mar2018",
/// "2018-02-25 12:34:56 +0000". Two-digit years from 70 on are of the last century.
/// </summary>
internal static class DateText
{
    private static readonly (string Name, int Month)[] Months =
    [
        ("jan", 1), ("feb", 2), ("fev", 2), ("fév", 2), ("mar", 3), ("mär", 3), ("mrt", 3), ("maa", 3), ("apr", 4), ("avr", 4),
        ("may", 5), ("mai", 5), ("mei", 5), ("juin", 6), ("jun", 6), ("juil", 7), ("jul", 7), ("aug", 8), ("aou", 8), ("aoû", 8),
        ("sep", 9), ("oct", 10), ("okt", 10), ("nov", 11), ("dec", 12), ("dez", 12), ("déc", 12),
    ];

    public static bool TryRead(ReadOnlySpan<char> text, DateOrder order, TimeZoneInfo zone, out BankTime when)
    {
        when = default;
        if (!TryReadDay(text, order, out var day, out var used))
        {
            return false;
        }

        var rest = text[used..].TrimStart(" T,.");
        if (rest.IsEmpty)
        {
            when = BankTime.OnDay(day);
            return true;
        }

        return TimeText.TryRead(rest, day, zone, out when);
    }

    /// <summary>The day that <paramref name="text"/> begins with, and how many characters it took.</summary>
    public static bool TryReadDay(ReadOnlySpan<char> text, DateOrder order, out DateOnly day, out int used)
    {
        used = 0;
        Span<(int Value, int Digits)> parts = stackalloc (int, int)[3];
        for (var i = 0; i < 3; i++)
        {
            while (i > 0 && used < text.Length && text[used] is '.' or '/' or '-' or ' ' or ',')
            {
                used++;
            }

            var part = ReadPart(text[used..], out parts[i]);
            if (part == 0)
            {
                day = default;
                return false;
            }

            used += part;
            if (i == 0 && parts[0].Digits is 6 or 8 or 14)
            {
                used -= parts[0].Digits == 14 ? 6 : 0;
                return TryReadPacked(text[..used], order, out day);
            }
        }

        return TryMake(parts, order, out day);
    }

    public static bool TryMakeDay(int year, int month, int day, out DateOnly date)
    {
        var exists = year is >= 1000 and <= 2199 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);
        date = exists ? new DateOnly(year, month, day) : default;
        return exists;
    }

    /// <summary>Digits, or the name of a month (Digits = 0).</summary>
    private static int ReadPart(ReadOnlySpan<char> text, out (int Value, int Digits) part)
    {
        var length = 0;
        while (length < text.Length && length < 15 && char.IsAsciiDigit(text[length]))
        {
            length++;
        }

        if (length > 0)
        {
            part = (length <= 4 ? int.Parse(text[..length], System.Globalization.CultureInfo.InvariantCulture) : 0, length);
            return length;
        }

        while (length < text.Length && length < 10 && char.IsLetter(text[length]))
        {
            length++;
        }

        foreach (var (name, month) in Months)
        {
            if (length >= 3 && text[..length].StartsWith(name, StringComparison.OrdinalIgnoreCase))
            {
                part = (month, 0);
                return length;
            }
        }

        part = default;
        return 0;
    }

    private static bool TryReadPacked(ReadOnlySpan<char> digits, DateOrder order, out DateOnly day)
    {
        var yearDigits = digits.Length - 4;
        ReadOnlySpan<int> lengths = order == DateOrder.YearFirst ? [yearDigits, 2, 2] : [2, 2, yearDigits];
        Span<(int Value, int Digits)> parts = stackalloc (int, int)[3];
        for (var i = 0; i < 3; i++)
        {
            ReadPart(digits[..lengths[i]], out parts[i]);
            digits = digits[lengths[i]..];
        }

        return TryMake(parts, order, out day);
    }

    private static bool TryMake(ReadOnlySpan<(int Value, int Digits)> parts, DateOrder order, out DateOnly day)
    {
        var yearFirst = parts[0].Digits >= 3 || (order == DateOrder.YearFirst && parts[1].Digits > 0 && parts[2].Digits <= 2);
        var (year, month, dayPart) = (yearFirst, parts[0].Digits == 0, order) switch
        {
            (true, _, _) => (parts[0], parts[1], parts[2]),
            (_, true, _) => (parts[2], parts[0], parts[1]),
            (_, _, DateOrder.MonthFirst) when parts[1].Digits > 0 => (parts[2], parts[0], parts[1]),
            _ => (parts[2], parts[1], parts[0]),
        };
        var full = year.Digits == 2 ? year.Value + (year.Value >= 70 ? 1900 : 2000) : year.Value;
        day = default;
        return year.Digits is 2 or 4 && month.Digits <= 2 && dayPart.Digits is 1 or 2
            && TryMakeDay(full, month.Value, dayPart.Value, out day);
    }
}

using System.Globalization;

namespace BankView.Data.Statements.Ofx;

/// <summary>
/// Dates as OFX writes them (2.3, section 3.2.8.2): <c>YYYYMMDD[HHMMSS[.XXX]][[offset[:zone]]]</c>; without a zone it is GMT. ISO
/// 8601 is read too, since some banks send it. Fractions of a second are left away.
/// </summary>
internal static class OfxTime
{
    private static readonly string[] IsoForms =
        ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss"];

    /// <summary>
    /// False when not even the day can be read. Noon and midnight on the bank's own clock are what banks write when they know the
    /// day only, so they are a day; so is a time that is impossible or in a zone that nobody knows, as its day is certain still.
    /// </summary>
    public static bool TryRead(string? text, out BankTime time)
    {
        time = default;
        if (text is null || text.Length > 64)
        {
            return false;
        }

        if (text is [_, _, _, _, '-', ..]
            && DateTimeOffset.TryParseExact(text, IsoForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var iso))
        {
            time = From(DateOnly.FromDateTime(iso.DateTime), TimeOnly.FromDateTime(iso.DateTime), iso.Offset);
            return IsPlausible(DateOnly.FromDateTime(iso.DateTime));
        }

        var bracket = text.IndexOf('[', StringComparison.Ordinal);
        var stamp = bracket < 0 ? text : text[..bracket];
        var length = stamp.AsSpan().IndexOfAnyExceptInRange('0', '9');
        var digits = length < 0 ? stamp : stamp[..length];
        if (digits.Length < 8 || !DateOnly.TryParseExact(digits[..8], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            || !IsPlausible(day))
        {
            return false;
        }

        TimeSpan? offset = bracket < 0 ? TimeSpan.Zero : OfxZone.Offset(text[(bracket + 1)..].TrimEnd().TrimEnd(']'));
        time = From(day, TimeOfDay(digits[8..]), offset);
        return true;
    }

    private static BankTime From(DateOnly day, TimeOnly? clock, TimeSpan? offset) =>
        clock is not { } known || offset is not { } zone || known == TimeOnly.MinValue || known == new TimeOnly(12, 0)
            ? BankTime.OnDay(day)
            : BankTime.AtInstant(new DateTimeOffset(day, known, zone));

    private static TimeOnly? TimeOfDay(string digits)
    {
        var form = digits.Length switch { >= 6 => "HHmmss", >= 4 => "HHmm", _ => "" };
        return form.Length > 0
            && TimeOnly.TryParseExact(digits[..form.Length], form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var clock) ? clock : null;
    }

    // No bank booked before this or will after; such years are broken fields ("00010101", "99991231").
    private static bool IsPlausible(DateOnly day) => day.Year is >= 1900 and < 2200;
}

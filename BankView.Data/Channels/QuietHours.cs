using System.Globalization;

namespace BankView.Data.Channels;

/// <summary>When a member wants no message: from one local time to another, over midnight where <c>To</c> is the earlier. Minutes.</summary>
public readonly record struct QuietHours(TimeOnly From, TimeOnly To)
{
    internal const string Form = "HH:mm";

    /// <summary>
    /// When a message that is ready at <paramref name="now"/> may go: then, or when the quiet hours end in that zone. The night in which
    /// clocks are put forward may leave out the end; then it is the first minute after the gap.
    /// </summary>
    public DateTimeOffset NextAfter(DateTimeOffset now, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(now, zone).DateTime;
        // IsBetween holds the start and not the end, and goes over midnight; a span from and to the same minute is empty.
        if (From == To || !TimeOnly.FromDateTime(local).IsBetween(From, To))
        {
            return now;
        }

        var end = DateOnly.FromDateTime(local).ToDateTime(To);
        end = end <= local ? end.AddDays(1) : end;
        while (zone.IsInvalidTime(end))
        {
            end = end.AddMinutes(1);
        }

        return new DateTimeOffset(end, zone.GetUtcOffset(end)).ToUniversalTime();
    }

    internal static QuietHours? Parse(string? from, string? to) =>
        from is null || to is null ? null : new(Time(from), Time(to));

    internal static string ToText(TimeOnly time) => time.ToString(Form, CultureInfo.InvariantCulture);

    private static TimeOnly Time(string text) => TimeOnly.ParseExact(text, Form, CultureInfo.InvariantCulture);
}

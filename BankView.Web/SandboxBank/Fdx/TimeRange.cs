using System.Globalization;

namespace BankView.Web.SandboxBank.Fdx;

/// <summary>From inclusive, until exclusive.</summary>
internal readonly record struct TimeRange(DateTimeOffset From, DateTimeOffset Until)
{
    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    /// <summary>
    /// Reads ISO 8601 days and instants. An end that is a day includes the whole of it, an end that is an instant includes it. Null for
    /// what is neither.
    /// </summary>
    public static TimeRange? Read(string? start, string? end, DateTimeOffset usualFrom, DateTimeOffset now)
    {
        var (from, until) = (usualFrom, now);
        return (start is null || TryRead(start, TimeSpan.Zero, TimeSpan.Zero, out from))
            && (end is null || TryRead(end, TimeSpan.FromDays(1), TimeSpan.FromTicks(1), out until))
            ? new(from, end is null ? until.AddTicks(1) : until)
            : null;
    }

    private static bool TryRead(string text, TimeSpan afterDay, TimeSpan afterInstant, out DateTimeOffset at)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            at = new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero) + afterDay;
            return true;
        }

        var isRead = DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Utc, out at) && text.Contains('T', StringComparison.Ordinal);
        at = isRead ? at + afterInstant : at;
        return isRead;
    }
}

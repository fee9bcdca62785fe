namespace BankView.Data;

/// <summary>
/// When something happened as a bank tells it: an instant, or only a calendar day. A day alone is kept as noon UTC, so that it
/// sorts among instants of that day and is the same day in nearly every time zone, and <see cref="HasTime"/> is false.
/// </summary>
public readonly record struct BankTime(DateTimeOffset At, bool HasTime)
{
    private static readonly TimeOnly Noon = new(12, 0);

    public static BankTime OnDay(DateOnly day) => new(new DateTimeOffset(day, Noon, TimeSpan.Zero), HasTime: false);

    public static BankTime AtInstant(DateTimeOffset at) => new(at.ToUniversalTime(), HasTime: true);

    /// <summary>The calendar day for a person in <paramref name="zone"/>; a day without a time is the same day everywhere.</summary>
    public DateOnly DayIn(TimeZoneInfo zone) =>
        DateOnly.FromDateTime(HasTime ? TimeZoneInfo.ConvertTime(At, zone).DateTime : At.UtcDateTime);
}

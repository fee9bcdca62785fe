using BankView.Data.Channels;

namespace BankView.Tests.Channels;

/// <summary>When quiet hours end.</summary>
public class QuietHoursTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Theory]
    [InlineData("22:00", "07:00", "2026-11-20T20:59:00Z", "2026-11-20T20:59:00Z")]
    [InlineData("22:00", "07:00", "2026-11-20T21:00:00Z", "2026-11-21T06:00:00Z")]
    [InlineData("22:00", "07:00", "2026-11-21T05:59:59Z", "2026-11-21T06:00:00Z")]
    [InlineData("22:00", "07:00", "2026-11-21T06:00:00Z", "2026-11-21T06:00:00Z")]
    [InlineData("12:00", "14:00", "2026-07-01T11:00:00Z", "2026-07-01T12:00:00Z")]
    [InlineData("08:00", "08:00", "2026-07-01T06:00:00Z", "2026-07-01T06:00:00Z")]
    public void A_message_goes_at_once_or_when_they_end(string from, string to, string now, string then) =>
        Assert.Equal(At(then), Of(from, to).NextAfter(At(now), Berlin));

    [Fact]
    public void An_end_that_a_night_leaves_out_is_the_first_minute_after_the_gap() =>
        // On 29 March 2026 clocks go from 2:00 to 3:00 there.
        Assert.Equal(At("2026-03-29T01:00:00Z"), Of("22:00", "02:30").NextAfter(At("2026-03-28T23:00:00Z"), Berlin));

    [Fact]
    public void An_end_that_a_night_has_twice_is_waited_for() =>
        Assert.InRange(Of("22:00", "02:30").NextAfter(At("2026-10-24T23:00:00Z"), Berlin), At("2026-10-25T00:30:00Z"), At("2026-10-25T01:30:00Z"));

    private static QuietHours Of(string from, string to) => new(TimeOnly.Parse(from, null), TimeOnly.Parse(to, null));

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, null);
}

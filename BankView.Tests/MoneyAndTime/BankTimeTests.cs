using BankView.Data;

namespace BankView.Tests.MoneyAndTime;

public class BankTimeTests
{
    [Theory]
    [InlineData("America/Los_Angeles")]
    [InlineData("UTC")]
    [InlineData("Pacific/Kiritimati")]
    public void A_day_without_a_time_is_the_same_day_everywhere(string zone) =>
        Assert.Equal(new DateOnly(2026, 3, 1), BankTime.OnDay(new DateOnly(2026, 3, 1)).DayIn(TimeZoneInfo.FindSystemTimeZoneById(zone)));

    [Fact]
    public void An_instant_falls_on_the_day_of_the_one_who_looks()
    {
        var late = BankTime.AtInstant(new DateTimeOffset(2026, 3, 1, 2, 0, 0, TimeSpan.Zero));
        Assert.Equal(new DateOnly(2026, 2, 28), late.DayIn(TimeZoneInfo.FindSystemTimeZoneById("America/New_York")));
    }
}

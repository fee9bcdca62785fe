using System.Globalization;
using BankView.Data;
using BankView.Tests.Testing;
using BankView.Web.Ui;
using Bunit;

namespace BankView.Tests.Ui;

public class DayTests : UiTest
{
    [Theory]
    [InlineData("en-US", "2025-11-05", "Today")]
    [InlineData("en-US", "2025-11-04", "Yesterday")]
    [InlineData("en-US", "2025-11-06", "Tomorrow")]
    [InlineData("en-US", "2025-11-03", "Mon 3 Nov")]
    [InlineData("en-US", "2024-11-03", "Sun 3 Nov 2024")]
    [InlineData("de-DE", "2025-11-05", "Heute")]
    [InlineData("de-DE", "2025-11-04", "Gestern")]
    [InlineData("de-DE", "2025-11-03", "Mo, 3. Nov.")]
    public void A_day_is_said_as_people_say_it(string culture, string day, string shown)
    {
        Read(culture);
        var heading = Render<DayHeading>(p => p.Add(h => h.Day, Date(day)));
        Assert.Equal(shown, heading.Find("h3").TextContent);
    }

    [Fact]
    public void The_exact_date_is_there_on_hover_and_for_machines()
    {
        var time = Render<DayText>(p => p.Add(d => d.Day, Date("2025-11-04"))).Find("time");
        Assert.Equal("Tuesday, November 4, 2025", time.GetAttribute("title"));
        Assert.Equal("2025-11-04", time.GetAttribute("datetime"));
    }

    [Theory]
    [InlineData("en-GB", "2025-11-03T13:05:00Z", "as of 3 Nov, 14:05")]
    [InlineData("en-GB", "2024-11-03T13:05:00Z", "as of 3 Nov 2024, 14:05")]
    [InlineData("en-GB", "2025-11-03T23:30:00Z", "as of 4 Nov, 00:30")]
    [InlineData("de-DE", "2025-11-03T13:05:00Z", "Stand 3. Nov., 14:05")]
    public void A_balance_says_when_it_was_true_on_the_viewers_clock(string culture, string at, string shown)
    {
        Read(culture);
        Assert.Equal(shown, AsOfText(BankTime.AtInstant(DateTimeOffset.Parse(at, CultureInfo.InvariantCulture))));
    }

    [Fact]
    public void A_balance_of_a_day_claims_no_time() => Assert.Equal("as of 3 Nov", AsOfText(BankTime.OnDay(Date("2025-11-03"))));

    private string AsOfText(BankTime at) => Render<AsOf>(p => p.Add(a => a.At, at)).Find(".as-of").TextContent;

    private static DateOnly Date(string day) => DateOnly.Parse(day, CultureInfo.InvariantCulture);
}

using BankView.Tests.Testing;
using BankView.Web.Ui;
using Bunit;

namespace BankView.Tests.Ui;

public class SparklineTests : UiTest
{
    [Theory]
    [InlineData(new long[] { 0, 10, 5 }, "0,30 50,2 100,16")]
    [InlineData(new long[] { 7, 7, 7 }, "0,16 50,16 100,16")]
    [InlineData(new long[] { 7 }, "0,16 100,16")]
    [InlineData(new[] { long.MinValue, long.MaxValue }, "0,30 100,2")]
    public void The_line_goes_through_every_value(long[] values, string points) =>
        Assert.Equal(points, Draw(values).Find("polyline").GetAttribute("points"));

    [Fact]
    public void Points_are_written_the_same_in_every_language()
    {
        Read("de-DE");
        Assert.Equal("0,30 33.33,20.67 66.67,11.33 100,2", Draw([0, 1, 2, 3]).Find("polyline").GetAttribute("points"));
    }

    [Fact]
    public void Without_values_nothing_is_drawn() => Assert.Empty(Draw([]).Markup.Trim());

    [Fact]
    public void It_says_in_words_what_it_shows() =>
        Assert.Equal("Balance over 30 days", Draw([1, 2]).Find("[role=img]").GetAttribute("aria-label"));

    private IRenderedComponent<Sparkline> Draw(long[] values) =>
        Render<Sparkline>(p => p.Add(s => s.Values, values).Add(s => s.Label, "Balance over 30 days"));
}

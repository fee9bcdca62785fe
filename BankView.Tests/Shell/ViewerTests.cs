using BankView.Web.Shell;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace BankView.Tests.Shell;

public class ViewerTests
{
    private readonly Viewer _viewer = new(new FakeTimeProvider(new DateTimeOffset(2025, 11, 5, 23, 30, 0, TimeSpan.Zero)));

    [Fact]
    public void Until_the_browser_has_told_it_is_utc() => Assert.Equal(new DateOnly(2025, 11, 5), _viewer.Today);

    [Fact]
    public void Today_is_the_viewers_day()
    {
        _viewer.ReadFrom(Cookies("Europe%2FBerlin"));
        Assert.Equal(new DateOnly(2025, 11, 6), _viewer.Today);
    }

    [Theory]
    [InlineData("Nowhere%2FAtlantis")]
    [InlineData("..%2F..%2Fetc%2Fpasswd")]
    [InlineData("")]
    public void A_zone_that_does_not_exist_changes_nothing(string zone)
    {
        _viewer.ReadFrom(Cookies(zone));
        Assert.Equal("UTC", _viewer.ZoneId);
    }

    private static IRequestCookieCollection Cookies(string zone)
    {
        var http = new DefaultHttpContext();
        http.Request.Headers.Cookie = $"{Viewer.ZoneCookie}={zone}";
        return http.Request.Cookies;
    }
}

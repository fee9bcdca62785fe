using System.Text.RegularExpressions;
using BankView.Tests.Testing;
using Bunit;
using MudBlazor;
using MudBlazor.Services;

namespace BankView.Tests.Shell;

public sealed partial class MudBlazorThemeTests : UiTest, IClassFixture<TestSite>
{
    private readonly TestSite _site;

    public MudBlazorThemeTests(TestSite site)
    {
        _site = site;
        Services.AddMudServices();
    }

    [Fact]
    public async Task Our_sheet_says_everything_that_MudBlazors_own_theme_would()
    {
        var theirs = Variable().Matches(Render<MudThemeProvider>().Markup).Select(match => match.Value);
        using var client = _site.CreateClient();
        var sheet = await client.GetStringAsync(new Uri("/mudblazor-theme.css", UriKind.Relative), TestContext.Current.CancellationToken);
        var ours = Variable().Matches(sheet).Select(match => match.Value);
        // The one exception: app.css sets color-scheme itself.
        Assert.Equal(["--mud-native-html-color-scheme:"], theirs.Except(ours, StringComparer.Ordinal));
    }

    [GeneratedRegex("--mud-[a-z0-9-]+:", RegexOptions.None, 1000)]
    private static partial Regex Variable();
}

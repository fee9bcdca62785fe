using BankView.Tests.Testing;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Browser))]

namespace BankView.Tests.Testing;

/// <summary>
/// One Chromium for the whole run, at <c>BANKVIEW_TEST_BROWSER</c> (test.sh sets it). Without it a browser test is skipped, and
/// says so.
/// </summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string? Path = Environment.GetEnvironmentVariable("BANKVIEW_TEST_BROWSER");

    private readonly SemaphoreSlim _lock = new(1, 1);
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public ValueTask InitializeAsync() => default;

    /// <summary>A browser window of its own, with no cookies, on <paramref name="app"/>.</summary>
    internal async Task<BrowserPage> Open(BankViewApp app, int width = 1280, bool dark = false, string language = "en-US")
    {
        Assert.SkipWhen(string.IsNullOrEmpty(Path), "No browser: BANKVIEW_TEST_BROWSER is not set (bash test.sh sets it).");
        var context = await (await Launch()).NewContextAsync(new()
        {
            BaseURL = app.Address.ToString(),
            ViewportSize = new() { Width = width, Height = width < 600 ? 844 : 900 },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            Locale = language,
        });
        context.SetDefaultTimeout(15_000);
        return await BrowserPage.In(context, app.Address);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        _lock.Dispose();
    }

    private async Task<IBrowser> Launch()
    {
        await _lock.WaitAsync();
        try
        {
            _playwright ??= await Playwright.CreateAsync();
            return _browser ??= await _playwright.Chromium.LaunchAsync(new()
            {
                ExecutablePath = Path,
                Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
            });
        }
        finally
        {
            _lock.Release();
        }
    }
}

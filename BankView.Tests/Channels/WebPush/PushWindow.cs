using BankView.Tests.Testing;

namespace BankView.Tests.Channels.WebPush;

/// <summary>Windows of a browser that may show notifications.</summary>
internal static class PushWindow
{
    /// <summary>On a page of the application, whose service worker runs.</summary>
    public static async Task<BrowserPage> OpenForPush(this Browser browser, BankViewApp app)
    {
        var window = await browser.Open(app);
        await window.Context.GrantPermissionsAsync(["notifications"]);
        await window.Go("/sign-in");
        await window.Page.EvaluateAsync("async () => { await navigator.serviceWorker.ready; }");
        return window;
    }
}

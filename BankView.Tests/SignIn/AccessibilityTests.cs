using BankView.Tests.Testing;
using Deque.AxeCore.Playwright;

namespace BankView.Tests.SignIn;

public class AccessibilityTests(Browser browser)
{
    private static readonly string[] SignedIn =
    [
        "/settings", "/settings/password", "/settings/passkeys", "/settings/authenticator", "/settings/recovery-codes",
        "/settings/sessions", "/admin/members", "/admin/members/invite",
    ];

    [Theory, InlineData(false), InlineData(true)]
    public async Task Axe_finds_nothing_on_the_pages_of_sign_in_settings_and_administration(bool dark)
    {
        await using var app = await BankViewApp.Start();
        await using var window = await browser.Open(app, width: 390, dark: dark);
        await AxeFindsNothing(window, await app.SetupLink());
        await AxeFindsNothing(window, "/setup?token=over");
        await window.SetUp(app);
        await app.InvitationLink("Robin");
        foreach (var path in SignedIn.Append($"/admin/members/{await app.IdOf("Robin")}"))
        {
            await AxeFindsNothing(window, path);
        }

        await window.Context.ClearCookiesAsync();
        await AxeFindsNothing(window, "/sign-in");
        await window.SignIn(password: "a quiet river in winter");
        await AxeFindsNothing(window, path: null);
        window.HasNoTroubles();
    }

    /// <summary>Also looks whether the page fits a phone without scrolling sideways.</summary>
    private static async Task AxeFindsNothing(BrowserPage window, string? path)
    {
        if (path is not null)
        {
            await window.Go(path);
        }

        var found = await window.Page.RunAxe();
        Assert.True(found.Violations.Length == 0, $"{path}: " + string.Join("; ",
            found.Violations.Select(violation => $"{violation.Id} {violation.Nodes[0].Html}")));
        Assert.True(await window.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{path} is too wide.");
    }
}

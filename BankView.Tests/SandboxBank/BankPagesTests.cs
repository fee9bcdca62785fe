using BankView.Tests.Testing;
using Deque.AxeCore.Playwright;

namespace BankView.Tests.SandboxBank;

public class BankPagesTests(Browser browser)
{
    [Theory, InlineData(390), InlineData(1280)]
    public async Task The_banks_pages_lead_from_sign_in_to_consent_and_control_and_axe_finds_nothing(int width)
    {
        await using var app = await BankViewApp.Start();
        using var dance = await BankDance.With(app);
        await using var window = await browser.Open(app, width);
        await window.Page.GotoAsync("/sandbox-bank");
        await Look(window, "home");
        await window.Page.GotoAsync(BankDance.Authorize(await dance.RequestUri()));
        await SignIn(window, "wrong");
        await window.Sees("do not belong together");
        await Look(window, "sign-in");
        await SignIn(window, "harbour-lantern");
        await window.Sees("Which accounts");
        await Look(window, "consent");
        await window.Press("Allow");
        await window.Page.WaitForURLAsync(url => url.Contains("links%2Freturn", StringComparison.Ordinal) || url.Contains("/links/return", StringComparison.Ordinal));
        await window.Page.GotoAsync("/sandbox-bank/control");
        await window.Press("Pay twice");
        await window.Sees("The same payment went through twice.");
        await window.Page.GetByText("The latest rows").ClickAsync();
        await Look(window, "control");
        await window.Press("Revoke it");
        await window.Sees("The consent is revoked.");
        await window.Press("Sign out");
        await window.Sees("Customers of this bank");
    }

    [Fact]
    public async Task A_company_at_another_address_is_led_back_to_by_a_page_of_the_banks()
    {
        await using var app = await BankViewApp.Start();
        using var dance = await BankDance.With(app);
        await using var window = await browser.Open(app);
        var elsewhere = $"http://127.0.0.1:{app.Address.Port}/links/return";
        await window.Page.GotoAsync(BankDance.Authorize(await dance.RequestUri(("redirect_uri", elsewhere))));
        await SignIn(window, "harbour-lantern");
        await window.Press("Refuse");
        await window.Page.WaitForURLAsync(url => url.StartsWith($"http://127.0.0.1:{app.Address.Port}/", StringComparison.Ordinal));
    }

    private static async Task SignIn(BrowserPage window, string password)
    {
        await window.Fill("Customer", "avery");
        await window.Fill("Password", password);
        await window.Press("Sign in");
    }

    private static async Task Look(BrowserPage window, string name)
    {
        var found = await window.Page.RunAxe();
        Assert.True(found.Violations.Length == 0, $"{name}: " + string.Join("; ", found.Violations.Select(violation => $"{violation.Id} {violation.Nodes[0].Html}")));
        Assert.True(await window.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{name} is too wide.");
    }
}

using BankView.Tests.Testing;
using Microsoft.Playwright;

namespace BankView.Tests.WholeWay;

/// <summary>What a newcomer does in the first minutes, in a real browser, over the real application.</summary>
public class WholeWayTests(Browser browser)
{
    [Theory, InlineData(1280), InlineData(390)]
    public async Task From_setup_over_a_statement_to_a_search_and_back_in_by_passkey(int width)
    {
        await using var app = await BankViewApp.Start();
        await using var window = await browser.Open(app, width);
        await window.AddVirtualAuthenticator();

        await window.SetUp(app);
        await window.Sees("Your balances and recent card activity will be here.");

        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Bring in a statement" }).ClickAsync();
        await window.WaitFor("/import");
        await window.Ready();
        await Assertions.Expect(window.Page.Locator("input[type=file]")).ToBeEnabledAsync();
        await window.Page.Locator("input[type=file]").SetInputFilesAsync([Samples.Path("checking.ofx"), Samples.Path("card.qfx")]);
        await window.Sees("Nothing is stored yet.");
        await window.Page.Locator(".preview-actions .button-primary").ClickAsync();
        await window.Sees("new transactions are stored.");

        await window.Go("/");
        await window.Sees("$6,245.85");
        await window.Sees("−$615.73");
        await window.Sees("Saffron House Restaurant");
        await FitsTheWidth(window);

        await window.Page.Keyboard.PressAsync("g");
        await window.Page.Keyboard.PressAsync("a");
        await window.WaitFor("/activity");
        await window.Page.GetByRole(AriaRole.Searchbox).FillAsync("paper kite");
        await window.Sees("Paper Kite Books");
        await Assertions.Expect(window.Page.Locator("main")).Not.ToContainTextAsync("Saffron House Restaurant");
        await window.Page.WaitForURLAsync(url => url.Contains("q=paper", StringComparison.Ordinal));
        await FitsTheWidth(window);

        await window.Go("/settings/passkeys");
        await window.Fill("Name of the new passkey", "Blue phone");
        await window.Press("Add a passkey");
        await window.Sees("Blue phone");
        await window.SignOut();
        await window.Press("Sign in with a passkey");
        await window.WaitFor("/");
        await window.Ready();
        await window.Sees("$6,245.85");

        window.HasNoTroubles();
    }

    private static async Task FitsTheWidth(BrowserPage window) => Assert.False(await window.Page.EvaluateAsync<bool>(
        "document.documentElement.scrollWidth > document.documentElement.clientWidth"), "The page scrolls sideways.");
}

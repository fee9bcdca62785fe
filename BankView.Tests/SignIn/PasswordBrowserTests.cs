using BankView.Tests.Testing;
using Microsoft.Playwright;

namespace BankView.Tests.SignIn;

public class PasswordBrowserTests(Browser browser)
{
    [Theory, InlineData(390), InlineData(1280)]
    public async Task The_first_administrator_sets_up_signs_out_and_signs_in_again(int width)
    {
        await using var app = await BankViewApp.Start();
        await using var window = await browser.Open(app, width);

        await window.SetUp(app);
        await window.SignOut();
        await window.Fill("User name", "robin");
        await window.Fill("Password", "a quiet river in spring");
        await window.Press("Sign in");
        await window.WaitFor("/");
        await window.Ready();

        await Assertions.Expect(window.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        window.HasNoTroubles();
    }
}

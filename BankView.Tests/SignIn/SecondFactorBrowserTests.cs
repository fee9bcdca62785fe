using BankView.Data.Users;
using BankView.Tests.Testing;
using Microsoft.Playwright;

namespace BankView.Tests.SignIn;

public class SecondFactorBrowserTests(Browser browser)
{
    [Fact]
    public async Task A_passkey_is_added_in_the_settings_and_signs_in_without_a_name()
    {
        await using var app = await BankViewApp.Start();
        await using var window = await browser.Open(app);
        await window.AddVirtualAuthenticator();
        await window.SetUp(app);

        await window.Go("/settings/passkeys");
        await window.Fill("Name of the new passkey", "Blue phone");
        await window.Press("Add a passkey");
        await window.Sees("Blue phone");
        await window.SignOut();
        await window.Press("Sign in with a passkey");
        await window.WaitFor("/");
        await window.Ready();

        window.HasNoTroubles();
        await window.Go("/settings/passkeys");
        await window.Press("Remove");
        await window.Sees("You have no passkey yet.");
        await window.SignOut();
        await window.Press("Sign in with a passkey");
        await window.Sees("That did not work");
    }

    [Fact]
    public async Task A_blocked_persons_passkey_is_refused_like_any_other()
    {
        await using var app = await BankViewApp.Start();
        await using var window = await browser.Open(app);
        await window.AddVirtualAuthenticator();
        using var robin = new FormClient(app);
        await robin.Join(await app.SetupLink(), "Robin");
        await window.Join(await app.InvitationLink("Robin"), "Join", "Sam", BankViewApp.Password);
        await window.Go("/settings/passkeys");
        await window.Fill("Name of the new passkey", "Blue phone");
        await window.Press("Add a passkey");
        await window.Sees("Blue phone");
        await window.SignOut();
        await app.Get<MembershipStore>().Block(await app.IdOf("Sam"), await app.IdOf("Robin"));

        await window.Press("Sign in with a passkey");

        await window.Sees("That did not work");
    }

    [Fact]
    public async Task An_authenticator_app_is_asked_for_and_a_recovery_code_stands_in_once()
    {
        await using var app = await BankViewApp.Start();
        await using var window = await browser.Open(app, width: 390);
        await window.SetUp(app);
        await window.Go("/settings/authenticator");
        var key = (await window.Page.Locator("code.reference").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal);
        await window.Fill("Code", "000000");
        await window.Press("Turn it on");
        await window.Sees("That is not the code for this moment.");
        await window.Fill("Code", AuthenticatorCode.At(key, DateTimeOffset.UtcNow));
        await window.Press("Turn it on");
        var recovery = await window.Page.Locator(".recovery-codes code").First.InnerTextAsync();
        await window.SignOut();

        await window.SignIn();
        await window.WaitFor("/sign-in/code");
        await window.Fill("Code", AuthenticatorCode.At(key, DateTimeOffset.UtcNow.AddSeconds(30)));
        await window.Press("Sign in");
        await window.WaitFor("/");
        await window.Ready();
        await window.SignOut();

        await SignInByRecovery(window, recovery);
        await window.WaitFor("/");
        await window.Ready();
        await window.SignOut();
        await SignInByRecovery(window, recovery);
        await window.Sees("That code did not work.");
        window.HasNoTroubles();
    }

    private static async Task SignInByRecovery(BrowserPage window, string code)
    {
        await window.SignIn();
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Use a recovery code" }).ClickAsync();
        await window.Fill("Recovery code", code);
        await window.Press("Sign in");
    }
}

using BankView.Data.Users;
using BankView.Tests.Testing;

namespace BankView.Tests.SignIn;

public class ConfirmationBrowserTests(Browser browser)
{
    private readonly ShiftedClock _clock = new();

    [Fact]
    public async Task A_passkey_confirms_and_an_open_page_asks_before_it_adds_another()
    {
        await using var app = await BankViewApp.Start(_clock.Rule);
        await using var window = await browser.Open(app, width: 390);
        await window.AddVirtualAuthenticator();
        await window.SetUp(app);
        await AddPasskey(window, "Blue phone");

        _clock.Ahead = TimeSpan.FromMinutes(6);
        await window.Press("Add a passkey");
        await window.WaitFor("/settings/confirm");
        await window.Press("Confirm with a passkey");
        await window.WaitFor("/settings/passkeys");

        await window.Sees("Blue phone");
        Assert.Single(await app.Get<PasskeyStore>().List(await app.IdOf("Robin")));
    }

    [Fact]
    public async Task Somebody_elses_passkey_does_not_confirm()
    {
        await using var app = await BankViewApp.Start(_clock.Rule);
        await using var window = await browser.Open(app);
        await window.AddVirtualAuthenticator();
        await window.SetUp(app);
        await AddPasskey(window, "Robin's phone");
        await window.SignOut();
        await window.Join(await app.InvitationLink("Robin"), "Join", "Sam", BankViewApp.Password);
        // Sam has a passkey, on a device that is not here.
        var robins = (await app.Get<PasskeyStore>().List(await app.IdOf("Robin"))).Single();
        await app.Get<PasskeyStore>().Save(await app.IdOf("Sam"), robins with { CredentialId = "c2Ftcw" });

        _clock.Ahead = TimeSpan.FromMinutes(6);
        await window.Go("/settings/passkeys");
        await window.Press("Confirm with a passkey");

        await window.Sees("That was not one of your passkeys.");
        await window.Go("/settings/passkeys");
        await window.WaitFor("/settings/confirm");
    }

    private static async Task AddPasskey(BrowserPage window, string name)
    {
        await window.Go("/settings/passkeys");
        await window.Fill("Name of the new passkey", name);
        await window.Press("Add a passkey");
        await window.Sees(name);
    }
}

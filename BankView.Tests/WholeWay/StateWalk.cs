using BankView.Data.Users;
using BankView.Tests.SignIn;
using BankView.Tests.Testing;
using Microsoft.Playwright;

namespace BankView.Tests.WholeWay;

/// <summary>
/// Goes through the states that a page has no address of its own for: a link just opened, a wrong code, a file that waits for its
/// columns. Each is handed to <c>look</c> under a name. Fields are found by what they hold, so the walk works in every language.
/// </summary>
internal sealed class StateWalk(BankViewApp app, BrowserPage window, Func<string, Task> look)
{
    private const string Broken = "Date,Description,Amount\n2026-11-01,Coffee,-3.50\n2026-11-02,Tea,-2.00\nyesterday,Cake,-4.00\n2026-11-04,Bread,x\n";

    private IPage Page => window.Page;

    /// <summary>The application with an outside sign-in service, and Robin in it, who uses an authenticator app.</summary>
    public static async Task<BankViewApp> Start(OutsideService service)
    {
        var app = await BankViewApp.Start(host => OutsideSignInTests.Use(host, service));
        using (var robin = new FormClient(app))
        {
            await robin.Join(await app.SetupLink(), "Robin");
        }

        var (accounts, person) = (app.Get<UserAccountStore>(), await app.IdOf("Robin"));
        var user = (await accounts.Find(person))!;
        user.TwoFactorEnabled = true;
        await app.Get<UserSecretStore>().SetAuthenticatorKey(person, AuthenticatorCode.NewKey());
        await accounts.SaveCredentials(user);
        return app;
    }

    public async Task OneTimeLinks()
    {
        await Look(await app.InvitationLink("Robin"), "join");
        await Page.FillAsync("[name='Form.UserName']", "Robin");
        await Page.FillAsync("[name='Form.Password']", "a quiet river in winter");
        await Page.FillAsync("[name='Form.Repeated']", "another river in winter");
        await Send("join with two passwords");
        await Look("/join?token=over", "join by a link that is over");
        var robin = await app.IdOf("Robin");
        await Look($"/reset?token={await app.Get<PasswordResetStore>().Make(robin, robin)}", "reset");
        await Page.FillAsync("[name='Form.Password']", BankViewApp.Password);
        await Page.FillAsync("[name='Form.Repeated']", BankViewApp.Password);
        await Send("reset done");
    }

    /// <summary>Ends signed in.</summary>
    public async Task SecondFactor()
    {
        await Look("/sign-in", "sign in");
        await Page.FillAsync("[name='Form.UserName']", "Robin");
        await Page.FillAsync("[name='Form.Password']", BankViewApp.Password);
        await Send("code");
        await Page.FillAsync("[name='Form.Code']", "000000");
        await Send("code refused");
        await Look("/sign-in/code?recovery=true", "recovery code");
        await window.Go("/sign-in/code");
        var key = await app.Get<UserSecretStore>().GetAuthenticatorKey(await app.IdOf("Robin"));
        await Page.FillAsync("[name='Form.Code']", AuthenticatorCode.At(key!, DateTimeOffset.UtcNow));
        await Page.Keyboard.PressAsync("Enter");
        await window.WaitFor("/");
        await window.Ready();
    }

    public async Task Confirm()
    {
        await Look("/settings/confirm?next=/settings/passkeys", "confirm");
        await Page.FillAsync("[name=Password]", "a quiet river in winter");
        await Send("confirm refused");
    }

    public async Task SecurityActivity() => await Look("/settings", "a link to a new password was made");

    public async Task Outside()
    {
        await Look("/settings/outside", "outside sign-in");
        await Look("/settings/outside?refused=true", "outside sign-in refused");
        await Page.Locator("main a.button-primary").ClickAsync();
        await window.WaitFor("/settings/outside");
        await look("outside sign-in linked");
    }

    public async Task Imports()
    {
        await Choose(new FilePayload { Name = "holiday.jpg", MimeType = "image/jpeg", Buffer = [0xFF, 0xD8, 0xFF, 0xE0] });
        await See(".notice-danger", "a file that is no statement");
        await Choose(Samples.Path("checking.csv"));
        await See(".mapping", "columns of a CSV");
        await Page.Locator(".mapping-columns select").First.SelectOptionAsync("None");
        await See(".mapping .notice-attention", "columns without a date");
        await Page.Locator(".mapping-columns select").First.SelectOptionAsync("Date");
        await Page.Locator(".mapping form .button-primary").ClickAsync();
        await See(".preview-actions", "preview of a new account");
        await Page.Locator(".preview-actions .button-primary").ClickAsync();
        await See(".notice-attention", "preview without the bank's name");
        await Page.Locator("input[list]").FillAsync("Example Bank");
        await Page.Locator(".preview-actions .button-primary").ClickAsync();
        await See(".notice-done", "import done");
        await Choose(new FilePayload { Name = "export-of-a-long-name-from-the-bank-2026-11.csv", MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes(Broken) });
        await Page.Locator(".mapping form .button-primary").ClickAsync();
        await See(".unreadable", "preview with rows that cannot be read");
        await Choose(Samples.Path("card.qfx"), Samples.Path("checking.ofx"));
        await See(".preview-actions", "preview of two files");
    }

    private async Task Choose(params object[] files)
    {
        await window.Go("/import");
        await Assertions.Expect(Page.Locator("#statement-files")).ToBeEnabledAsync();
        await (files is [FilePayload made]
            ? Page.Locator("#statement-files").SetInputFilesAsync(made)
            : Page.Locator("#statement-files").SetInputFilesAsync(files.Cast<string>()));
    }

    private async Task See(string selector, string name)
    {
        await Assertions.Expect(Page.Locator(selector).First).ToBeVisibleAsync();
        await window.Ready();
        await look(name);
    }

    private async Task Look(string path, string name)
    {
        await window.Go(path);
        await look(name);
    }

    private async Task Send(string name)
    {
        var loaded = new TaskCompletionSource();
        Page.Load += Loaded;
        await Page.Keyboard.PressAsync("Enter");
        await loaded.Task.WaitAsync(TestContext.Current.CancellationToken);
        Page.Load -= Loaded;
        await look(name);

        void Loaded(object? sender, IPage page) => loaded.TrySetResult();
    }
}

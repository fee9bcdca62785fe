using BankView.Data.BankLinks;
using BankView.Tests.Testing;
using Microsoft.Playwright;

namespace BankView.Tests.BankLinks.Wizard;

/// <summary>The whole way to a link through Sandbox Bank, over HTTP and by the connector that real banks get.</summary>
public class SandboxLinkTests(Browser browser)
{
    private const float Patience = 60_000;

    [Theory, InlineData(1280), InlineData(390)]
    public async Task Sandbox_Bank_is_linked_read_and_repaired(int width)
    {
        await using var app = await BankViewApp.Start();
        await using var window = await browser.Open(app, width);
        await window.SetUp(app);

        await window.Go("/links/new");
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Sandbox Bank" }).ClickAsync();
        await window.Press("Agree and go to Sandbox Bank");
        await AllowAtBank(window);
        await window.Sees("Which accounts?");
        await window.Ready();
        await window.Press("Choose all");
        await window.Page.Locator("main .button-primary").ClickAsync();
        await Assertions.Expect(window.Page.Locator("main")).ToContainTextAsync("transactions are here.", new() { Timeout = Patience });
        var user = await app.IdOf("Robin");
        var link = Assert.Single(await app.Get<BankLinkStore>().List(user));
        Assert.Null(link.Status.Problem);

        await window.Go($"/links/new?repair={link.Id}");
        await window.Press("Go to Sandbox Bank");
        await AllowAtBank(window);
        await window.Sees("The link to Sandbox Bank works again.");

        Assert.Equal([(link.Id, link.AccountCount)], (await app.Get<BankLinkStore>().List(user)).Select(one => (one.Id, one.AccountCount)));
    }

    private static async Task AllowAtBank(BrowserPage window)
    {
        // What is seen there, and not a load that may have happened before anybody waited for it.
        var signIn = window.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true });
        await signIn.Or(window.Page.GetByRole(AriaRole.Button, new() { Name = "Allow", Exact = true })).First.WaitForAsync();
        if (await window.Page.GetByLabel("Customer", new() { Exact = true }).CountAsync() > 0)
        {
            await window.Fill("Customer", "avery");
            await window.Fill("Password", "harbour-lantern");
            await window.Press("Sign in");
        }

        await window.Press("Allow");
        await window.Page.WaitForURLAsync(url => url.Contains("/links/new/", StringComparison.Ordinal), new() { WaitUntil = WaitUntilState.Commit });
    }
}

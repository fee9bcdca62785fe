using BankView.Tests.Testing;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Playwright;

namespace BankView.Tests.WholeWay;

/// <summary>A newcomer's whole tour with a bank: linked, read, broken, repaired, narrowed and ended, over HTTP and by the real schedule.</summary>
public class BankTourTests(Browser browser)
{
    private const string Bank = "Sandbox Bank";

    [Theory, InlineData(1280), InlineData(390)]
    public async Task From_an_empty_installation_over_Sandbox_Bank_to_an_ended_link(int width)
    {
        await using var app = await BankViewApp.Start(host => host.UseSetting("Sync:Enabled", "true"));
        await using var window = await browser.Open(app, width);
        await window.SetUp(app);
        await using var bank = await BankWindow.SignIn(browser, app);

        await LinkTheBank(window);
        await window.Sees("Available");
        await using var second = await window.Context.NewPageAsync().ContinueWith(_ => bank, TaskScheduler.Default);

        // A payment at the bank's control page appears on the open overview by itself.
        await bank.Pay("Harbour Light Books", "41.75");
        await ReadNow(window);
        await window.Go("/");
        await window.Sees("Harbour Light Books");
    }

    private static async Task LinkTheBank(BrowserPage window)
    {
        await window.Go("/links/new");
        await Follow(window, Bank);
        await window.Press($"Agree and go to {Bank}");
        await window.Page.Locator("input[name=customer]").FillAsync("avery");
        await window.Page.Locator("input[name=password]").FillAsync("harbour-lantern");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Allow" }).ClickAsync();
        await window.Sees("Which accounts?");
        await window.Ready();
        await window.Press("Choose all");
        await window.Page.Locator("main .button-primary").ClickAsync();
        await window.Sees($"{Bank} is linked.");
        await Follow(window, "To the overview");
    }

    private static async Task ReadNow(BrowserPage window)
    {
        await window.Go("/links");
        await Follow(window, Bank);
        await window.Press("Refresh now");
    }

    private static async Task Follow(BrowserPage window, string link)
    {
        await window.Page.GetByRole(AriaRole.Link, new() { Name = link }).First.ClickAsync();
        await window.Ready();
    }
}

using BankView.Tests.Testing;
using Dapper;
using Microsoft.Playwright;

namespace BankView.Tests.WholeWay;

/// <summary>A newcomer's whole tour with a bank: linked, read, broken, repaired, narrowed and ended, over HTTP and by the real schedule.</summary>
public class BankTourTests(Browser browser)
{
    private const string Bank = "Sandbox Bank";

    [Fact]
    public async Task From_an_empty_installation_over_Sandbox_Bank_to_an_ended_link()
    {
        await using var app = await BankViewApp.Start(host => host.UseSetting("Sync:Enabled", "true"));
        await using var window = await browser.Open(app);
        await window.SetUp(app);
        await LinkTheBank(window);
        await using var bank = await browser.Open(app);
        await SignInAtTheBank(bank, "/sandbox-bank/control");

        // The overview stays open: what happens at the bank comes to it by itself.
        await bank.Page.GetByLabel("Merchant").FillAsync("Harbour Light Books");
        await At(bank, "Pay");
        await ReadUntil(app, window.Page.Locator("li", new() { HasText = "Harbour Light Books" }).And(window.Page.Locator("li", new() { HasText = "Pending" })), 1);
        await At(bank, "Post all pending now");
        await ReadUntil(app, window.Page.Locator("li", new() { HasText = "Harbour Light Books" }).And(window.Page.Locator("li", new() { HasText = "Pending" })), 0);
        await Assertions.Expect(window.Page.Locator("li", new() { HasText = "Harbour Light Books" })).ToHaveCountAsync(1);

        await At(bank, "Let it lapse");
        await ReadUntil(app, window.Page.GetByRole(AriaRole.Link, new() { Name = "Renew" }).First, 1);
        await Follow(window, "Renew");
        await GoToTheBankAndBack(window, isSignedInThere: true);
        await window.Go("/");
        await window.Sees("Harbour Light Books");

        await window.Go("/links");
        await Follow(window, Bank);
        await window.Sees("Fine");
        await window.Page.GetByRole(AriaRole.Switch, new() { Name = "Transactions:" }).First.ClickAsync();
        await window.Press("Take away");
        await window.Sees("Keep it hidden");

        await Follow(window, "End this link");
        await window.Press("End this link");
        await window.Sees("Confirmed:");
        await window.Press("Keep it to look at");
        await window.Sees("You kept this history to look at.");
        await window.Go("/");
        await window.Sees(Bank);

        await window.Go("/admin/links");
        await window.Sees("Robin");
        await Assertions.Expect(window.Page.Locator("main")).Not.ToContainTextAsync("Harbour");
    }

    [Fact]
    public async Task A_suspicious_payment_is_asked_about_on_the_open_overview_and_answered_there()
    {
        await using var app = await BankViewApp.Start(host => host.UseSetting("Sync:Enabled", "true"));
        await using var window = await browser.Open(app, width: 390);
        await window.SetUp(app);
        await LinkTheBank(window, "Fraud alerts");
        await using var bank = await browser.Open(app);
        await SignInAtTheBank(bank, "/sandbox-bank/control");
        var asked = window.Page.GetByRole(AriaRole.Button, new() { Name = "It wasn’t me" });
        var before = await asked.CountAsync();

        await At(bank, "A suspicious payment");
        await ReadUntil(app, asked, before + 1);
        await asked.First.ClickAsync();

        await window.WaitFor("/alerts");
        await window.Sees("What to do now");
        await window.Sees("BankView has blocked nothing");
        await window.Go("/");
        await Assertions.Expect(asked).ToHaveCountAsync(before);
        window.HasNoTroubles();
    }

    private static async Task LinkTheBank(BrowserPage window, string? purpose = null)
    {
        await window.Go("/links/new");
        await Follow(window, Bank);
        if (purpose is not null)
        {
            await window.Page.GetByRole(AriaRole.Switch, new() { Name = purpose }).ClickAsync();
        }

        await GoToTheBankAndBack(window, isSignedInThere: false);
        await window.Sees("transactions are here.");
        await Follow(window, "To the overview");
        await window.Sees("Recent card activity");
    }

    private static async Task GoToTheBankAndBack(BrowserPage window, bool isSignedInThere)
    {
        await window.Page.Locator("main .button-primary").First.ClickAsync();
        if (!isSignedInThere)
        {
            await FillSignIn(window);
        }

        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Allow" }).ClickAsync();
        await window.Sees("Which accounts?");
        await window.Ready();
        if (await window.Page.GetByRole(AriaRole.Button, new() { Name = "Choose all" }).IsVisibleAsync())
        {
            await window.Press("Choose all");
        }

        await window.Page.Locator("main .button-primary").ClickAsync();
        await window.Page.Locator(".notice-done").WaitForAsync();
    }

    private static async Task SignInAtTheBank(BrowserPage window, string path)
    {
        await window.Page.GotoAsync(path);
        await FillSignIn(window);
        await window.Page.WaitForURLAsync(url => url.Contains(path, StringComparison.Ordinal));
    }

    private static async Task FillSignIn(BrowserPage window)
    {
        await window.Page.GetByLabel("Customer").FillAsync("avery");
        await window.Page.GetByLabel("Password").FillAsync("harbour-lantern");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }

    private static Task At(BrowserPage bank, string button) =>
        bank.Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    // As if the hours between two readings had passed; a reading that is just ending sets the time of the next, so it is asked for again.
    private static async Task ReadUntil(BankViewApp app, ILocator seen, int count)
    {
        var soon = DateTimeOffset.UtcNow + Hang.Limit;
        do
        {
            await app.Get<Data.Database.Databases>().Data.Write((connection, transaction) =>
                connection.ExecuteAsync("UPDATE bank_links SET next_sync_at = '2020-01-01T00:00:00.000Z' WHERE revoked_at IS NULL", transaction: transaction));
            await Task.Delay(1000);
        }
        while (await seen.CountAsync() != count && DateTimeOffset.UtcNow < soon);
        await Assertions.Expect(seen).ToHaveCountAsync(count);
    }

    private static async Task Follow(BrowserPage window, string link)
    {
        await window.Page.GetByRole(AriaRole.Link, new() { Name = link }).First.ClickAsync();
        await window.Ready();
    }
}

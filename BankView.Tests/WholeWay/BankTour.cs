using BankView.Tests.Testing;
using Dapper;
using Microsoft.Playwright;

namespace BankView.Tests.WholeWay;

/// <summary>What a person does at Sandbox Bank and between it and BankView, in a browser.</summary>
internal static class BankTour
{
    public const string Bank = "Sandbox Bank";

    public static async Task LinkTheBank(BrowserPage window, string? purpose = null)
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

    public static async Task GoToTheBankAndBack(BrowserPage window, bool isSignedInThere)
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

    public static async Task SignInAtTheBank(BrowserPage window, string path)
    {
        await window.Page.GotoAsync(path);
        await FillSignIn(window);
        await window.Page.WaitForURLAsync(url => url.Contains(path, StringComparison.Ordinal));
    }

    public static async Task FillSignIn(BrowserPage window)
    {
        await window.Page.GetByLabel("Customer").FillAsync("avery");
        await window.Page.GetByLabel("Password").FillAsync("harbour-lantern");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }

    public static Task At(BrowserPage bank, string button) =>
        bank.Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    // As if the hours between two readings had passed; a reading that is just ending sets the time of the next, so it is asked for again.
    public static async Task ReadUntil(BankViewApp app, ILocator seen, int count)
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

    public static async Task Follow(BrowserPage window, string link)
    {
        await window.Page.GetByRole(AriaRole.Link, new() { Name = link }).First.ClickAsync();
        await window.Ready();
    }
}

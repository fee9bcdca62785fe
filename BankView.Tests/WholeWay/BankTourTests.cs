using BankView.Tests.Testing;
using Microsoft.Playwright;
using static BankView.Tests.WholeWay.BankTour;

namespace BankView.Tests.WholeWay;

/// <summary>A newcomer's whole tour with a bank: linked, read, broken, repaired, narrowed and ended, over HTTP and by the real schedule.</summary>
public class BankTourTests(Browser browser)
{
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
}

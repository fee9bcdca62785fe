using BankView.Data.BankLinks.Connectors;
using BankView.Data.Consents;
using BankView.Tests.Testing;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace BankView.Tests.BankLinks.Wizard;

/// <summary>The wizard in a real browser, to a bank at an address of its own and back.</summary>
public class WizardBrowserTests(Browser browser)
{
    [Theory, InlineData(1280), InlineData(390)]
    public async Task From_an_empty_overview_over_the_bank_to_accounts_that_are_there(int width)
    {
        await using var site = await BankSite.Open();
        await using var app = await WizardApp.Start(site);
        await using var window = await browser.Open(app, width);
        await window.SetUp(app);

        await window.Follow("Link a bank");
        await window.WaitFor("/links/new");
        await window.Page.GetByRole(AriaRole.Searchbox).FillAsync("ald");
        await Assertions.Expect(window.Page.GetByRole(AriaRole.Link, new() { Name = "Birch Bank" })).ToHaveCountAsync(0);
        await window.Follow("Alder Bank");
        await window.Sees("What never happens");
        await Assertions.Expect(window.Page.GetByRole(AriaRole.Switch, new() { Checked = true })).ToHaveCountAsync(0);
        await window.Page.GetByRole(AriaRole.Switch, new() { Name = "Fraud alerts" }).ClickAsync();
        await window.Page.GetByRole(AriaRole.Radio, new() { Name = "180 days" }).CheckAsync();
        await window.Sees("This holds for 180 days.");
        await window.Press("Agree and go to Alder Bank");

        await window.Page.WaitForURLAsync(url => url.StartsWith(site.Address.ToString(), StringComparison.Ordinal));
        // Back shows where one is, and does not send the member away again.
        await window.Page.GoBackAsync();
        await window.Ready();
        await window.Sees("Sign in at Alder Bank");
        await window.Follow("Go to Alder Bank");
        await window.Answer(site, "Yes");
        await window.Sees("Which accounts?");
        await window.Ready();
        await window.Page.ReloadAsync();
        await window.Ready();
        Assert.True(await window.Page.GetByRole(AriaRole.Checkbox, new() { Name = "acc-3" }).IsDisabledAsync());
        await window.Press("Link the chosen accounts");
        await window.Sees("Choose at least one account.");
        await window.Press("Choose all");
        await window.Press("Link 2 accounts");

        await window.Sees("Alder Bank is linked.");
        await window.Sees("2 transactions are here.");
        await window.Follow("To the overview");
        await window.Sees("$5,123.45");
        var user = await app.IdOf("Robin");
        var link = Assert.Single(await app.Get<Data.BankLinks.BankLinkStore>().List(user));
        Assert.Equal([Purpose.View, Purpose.FraudAlerts], link.Purposes.Order());
        Assert.DoesNotContain(window.Troubles, trouble => !trouble.Contains(site.Address.Authority, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_no_at_the_bank_and_a_session_that_was_lost_there_end_in_a_sentence_and_a_way_on()
    {
        await using var site = await BankSite.Open();
        await using var app = await WizardApp.Start(site);
        await using var window = await browser.Open(app);
        await window.SetUp(app);
        await window.Agree();
        await window.Answer(site, "No");
        await window.Sees("did not let BankView in");
        await window.Ready();
        await window.Press("Begin again at Alder Bank");
        await window.Page.WaitForURLAsync(url => url.StartsWith(site.Address.ToString(), StringComparison.Ordinal));

        await window.Context.ClearCookiesAsync();
        await window.Answer(site, "Yes");
        await window.WaitFor("/sign-in");
        await window.Fill("User name", "Robin");
        await window.Fill("Password", BankViewApp.Password);
        await window.Press("Sign in");

        await window.Sees("Which accounts?");
        // The same answer once more, as Back or a copied address brings it, finds what is there.
        await window.Page.GotoAsync($"/links/return?state=forged&code=1");
        await window.Sees("belongs to no link you are making here");
    }

    [Fact]
    public async Task A_token_is_pasted_and_a_bad_one_is_told()
    {
        await using var app = await WizardApp.Start(null, ConnectorKind.SimpleFin);
        await using var window = await browser.Open(app);
        await window.SetUp(app);
        await window.Go("/links/new");
        await window.Follow("Alder Bank");
        await window.Press("Agree and go to Alder Bank");
        await window.Page.GetByLabel("Setup token").FillAsync("nonsense");
        await window.Press("Go on");
        await window.Sees("That is no setup token.");
        await window.Page.GetByLabel("Setup token").FillAsync(MemoryBank.Token);
        await window.Press("Go on");
        await window.Sees("Which accounts?");
        window.HasNoTroubles();
    }

    [Theory, InlineData(1280, false, "en-US"), InlineData(390, true, "en-US"), InlineData(1280, true, "de-DE"), InlineData(390, false, "de-DE")]
    public async Task Every_step_is_free_of_findings_and_fits_its_width(int width, bool dark, string language)
    {
        await using var site = await BankSite.Open();
        await using var app = await WizardApp.Start(site);
        await using var first = await browser.Open(app);
        await first.SetUp(app);
        await using var window = await browser.Open(app, width, dark, language);
        await window.Context.AddCookiesAsync((await first.Context.CookiesAsync()).Select(cookie => new Cookie
        {
            Name = cookie.Name,
            Value = cookie.Value,
            Domain = cookie.Domain,
            Path = cookie.Path,
        }));

        await window.Go("/links/new");
        await Look(window, "1-banks");
        await window.Page.Locator("main a.row").First.ClickAsync();
        await window.Page.Locator("#own-days, .days-choice").First.WaitForAsync();
        await window.Page.Locator(".days-choice label").Last.ClickAsync();
        await window.Page.Locator("#own-days").FillAsync("20");
        await window.Page.Locator("main .button-primary").ClickAsync();
        await Look(window, "2-consent");
        await window.Page.Locator("#own-days").FillAsync("120");
        await window.Page.Locator("main .button-primary").ClickAsync();
        await window.Page.WaitForURLAsync(url => url.StartsWith(site.Address.ToString(), StringComparison.Ordinal));
        var yes = await window.Page.GetByRole(AriaRole.Link, new() { Name = "Yes" }).GetAttributeAsync("href");
        await window.Page.GoBackAsync();
        await window.Ready();
        await Look(window, "3-at-bank");
        await window.Page.GotoAsync(yes!);
        await window.Ready();
        await Look(window, "4-accounts");
        await window.Page.Locator(".found-account").First.ClickAsync();
        await window.Page.Locator("main .button-primary").ClickAsync();
        await window.Page.Locator(".notice-done").WaitForAsync();
        await Look(window, "5-done");

        async Task Look(BrowserPage at, string step)
        {
            if (Environment.GetEnvironmentVariable("BANKVIEW_TEST_PICTURES") is { Length: > 0 } folder)
            {
                await at.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{step}-{width}-{language}-{(dark ? "dark" : "light")}.png"), FullPage = true });
            }

            Assert.Empty((await at.Page.RunAxe()).Violations.Select(found => $"{step}: {found.Id}: {found.Help}: {found.Nodes[0].Html}"));
            Assert.False(await at.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth"), step);
        }
    }
}

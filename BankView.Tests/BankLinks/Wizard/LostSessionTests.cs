using BankView.Data.BankLinks;
using BankView.Data.Institutions;
using BankView.Tests.Testing;

namespace BankView.Tests.BankLinks.Wizard;

/// <summary>Sessions that end on the way, and more than one tab: the way goes on where it was, to one whole link.</summary>
public class LostSessionTests(Browser browser)
{
    [Fact]
    public async Task A_session_that_is_lost_at_any_step_goes_on_there_after_signing_in_again()
    {
        await using var site = await BankSite.Open();
        await using var app = await WizardApp.Start(site);
        await using var window = await browser.Open(app);
        await window.SetUp(app);
        var bank = (await app.Get<InstitutionStore>().ListOffered()).Single(one => one.Name is "Alder Bank");

        await window.Go("/links/new");
        await LoseIt(window, "Birch Bank");
        await window.Go($"/links/new?bank={bank.Id}");
        await LoseIt(window, "What never happens");
        await window.Press("Agree and go to Alder Bank");
        await window.Page.WaitForURLAsync(url => url.StartsWith(site.Address.ToString(), StringComparison.Ordinal));
        await window.Page.GoBackAsync();
        await window.Ready();
        await LoseIt(window, "Sign in at Alder Bank");
        await window.Follow("Go to Alder Bank");
        await window.Answer(site, "Yes");
        await window.Sees("Which accounts?");
        await window.Ready();
        await LoseIt(window, "Which accounts?");
        await window.Press("Choose all");
        await window.Press("Link 2 accounts");
        await window.Sees("Alder Bank is linked.");
        await LoseIt(window, "Alder Bank is linked.");

        Assert.Equal(2, Assert.Single(await Links(app)).AccountCount);
    }

    [Fact]
    public async Task A_session_that_is_ended_in_another_tab_while_accounts_are_chosen_makes_no_link_and_goes_on_later()
    {
        await using var site = await BankSite.Open();
        await using var app = await WizardApp.Start(site);
        await using var window = await browser.Open(app);
        await window.SetUp(app);
        await window.Agree();
        await window.Answer(site, "Yes");
        await window.Sees("Which accounts?");
        await window.Ready();
        await window.Press("Choose all");
        var other = await BrowserPage.In(window.Context, app.Address);
        await other.Go("/");
        await other.SignOut();

        await window.WaitFor("/sign-in");
        Assert.Empty(await Links(app));
        await window.Ready();
        await SignIn(window);
        await window.Sees("Which accounts?");
        await window.Ready();
        await window.Press("Choose all");
        await window.Press("Link 2 accounts");
        await window.Sees("Alder Bank is linked.");
        Assert.Single(await Links(app));
    }

    [Fact]
    public async Task Two_tabs_on_the_way_to_the_same_bank_end_in_one_link_and_one_that_was_left_tells_the_other()
    {
        await using var site = await BankSite.Open();
        await using var app = await WizardApp.Start(site);
        await using var one = await browser.Open(app);
        await one.SetUp(app);
        var other = await BrowserPage.In(one.Context, app.Address);
        await one.Agree();
        await other.Agree();
        await one.Answer(site, "Yes");
        await one.Sees("Which accounts?");
        await one.Ready();

        // The other tab's answer is its own, and so is its attempt.
        await other.Answer(site, "Yes");
        await other.Sees("Which accounts?");
        await other.Ready();
        await other.Press("Choose all");
        await other.Press("Link 2 accounts");
        await other.Sees("Alder Bank is linked.");
        await one.Press("Choose all");
        await one.Press("Link 2 accounts");
        await one.Sees("Alder Bank is linked.");
        Assert.Equal(2, Assert.Single(await Links(app)).AccountCount);

        // The same attempt in both.
        await one.Agree();
        await one.Answer(site, "Yes");
        await one.Sees("Which accounts?");
        await one.Ready();
        await other.Go(new Uri(one.Page.Url).AbsolutePath);
        await other.Press("Don’t link");
        await one.Sees("You let the link to Alder Bank be.");
        Assert.Single(await Links(app));
    }

    private static async Task LoseIt(BrowserPage window, string step)
    {
        await window.Sees(step);
        await window.Context.ClearCookiesAsync();
        await window.Page.ReloadAsync();
        await window.WaitFor("/sign-in");
        await window.Ready();
        await SignIn(window);
        await window.Sees(step);
        await window.Ready();
    }

    private static async Task SignIn(BrowserPage window)
    {
        await window.Fill("User name", "Robin");
        await window.Fill("Password", BankViewApp.Password);
        await window.Page.Keyboard.PressAsync("Enter");
        await window.Page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
    }

    private static async Task<IReadOnlyList<BankLink>> Links(BankViewApp app) => await app.Get<BankLinkStore>().List(await app.IdOf("Robin"));
}

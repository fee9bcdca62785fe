using BankView.Data.Administration;
using BankView.Data.BankLinks;
using BankView.Data.Institutions;
using BankView.Tests.Testing;

namespace BankView.Tests.Admin;

public class AdminPagesTests
{
    [Fact]
    public async Task A_preset_becomes_a_draft_that_is_offered_when_it_is_filled_in()
    {
        await using var site = await AdminSite.Open();
        using var alex = await site.SignIn("Alex");
        Assert.Contains("needs your contract with the bank", await alex.Read("/admin/institutions/new"), StringComparison.Ordinal);

        var added = (await alex.Post("/admin/institutions/new", "preset", ("Preset", "chase"))).Headers.Location!.OriginalString;
        Assert.Contains("JPMorgan Chase", await alex.Read(added), StringComparison.Ordinal);
        Assert.Contains("Not offered: Address, Client id, Client secret must be filled in first.", await Say(alex.Post(added, "act", ("Action", "offer"))), StringComparison.Ordinal);
        Assert.Contains("Saved.", await Say(alex.Post(added, "institution", Filled)), StringComparison.Ordinal);
        Assert.Contains("The configuration works", await Say(alex.Post(added, "act", ("Action", "test"))), StringComparison.Ordinal);
        Assert.Contains("Members may link it now", await Say(alex.Post(added, "act", ("Action", "offer"))), StringComparison.Ordinal);

        Assert.Contains(await site.App.Get<InstitutionStore>().ListOffered(), bank => bank.Name is "JPMorgan Chase");
    }

    [Fact]
    public async Task A_secret_goes_in_and_never_comes_out()
    {
        await using var site = await AdminSite.Open();
        using var alex = await site.SignIn("Alex");
        Assert.Contains("It is sealed and never shown again.", await alex.Read(site.BankPath), StringComparison.Ordinal);

        var kept = await Say(alex.Post(site.BankPath, "institution", Without("Form.Secrets[ClientSecret]")));
        Assert.Contains("Saved.", kept, StringComparison.Ordinal);
        Assert.Equal("client-secret-canary-8841", (await site.App.Get<InstitutionStore>().OpenSettings(site.Bank.Id))!.Secrets["ClientSecret"]);

        var refused = await Say(alex.Post(site.BankPath, "institution", [.. Without("Form.Secrets[ClientSecret]"), ("Form.Removed[ClientSecret]", "true")]));
        Assert.Contains("An offered bank cannot do without this.", refused, StringComparison.Ordinal);

        var replaced = await Say(alex.Post(site.BankPath, "institution", Filled));
        Assert.DoesNotContain("a new secret", kept + refused + replaced, StringComparison.Ordinal);
        Assert.Equal("a new secret", (await site.App.Get<InstitutionStore>().OpenSettings(site.Bank.Id))!.Secrets["ClientSecret"]);

        await alex.Post(site.BankPath, "institution", [.. Filled, ("Form.Removed[PrivateKey]", "true")]);
        Assert.DoesNotContain("PrivateKey", (await site.App.Get<InstitutionStore>().OpenSettings(site.Bank.Id))!.Secrets.Keys);
    }

    [Theory]
    [InlineData("http://bank.example/fdx")]
    [InlineData("file:///etc/passwd")]
    [InlineData("bank.example")]
    public async Task An_address_that_is_not_https_is_refused_with_a_sentence(string address)
    {
        await using var site = await AdminSite.Open();
        using var alex = await site.SignIn("Alex");

        var answer = await Say(alex.Post(site.BankPath, "institution", [.. Without("Form.Values[Address]"), ("Form.Values[Address]", address)]));

        Assert.Contains("An address begins with https://", answer, StringComparison.Ordinal);
        Assert.Equal("https://bank.example/fdx", (await site.App.Get<InstitutionStore>().OpenSettings(site.Bank.Id))!.Values["Address"]);
    }

    [Fact]
    public async Task Withdrawing_asks_for_a_reason_a_term_and_that_it_is_understood()
    {
        await using var site = await AdminSite.Open();
        using var alex = await site.SignIn("Alex");
        var page = $"{site.BankPath}/withdrawal";
        Assert.Contains("Links that end: 1.", await alex.Read(page), StringComparison.Ordinal);

        var asked = await Say(alex.Post(page, "withdraw", ("Form.Reason", " "), ("Form.Erases", "true"), ("Form.Days", "0")));
        Assert.Contains("Say why, in at most 500 characters.", asked, StringComparison.Ordinal);
        Assert.Contains("Between 1 and 365 days.", asked, StringComparison.Ordinal);
        Assert.Contains("Tick this to go on.", asked, StringComparison.Ordinal);

        var done = await Say(alex.Post(page, "withdraw", ("Form.Reason", "The bank left."), ("Form.Erases", "false"), ("Form.IsUnderstood", "true")));
        Assert.Contains("Withdrawn. Links that ended: 1.", done, StringComparison.Ordinal);
        Assert.Contains("Each member decides", done, StringComparison.Ordinal);
        Assert.Equal(LinkEnd.Institution, (await site.App.Get<BankLinkStore>().Find(site.Sam, site.LinkId))!.Status.RevokedBy);
        Assert.DoesNotContain("Offer it", await alex.Read(site.BankPath), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Links_are_filtered_disconnected_and_everything_stands_in_the_trail()
    {
        await using var site = await AdminSite.Open();
        using var alex = await site.SignIn("Alex");
        Assert.Contains("Sam · Alder Bank", await alex.Read("/admin/links"), StringComparison.Ordinal);
        Assert.Contains("No link fits.", await alex.Read("/admin/links?health=BankDown"), StringComparison.Ordinal);
        Assert.Contains("12 added, 3 changed, 1 removed", await alex.Read("/admin/sync-runs"), StringComparison.Ordinal);

        Assert.Contains("Say why", await Say(alex.Post(site.LinkPath, "disconnect", ("Reason", ""))), StringComparison.Ordinal);
        Assert.Contains("Disconnected. The member sees your reason.", await Say(alex.Post(site.LinkPath, "disconnect", ("Reason", "You asked us to."))), StringComparison.Ordinal);

        var trail = await alex.Read("/admin/actions?kind=LinkDisconnected");
        Assert.Contains("Link disconnected: Sam, Alder Bank", trail, StringComparison.Ordinal);
        Assert.Contains("by Alex", trail, StringComparison.Ordinal);
        Assert.Single(await site.App.Get<AdminActionStore>().List(AdminActionKind.LinkDisconnected, AdminActionCursor.Newest, 10));
    }

    private static (string Name, string Value)[] Filled =>
    [
        ("Form.Name", "JPMorgan Chase"), ("Form.Values[Address]", "https://bank.example/fdx"), ("Form.Values[ClientId]", ConfiguredBank.GoodClient),
        ("Form.Secrets[ClientSecret]", "a new secret"),
    ];

    private static (string Name, string Value)[] Without(string field) =>
        [.. Filled.Where(one => !string.Equals(one.Name, field, StringComparison.Ordinal))];

    private static async Task<string> Say(Task<HttpResponseMessage> answer) => await FormClient.Text(await answer);
}

using BankView.Data.BankLinks;
using BankView.Data.BankLinks.Connectors;
using BankView.Data.Institutions;
using BankView.Tests.Testing;
using BankView.Web.SandboxBank;
using Microsoft.AspNetCore.Hosting;
using NetArchTest.Rules;

namespace BankView.Tests.SandboxBank;

public class ApartTests
{
    private static readonly string[] Ours =
    [
        "BankView.Data.Accounts", "BankView.Data.BankLinks", "BankView.Data.Consents", "BankView.Data.Database", "BankView.Data.Egress", "BankView.Data.Imports",
        "BankView.Data.Institutions", "BankView.Data.Sealing", "BankView.Data.Statements", "BankView.Data.Transactions", "BankView.Data.Users",
        "BankView.Data.UserId", "BankView.Data.BankTime", "BankView.Web.Shell", "BankView.Web.Ui", "BankView.Web.SignIn", "BankView.Web.BankLinks",
    ];

    [Fact]
    public void The_bank_knows_nothing_of_BankView_but_money()
    {
        var found = Types.InAssembly(typeof(SandboxBankAddress).Assembly).That().ResideInNamespace("BankView.Web.SandboxBank")
            .And().DoNotResideInNamespace("BankView.Web.SandboxBank.Offering").ShouldNot().HaveDependencyOnAny(Ours).GetResult();
        Assert.True(found.IsSuccessful, string.Join(", ", found.FailingTypeNames ?? []));
    }

    [Theory, InlineData("Production", null), InlineData("Development", "false")]
    public async Task Where_it_is_off_there_is_nothing_of_it(string environment, string? enabled)
    {
        await using var app = await BankViewApp.Start(web => web.UseEnvironment(environment).UseSetting("SandboxBank:Enabled", enabled));
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = app.Address };
        foreach (var path in new[] { "/sandbox-bank", "/sandbox-bank/control", "/sandbox-bank/fdx/v6/accounts", "/.well-known/oauth-authorization-server/sandbox-bank" })
        {
            using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
            using var nowhere = await http.GetAsync(new Uri("/nowhere", UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal((nowhere.StatusCode, nowhere.Headers.Location?.AbsolutePath), (answer.StatusCode, answer.Headers.Location?.AbsolutePath));
        }

        Assert.Empty(await app.Get<InstitutionStore>().List());
        Assert.Null(app.Get<SandboxBankAddress>().LocalHost);
        Assert.False(File.Exists(Path.Combine(app.Folder, "data", "sandbox-bank.db")));
    }

    [Fact]
    public async Task Where_it_is_on_members_are_offered_it_at_the_address_that_the_application_listens_on()
    {
        await using var app = await BankViewApp.Start(web => web.UseEnvironment("Production").UseSetting("SandboxBank:Enabled", "true"));
        var bank = Assert.Single(await app.Get<InstitutionStore>().ListOffered());
        Assert.Equal(("Sandbox Bank", ConnectorKind.Fdx, "A bank to try BankView with. No real money."), (bank.Name, bank.Connector, bank.Note));
        var settings = (await app.Get<InstitutionStore>().OpenSettings(bank.Id))!;
        Assert.Equal($"{app.Address}sandbox-bank/fdx/v6", settings.Values["Address"]);
        Assert.Equal($"localhost:{app.Address.Port}", app.Get<SandboxBankAddress>().LocalHost);
        Assert.True(settings.Secrets["ClientSecret"].Length > 40);
    }

    [Fact]
    public async Task An_address_that_is_configured_counts()
    {
        await using var app = await BankViewApp.Start(web => web.UseSetting("SandboxBank:Address", "https://bank.example"));
        var bank = Assert.Single(await app.Get<InstitutionStore>().ListOffered());
        Assert.Equal("https://bank.example/sandbox-bank", (await app.Get<InstitutionStore>().OpenSettings(bank.Id))!.Values["Issuer"]);
    }

    [Theory, InlineData(InstitutionState.Offered), InlineData(InstitutionState.Paused)]
    public async Task Turned_off_it_is_paused_with_its_links_and_back_on_it_is_as_it_was(InstitutionState before)
    {
        await using var app = await BankViewApp.Start();
        using var robin = new FormClient(app);
        await robin.Join(await app.SetupLink(), "Robin");
        var bank = Assert.Single(await app.Get<InstitutionStore>().ListOffered());
        var link = await LinkedBank.Link(await TestMember.Of(app, "Robin"));
        await link.Set("institution_id = @Id", new { bank.Id });
        await Save(app, bank with { State = before });

        await using (var off = await Again(app, enabled: false))
        {
            Assert.DoesNotContain(await off.Get<InstitutionStore>().ListOffered(), one => one.Id == bank.Id);
            Assert.Equal(LinkHealth.Late, (await off.Get<BankLinkStore>().Find(link.Member.Id, link.Id))!.Status.HealthAt(DateTimeOffset.UtcNow));
            using var browser = new FormClient(off);
            await browser.SignIn("Robin");
            Assert.Contains("is paused on this BankView: nothing is read for now.", await browser.Read($"/links/{link.Id}"), StringComparison.Ordinal);
        }

        await using var on = await Again(app, enabled: true);
        Assert.Equal(before, (await on.Get<InstitutionStore>().Find(bank.Id))!.State);
        Assert.DoesNotContain("TurnedOff", (await on.Get<InstitutionStore>().OpenSettings(bank.Id))!.Values.Keys);
    }

    [Fact]
    public async Task What_an_administrator_changed_stays_over_a_restart()
    {
        await using var app = await BankViewApp.Start();
        var store = app.Get<InstitutionStore>();
        var bank = Assert.Single(await store.List());
        await store.Save(bank with { State = InstitutionState.Paused, Name = "Practice Bank" },
            new Dictionary<string, string>(StringComparer.Ordinal) { ["Scope"] = "fdx:accountbasic:read" }, new Dictionary<string, string>(StringComparer.Ordinal));
        await using var again = await Again(app, enabled: true);
        var later = Assert.Single(await again.Get<InstitutionStore>().List());
        Assert.Equal((InstitutionState.Paused, "Practice Bank"), (later.State, later.Name));
        Assert.Equal("fdx:accountbasic:read", (await again.Get<InstitutionStore>().OpenSettings(bank.Id))!.Values["Scope"]);
    }

    // The same installation started once more, as after a restart.
    private static Task<BankViewApp> Again(BankViewApp app, bool enabled) => BankViewApp.Start(web => web
        .UseSetting("Database:Folder", Path.Combine(app.Folder, "data")).UseSetting("MasterKey:File", Path.Combine(app.Folder, "keys", "master.key"))
        .UseSetting("SandboxBank:Enabled", enabled ? "true" : "false"));

    private static async Task Save(BankViewApp app, Institution bank) => await app.Get<InstitutionStore>().Save(
        bank, (await app.Get<InstitutionStore>().OpenSettings(bank.Id))!.Values, new Dictionary<string, string>(StringComparer.Ordinal));
}

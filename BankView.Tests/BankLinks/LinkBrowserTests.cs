using System.Net;
using BankView.Data.BankLinks;
using BankView.Data.BankLinks.Connectors;
using BankView.Tests.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BankView.Tests.BankLinks;

public class LinkBrowserTests(Browser browser)
{
    [Theory, InlineData(1280, false, "en-US"), InlineData(390, true, "de-DE"), InlineData(390, false, "en-US"), InlineData(1280, true, "de-DE")]
    public async Task Links_in_every_state_are_free_of_findings_on_every_page(int width, bool dark, string language)
    {
        var bank = new RevokingBank { Answer = RevokingBank.Fails(ProblemKind.ProviderDown) };
        await using var app = await BankViewApp.Start(host => host.ConfigureTestServices(services => services.RemoveAll<IConnector>().AddSingleton<IConnector>(bank)));
        await using var window = await browser.Open(app, width, dark, language);
        await using (var first = await browser.Open(app))
        {
            await first.SetUp(app);
        }

        var links = await InEveryState(app);
        await window.Go("/sign-in");
        await window.Page.FillAsync("input[autocomplete*=username]", "Robin");
        await window.Page.FillAsync("input[type=password]", BankViewApp.Password);
        await window.Page.Keyboard.PressAsync("Enter");
        await window.WaitFor("/");
        List<string> findings = [];
        foreach (var (path, name) in links)
        {
            await window.Go(path);
            findings.AddRange(await window.Findings(path));
            await Keep(window, $"{name}-{width}-{(dark ? "dark" : "light")}");
        }

        Assert.Empty(findings);
        window.HasNoTroubles();
    }

    [Fact]
    public async Task A_copy_of_an_ended_link_is_its_owners_alone()
    {
        await using var app = await BankViewApp.Start();
        using var owner = new FormClient(app);
        using var other = new FormClient(app);
        await owner.Join(await app.SetupLink(), "Robin");
        await other.Join(await app.InvitationLink("Robin"), "Kim");
        var link = await LinkedBank.Link(await TestMember.Of(app, "Robin"));
        await link.Member.Revocations.End(link.Member.Id, link.Id);

        var answer = await owner.Get($"/links/{link.Id}/export");
        var lines = (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Split("\r\n");

        Assert.Equal(("text/csv", true), (answer.Content.Headers.ContentType?.MediaType, answer.Headers.CacheControl?.NoStore));
        Assert.Equal(["2026-11-05", "2026-11-04", "2026-11-03", ""], lines[1..].Select(line => line.Split(',')[0]));
        Assert.Contains("Book Shop", lines[2], StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await other.Get($"/links/{link.Id}/export")).StatusCode);
    }

    [Fact]
    public async Task A_running_application_takes_back_what_is_due_by_itself()
    {
        var asked = new TaskCompletionSource();
        var bank = new RevokingBank
        {
            Answer = (_, _) =>
            {
                asked.TrySetResult();
                return Task.FromResult(BankRevocation.Confirmed);
            },
        };
        await using var app = await BankViewApp.Start(host =>
        {
            host.UseSetting("Sync:Enabled", "true");
            host.ConfigureTestServices(services => services.RemoveAll<IConnector>().AddSingleton<IConnector>(bank));
        });
        using var owner = new FormClient(app);
        await owner.Join(await app.SetupLink(), "Robin");
        var link = await LinkedBank.Link(await TestMember.Of(app, "Robin"));
        await link.Member.Revocations.End(link.Member.Id, link.Id);

        await asked.Task;
        while ((await link.Revocation()).IsOpen)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    private static async Task<IReadOnlyList<(string Path, string Name)>> InEveryState(BankViewApp app)
    {
        var member = await TestMember.Of(app, "Robin");
        var now = DateTimeOffset.UtcNow;
        var fine = await LinkedBank.Link(member);
        await member.Consents.Narrow(member.Id, fine.Id, (await fine.Consent()).Without(fine.Card, "TRANSACTIONS"));
        var needsYou = await LinkedBank.Link(member, "Birch Bank");
        await needsYou.Set($"problem = '{ProblemKind.ReauthRequired}', last_success_at = @then", new { then = now.AddDays(-1) });
        var down = await LinkedBank.Link(member, "Cedar Credit Union");
        await down.Set($"problem = '{ProblemKind.ProviderDown}'");
        var ended = await LinkedBank.Link(member, "Dogwood Savings");
        await member.Revocations.End(member.Id, ended.Id);
        await app.Get<Revocations>().TryNow(member.Id, ended.Id);
        return
        [
            ("/links", "links"), ($"/links/{fine.Id}", "link-fine"), ($"/links/{needsYou.Id}", "link-needs-you"), ($"/links/{ended.Id}", "link-ended"),
            ($"/links/{fine.Id}/revoke", "revoke"), ($"/links/renew?link={fine.Id}", "renew"), ("/", "overview"), ($"/accounts/{needsYou.Checking}", "account"),
        ];
    }

    // For whoever looks at pages: BANKVIEW_TEST_SCREENSHOTS names a folder.
    private static async Task Keep(BrowserPage window, string name)
    {
        if (Environment.GetEnvironmentVariable("BANKVIEW_TEST_SCREENSHOTS") is { Length: > 0 } folder)
        {
            await window.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), FullPage = true });
        }
    }
}

using BankView.Data.Alerts;
using BankView.Data.Consents;
using BankView.Data.Imports;
using BankView.Data.Statements;
using BankView.Data.Statements.Ofx;
using BankView.Data.Users;
using BankView.Tests.Alerts;
using BankView.Tests.Testing;

namespace BankView.Tests.WholeWay;

/// <summary>axe-core finds nothing on any page, light and dark, on a desktop and on a phone.</summary>
public class AccessibilityTests(Browser browser)
{
    private static readonly string[] Pages =
    [
        "/", "/activity", "/activity?q=paper", "/activity?q=nothing-like-this", "/alerts", "/import", "/links", "/settings", "/settings/password",
        "/settings/passkeys", "/settings/alerts", "/settings/authenticator", "/settings/sessions", "/settings/messages", "/admin/members",
        "/admin/members/invite", "/not-there",
    ];

    [Theory, InlineData(1280, false, "en-US"), InlineData(1280, true, "de-DE"), InlineData(390, false, "de-DE"), InlineData(390, true, "en-US")]
    public async Task Every_page_is_free_of_findings(int width, bool dark, string language)
    {
        await using var app = await BankViewApp.Start();
        await using (var first = await browser.Open(app))
        {
            await first.SetUp(app);
        }

        var account = await BringInSample(app);
        await BringAlerts(await TestMember.Of(app, "Robin"));
        await using var window = await browser.Open(app, width, dark, language);
        await window.Go("/sign-in");
        var findings = await window.Findings("/sign-in");
        await window.Page.FillAsync("input[autocomplete*=username]", "Robin");
        await window.Page.FillAsync("input[type=password]", "a quiet river in spring");
        await window.Page.Keyboard.PressAsync("Enter");
        await window.WaitFor("/");
        foreach (var page in Pages.Append($"/accounts/{account}"))
        {
            await window.Go(page);
            findings = [.. findings, .. await window.Findings(page)];
        }

        Assert.Empty(findings);
        Assert.DoesNotContain(window.Troubles, trouble => !trouble.Contains("404", StringComparison.Ordinal));
    }

    // One that waits, which the overview shows too, and one that was not the member's.
    private static async Task BringAlerts(TestMember robin)
    {
        await CardMember.Bring(robin, Purpose.View, Purpose.FraudAlerts);
        await robin.BringIn(Testing.Statements.Card(CardMember.Strange(robin)));
        await robin.Alerts.Answer(robin.Id, Assert.Single(await CardMember.AlertsOf(robin)).Id, MemberAnswer.WasNotMe);
        await robin.BringIn(Testing.Statements.Card(CardMember.Payment(robin, 1, -150_000, "Quarry Jewels", "jewels")));
        Assert.Single(await robin.Alerts.ListOpen(robin.Id, 10));
    }

    private static async Task<Guid> BringInSample(BankViewApp app)
    {
        var user = (await app.Get<UserAccountStore>().FindByName(User.Normalize("Robin")))!.Id;
        var file = OfxReader.Read(StatementText.Decode(await File.ReadAllBytesAsync(Samples.Path("checking.ofx"))));
        var result = await app.Get<ImportStore>().Import(user, [.. file.Parts.Select(part => new ImportPart
        {
            FileName = "checking.ofx", Format = StatementFormat.Ofx, Statement = part, BankName = "Example Bank", AccountName = "Everyday",
        })], unreadableRows: 0);
        return result!.AccountIds[0];
    }
}

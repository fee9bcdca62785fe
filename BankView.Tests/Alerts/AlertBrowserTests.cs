using System.Globalization;
using System.Text;
using BankView.Data;
using BankView.Data.Alerts;
using BankView.Data.BankLinks.Connectors;
using BankView.Data.Consents;
using BankView.Tests.Testing;
using Microsoft.Playwright;
using static BankView.Tests.Testing.Statements;

namespace BankView.Tests.Alerts;

/// <summary>Alerts in a real browser: as they come, and as they look.</summary>
public class AlertBrowserTests(Browser browser)
{
    [Fact]
    public async Task A_statement_brought_in_in_one_tab_is_told_of_on_the_open_overview_and_the_open_alerts_page()
    {
        await using var app = await BankViewApp.Start();
        await using var overview = await browser.Open(app);
        await overview.SetUp(app);
        var robin = await TestMember.Of(app, "Robin");
        var (alerts, import) = (await BrowserPage.In(overview.Context, app.Address), await BrowserPage.In(overview.Context, app.Address));
        await BringIn(import, await Statement());
        await robin.Consents.ChangePurposes(robin.Id, (await robin.Links.List(robin.Id))[0].Id, new HashSet<Purpose> { Purpose.View, Purpose.FraudAlerts });
        await robin.AlertRules.Set(robin.Id, (await robin.AlertRules.List(robin.Id))[0].AccountId, AlertRule.CardActivity, isOn: true, threshold: null);
        await overview.Go("/");
        await alerts.Go("/alerts");
        await alerts.Sees("All quiet.");

        await BringIn(import, await Statement("Zephyr Electronics"));

        await overview.Sees("Zephyr Electronics");
        await Assertions.Expect(overview.Page.Locator("main .notice").First).ToContainTextAsync("Zephyr Electronics");
        await alerts.Sees("1 alert waits for you.");
        await Assertions.Expect(alerts.Page.Locator(".alert")).ToContainTextAsync("Zephyr Electronics");
        await alerts.Page.GetByRole(AriaRole.Button, new() { Name = "Seen: Card activity, Zephyr Electronics" }).ClickAsync();
        await Assertions.Expect(overview.Page.Locator("main .notice")).ToHaveCountAsync(0);
        overview.HasNoTroubles();
    }

    [Theory, InlineData(1280, false, "en-US"), InlineData(390, true, "de-DE"), InlineData(390, false, "en-US"), InlineData(1280, true, "de-DE")]
    public async Task Alerts_of_every_rule_are_free_of_findings_on_every_page(int width, bool dark, string language)
    {
        await using var app = await BankViewApp.Start();
        await using (var first = await browser.Open(app))
        {
            await first.SetUp(app);
        }

        await BringEveryRule(await TestMember.Of(app, "Robin"));
        await using var window = await browser.Open(app, width, dark, language);
        await window.Go("/sign-in");
        await window.Page.FillAsync("input[autocomplete*=username]", "Robin");
        await window.Page.FillAsync("input[type=password]", BankViewApp.Password);
        await window.Page.Keyboard.PressAsync("Enter");
        await window.WaitFor("/");
        List<string> findings = [];
        foreach (var path in new[] { "/", "/alerts", "/alerts?state=Quiet", "/alerts?state=Open&rule=LargeDeposit", "/settings/alerts" })
        {
            await window.Go(path);
            await window.Page.EvaluateAsync("document.querySelectorAll('ul.card details').forEach(one => one.open = true)");
            findings.AddRange(await window.Findings(path));
            await Keep(window, $"alerts{path.Replace('/', '-').Split('?')[0]}{path.Split('=').Last().Replace('/', '-')}-{width}-{(dark ? "dark" : "light")}");
        }

        await window.Go("/alerts?rule=LowBalance");
        await window.Page.Locator(".why summary").First.ClickAsync();
        await window.Page.Locator(".why-change a").First.ClickAsync();
        await window.WaitFor("/settings/alerts");
        await Assertions.Expect(window.Page.Locator(new Uri(window.Page.Url).Fragment)).ToBeInViewportAsync(new() { Ratio = 0.3f });
        Assert.Empty(findings);
        window.HasNoTroubles();
    }

    private static async Task BringEveryRule(TestMember robin)
    {
        await CardMember.Bring(robin, Purpose.View, Purpose.FraudAlerts);
        var link = await LinkedBank.Link(robin, "Birch Bank");
        await link.Set($"problem = '{ProblemKind.ReauthRequired}', last_success_at = @then", new { then = DateTimeOffset.UtcNow.AddDays(-1) });
        var accounts = await robin.AlertRules.List(robin.Id);
        await robin.AlertRules.Set(robin.Id, accounts[^1].AccountId, AlertRule.LargePayment, isOn: true, new Money(5000, Dollar));
        await robin.AlertRules.Set(robin.Id, accounts[^1].AccountId, AlertRule.CardActivity, isOn: true, threshold: null);
        await robin.BringIn(Card(CardMember.Strange(robin)));
        await robin.Alerts.Answer(robin.Id, Assert.Single(await CardMember.AlertsOf(robin)).Id, MemberAnswer.WasNotMe);
        await robin.BringIn(Card(CardMember.Payment(robin, 1, -150_000, "Quarry Jewels and Fine Watches of the Old Town", "jewels")));
        await robin.BringIn(Card(CardMember.Payment(robin, 1, -6_000, "Corner Bakery", "large"), CardMember.Payment(robin, 1, -1_500, "Green Grocers", "small")));
        await RaisedAlert.LowBalance(robin, accounts[^1].AccountId, 4_210, threshold: 10_000);
        await RaisedAlert.LinkNeedsYou(robin, link.Id);
        await RaisedAlert.ConsentEnds(robin, (await LinkedBank.Link(robin, "Alder Bank")).Id, (await link.Consent()).ExpiresAt);
        await RaisedAlert.AllQuiet(robin, new DateOnly(2026, 9, 1));
        await robin.Alerts.Close(robin.Id, (await CardMember.AlertsOf(robin)).First(alert => alert.Rule is AlertRule.AllQuiet).Id);
        await robin.AlertChoices.Mute(robin.Id, AlertRule.AllQuiet, DateTimeOffset.UtcNow.AddDays(7));
        await RaisedAlert.AllQuiet(robin, new DateOnly(2026, 10, 1));
    }

    // The sample card's statement, with one more payment of today.
    private static async Task<byte[]> Statement(string? merchant = null)
    {
        var day = DateTimeOffset.UtcNow.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        var row = merchant is null ? "" : $"""
            <STMTTRN><TRNTYPE>DEBIT</TRNTYPE><DTPOSTED>{day}</DTPOSTED><TRNAMT>-31.00</TRNAMT><FITID>TODAY1</FITID><NAME>{merchant}</NAME></STMTTRN>
            """;
        var sample = await File.ReadAllTextAsync(Samples.Path("card.qfx"), TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetBytes(sample.Replace("</BANKTRANLIST>", $"{row}</BANKTRANLIST>", StringComparison.Ordinal));
    }

    private static async Task BringIn(BrowserPage window, byte[] statement)
    {
        await window.Go("/import");
        await Assertions.Expect(window.Page.Locator("#statement-files")).ToBeEnabledAsync();
        await window.Page.Locator("#statement-files").SetInputFilesAsync(new FilePayload { Name = "card.qfx", MimeType = "application/x-ofx", Buffer = statement });
        await window.Page.Locator(".preview-actions .button-primary").ClickAsync();
        await Assertions.Expect(window.Page.Locator(".notice-done").First).ToBeVisibleAsync();
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

using System.Text.RegularExpressions;
using BankView.Tests.Channels.Email;
using BankView.Tests.Testing;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Playwright;

namespace BankView.Tests.Channels;

/// <summary>The way of a member who wants e-mail, in a real browser and with a real mail server.</summary>
public partial class MessagesBrowserTests(Browser browser)
{
    [Fact]
    public async Task An_address_is_added_by_the_code_tested_seen_in_the_history_and_removed()
    {
        await using var server = await MailServer.Start();
        await using var app = await BankViewApp.Start(server.Serve);
        await using var window = await browser.Open(app);
        await window.SetUp(app);
        await window.Go("/settings");
        await Assertions.Expect(window.Page.GetByRole(AriaRole.Link, new() { Name = "Where you are told" })).ToHaveAttributeAsync("href", "/settings/messages");
        await window.Go("/settings/messages");
        await window.Sees("So far, alerts stand in BankView alone.");

        await window.Fill("E-mail address", "robin@home.example");
        await window.Press("Send the code");
        await window.Sees("A code was sent to robin@home.example.");
        var code = SixDigits().Match((await server.Wait()).Text).Value;
        await window.Fill("Code from the e-mail", code);
        await window.Press("Add this address");
        await window.Press("Send a test: robin@home.example");

        var test = await server.Wait(2);
        Assert.Equal(("robin@home.example", "BankView: this is a test, and it arrived"), (test.To, test.Subject));
        await Assertions.Expect(window.Page.Locator("section[aria-labelledby=history-title] li")).ToContainTextAsync("A test");
        await Assertions.Expect(window.Page.Locator("section[aria-labelledby=history-title] li")).ToContainTextAsync("Sent");
        await window.Press("Remove: robin@home.example");
        await window.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Remove" }).ClickAsync();
        await window.Sees("So far, alerts stand in BankView alone.");
        window.HasNoTroubles();
    }

    [Theory, InlineData(1280, false, "en-US"), InlineData(390, true, "de-DE"), InlineData(390, false, "en-US"), InlineData(1280, true, "de-DE")]
    public async Task No_state_of_the_page_has_a_finding(int width, bool dark, string language)
    {
        await using var server = new FaultyMailServer();
        await using var app = await BankViewApp.Start(host => Serve(host, server));
        await using (var first = await browser.Open(app))
        {
            await first.SetUp(app);
        }

        var told = ToldMember.Of(await TestMember.Of(app, "Robin"));
        await using var window = await browser.Open(app, width, dark, language);
        await window.Go("/sign-in");
        await window.Page.FillAsync("input[autocomplete*=username]", "Robin");
        await window.Page.FillAsync("input[type=password]", BankViewApp.Password);
        await window.Page.Keyboard.PressAsync("Enter");
        await window.WaitFor("/");
        await window.Go("/settings/messages");
        List<string> findings = [.. await Look("empty")];
        await Send("#email-address", "nobody");
        findings.AddRange(await Look("no address"));
        await Send("#email-address", "robin@home.example");
        await Assertions.Expect(window.Page.Locator("#email-code")).ToBeVisibleAsync();
        findings.AddRange(await Look("code"));
        await Send("#email-code", "wrong");
        findings.AddRange(await Look("wrong code"));
        server.Replies["RCPT"] = "450 4.2.0 greylisted";
        await told.AddEmail("a-very-long-name-of-a-mailbox-that-no-phone-is-wide-enough-for@sub.home.example");
        await window.Page.Locator("article .button").First.ClickAsync();
        await Assertions.Expect(window.Page.Locator("article .part-warning")).ToBeVisibleAsync();
        await window.Page.SelectOptionAsync("article select", "MerchantAndAmount");
        await window.Page.CheckAsync("#message-quiet");
        await window.Page.Locator("section[aria-labelledby=how-title] .button-primary").ClickAsync();
        findings.AddRange(await Look("a channel that fails"));
        await window.Page.Locator("article .button-danger").ClickAsync();
        await Assertions.Expect(window.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        findings.AddRange(await Look("removing"));

        Assert.Empty(findings);
        window.HasNoTroubles();

        async Task<IReadOnlyList<string>> Look(string state)
        {
            await window.Ready();
            await Keep(window, $"{state}-{width}-{(dark ? "dark" : "light")}-{language}");
            return await window.Findings(state);
        }

        async Task Send(string field, string value)
        {
            await window.Page.FillAsync(field, value);
            await window.Page.Keyboard.PressAsync("Enter");
            await Assertions.Expect(window.Page.Locator("section[aria-labelledby=add-email] .notice")).Not.ToHaveCountAsync(0);
        }
    }

    // For whoever wants to look: BANKVIEW_TEST_SCREENSHOTS names a folder.
    private static async Task Keep(BrowserPage window, string name)
    {
        if (Environment.GetEnvironmentVariable("BANKVIEW_TEST_SCREENSHOTS") is { Length: > 0 } folder)
        {
            await window.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"messages-{name}.png"), FullPage = true });
        }
    }

    private static void Serve(IWebHostBuilder host, FaultyMailServer server)
    {
        var settings = server.Settings();
        foreach (var (name, value) in new[] { ("Host", settings.Host), ("Port", $"{settings.Port}"), ("Security", "None"), ("From", settings.From) })
        {
            host.UseSetting($"Email:{name}", value);
        }

        host.UseSetting("Egress:LocalHosts:25", settings.Host);
    }

    [GeneratedRegex(@"\b\d{6}\b", RegexOptions.NonBacktracking)]
    private static partial Regex SixDigits();
}

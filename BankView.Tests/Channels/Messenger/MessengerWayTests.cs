using BankView.Data.Channels;
using BankView.Tests.Testing;
using Microsoft.Playwright;

namespace BankView.Tests.Channels.Messenger;

/// <summary>The way to a chat in a real browser, with the real schedule.</summary>
public class MessengerWayTests(Browser browser)
{
    [Theory, InlineData(1280, "en-US", "Connect Messenger", "Code from the chat", "Confirm", "That is not the code", "Messenger is connected")]
    [InlineData(390, "de-DE", "Messenger verbinden", "Code aus dem Chat", "Bestätigen", "Das ist nicht der Code", "Messenger ist verbunden")]
    public async Task A_member_opens_the_chat_by_the_link_and_types_the_code_it_answers(
        int width, string language, string begin, string label, string confirm, string wrong, string done)
    {
        await using var site = await MessengerSite.Start(configure: host => host.UseSetting("Messages:Enabled", "true"));
        await using (var first = await browser.Open(site.App))
        {
            await first.SetUp(site.App);
        }

        await using var window = await browser.Open(site.App, width, language: language);
        await window.Go("/sign-in");
        await window.Page.FillAsync("input[autocomplete*=username]", "Robin");
        await window.Page.FillAsync("input[type=password]", BankViewApp.Password);
        await window.Page.Keyboard.PressAsync("Enter");
        await window.WaitFor("/");
        await window.Go("/settings/messages");
        var findings = await window.Findings("begin");

        await window.Press(begin);
        var link = window.Page.Locator("main a[href^='https://m.me/']");
        await Assertions.Expect(window.Page.Locator("main svg.qr-code")).ToBeVisibleAsync();
        findings = [.. findings, .. await window.Findings("link and code")];
        var person = site.NewPerson();
        await site.Deliver(MessengerSays.Delivery(MessengerSays.GetStarted(person, MessengerSite.ReferenceIn((await link.GetAttributeAsync("href"))!))));

        // Nobody touches the page: it goes on by itself.
        await window.Field(label).WaitForAsync();
        var code = await CodeFor(site, person);
        await window.Fill(label, code is "000000" ? "000001" : "000000");
        await window.Press(confirm);
        await window.Sees(wrong);
        findings = [.. findings, .. await window.Findings("wrong code")];
        await window.Fill(label, code);
        await window.Press(confirm);
        await window.Sees(done);

        Assert.Equal(ChannelKind.Messenger, Assert.Single(await site.App.Get<ChannelStore>().List(await site.App.IdOf("Robin"))).Kind);
        Assert.Empty(findings);
        window.HasNoTroubles();
    }

    private static async Task<string> CodeFor(MessengerSite site, string person)
    {
        // The page hears of it a moment before the chat does.
        var soon = DateTimeOffset.UtcNow + Hang.Limit;
        while (site.Platform.TextsFor(person).Count == 0 && DateTimeOffset.UtcNow < soon)
        {
            await Task.Delay(50);
        }

        return MessengerSite.CodeIn(site.Platform.TextsFor(person)[0]);
    }
}

using System.Text;
using BankView.Data.Channels;
using BankView.Data.Channels.WebPush;
using BankView.Tests.Channels.Email;
using BankView.Tests.Channels.Messenger;
using BankView.Tests.Channels.WebPush;
using BankView.Tests.Testing;
using Microsoft.Playwright;
using static BankView.Tests.WholeWay.BankTour;

namespace BankView.Tests.WholeWay;

/// <summary>A payment that its holder did not make: told on the open page and on every channel, answered in BankView.</summary>
public class AlertTourTests(Browser browser)
{
    private const string Person = "7000000000000042";
    private const string Told = "BankView: a payment needs your look. Open BankView. Your word: marmalade";

    [Fact]
    public async Task A_suspicious_payment_is_told_on_the_open_overview_by_mail_push_and_messenger_and_answered_in_BankView()
    {
        await using var mail = await MailServer.Start();
        await using var push = await PushServer.Start();
        await using var platform = await MessengerPlatform.Open();
        await using var app = await BankViewApp.Start(host =>
        {
            host.UseSetting("Sync:Enabled", "true");
            mail.Serve(host);
            push.Serve(host);
            platform.Rule(host);
        });
        await using var window = await browser.Open(app, width: 390);
        await window.SetUp(app);
        await LinkTheBank(window, "Fraud alerts");
        await AddEmail(window, mail);
        var phone = await AddPhone(app, push);
        await PairMessenger(window, app, platform);
        await app.Get<MessageSettingsStore>().Save(await app.IdOf("Robin"), new MessageSettings { Word = "marmalade" });
        var (mails, texts) = ((await mail.List()).Count, platform.TextsFor(Person).Count);
        await window.Go("/");
        await using var bank = await browser.Open(app);
        await SignInAtTheBank(bank, "/sandbox-bank/control");
        var asked = window.Page.GetByRole(AriaRole.Button, new() { Name = "It wasn’t me" });
        var before = await asked.CountAsync();

        await At(bank, "A suspicious payment");
        await ReadUntil(app, asked, before + 1);

        Assert.Contains(Told, (await mail.Wait(mails + 1)).Text, StringComparison.Ordinal);
        Assert.Equal(("BankView: a payment needs your look", Told), await Shown(push, phone));
        await Eventually(() => platform.TextsFor(Person).Count > texts);
        Assert.Equal(Told, platform.TextsFor(Person)[^1]);

        await asked.First.ClickAsync();
        await window.WaitFor("/alerts");
        await window.Sees("What to do now");
        await window.Sees("BankView has blocked nothing");
        await window.Go("/settings/messages");
        await Assertions.Expect(window.Page.GetByText("Sent", new() { Exact = true })).Not.ToHaveCountAsync(0);
        window.HasNoTroubles();
    }

    private static async Task AddEmail(BrowserPage window, MailServer mail)
    {
        await window.Go("/settings/messages");
        await window.Fill("E-mail address", "robin@home.example");
        await window.Press("Send the code");
        await window.Fill("Code from the e-mail", MessengerSite.CodeIn((await mail.Wait()).Text.Split('.')[0]));
        await window.Press("Add this address");
        await window.Sees("robin@home.example");
    }

    // A browser's own push service is out of a test's reach: this one is registered as the page's script would register it.
    private static async Task<SubscribedBrowser> AddPhone(BankViewApp app, PushServer push)
    {
        var phone = await push.Subscribe((await app.Get<VapidKeyStore>().Get()).PublicKey);
        Assert.NotNull(await app.Get<BrowserStore>().Add(await app.IdOf("Robin"), phone.Subscription, "Firefox · Android"));
        return phone;
    }

    private static async Task PairMessenger(BrowserPage window, BankViewApp app, MessengerPlatform platform)
    {
        await window.Go("/settings/messages");
        await window.Press("Connect Messenger");
        var link = (await window.Page.Locator("main a[href^='https://m.me/']").GetAttributeAsync("href"))!;
        platform.Heard(Person);
        await Deliver(app, MessengerSays.Delivery(MessengerSays.GetStarted(Person, MessengerSite.ReferenceIn(link))));
        await Eventually(() => platform.TextsFor(Person).Count > 0);
        await window.Fill("Code from the chat", MessengerSite.CodeIn(platform.TextsFor(Person)[0]));
        await window.Press("Confirm");
        await window.Sees("Messenger is connected");
    }

    private static async Task Deliver(BankViewApp app, string body)
    {
        using var http = new HttpClient { BaseAddress = app.Address };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/channels/messenger") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("X-Hub-Signature-256", MessengerPlatform.Sign(body));
        (await http.SendAsync(request)).EnsureSuccessStatusCode();
    }

    private static async Task<(string? Title, string? Body)> Shown(PushServer push, SubscribedBrowser phone)
    {
        var message = await push.Wait(phone);
        return (message.GetProperty("title").GetString(), message.GetProperty("body").GetString());
    }

    private static async Task Eventually(Func<bool> isSo)
    {
        var soon = DateTimeOffset.UtcNow + Hang.Limit;
        while (!isSo() && DateTimeOffset.UtcNow < soon)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        Assert.True(isSo(), "It did not happen.");
    }
}

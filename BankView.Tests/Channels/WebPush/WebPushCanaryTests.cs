using System.Collections.Concurrent;
using System.Text;
using BankView.Data.Channels;
using BankView.Data.Channels.WebPush;
using BankView.Data.Consents;
using BankView.Data.Egress;
using BankView.Tests.Alerts;
using BankView.Tests.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BankView.Tests.Channels.WebPush;

/// <summary>The running application tells a browser of an alert, and nobody else learns a thing of it.</summary>
public class WebPushCanaryTests
{
    // The payment's merchant, amount, account and bank; what the browser is known by.
    private static readonly string[] Finances = ["Zephyr", "130,000", "1,300", "1300.00", "Everyday account", "Example Bank", "2222", "4242"];

    [Fact]
    public async Task With_detail_nothing_no_byte_that_leaves_and_no_line_that_is_logged_tells_of_the_payment()
    {
        await using var server = new ScriptedPushServer();
        var log = new ConcurrentQueue<string>();
        await using var app = await Start(server, log);
        using var browser = new BrowserKeys();
        var told = await Join(app, browser, server);

        await told.PayStrangely();
        var request = await Arrived(server, 1);

        var message = Encoding.UTF8.GetString(browser.Open(ScriptedPushServer.Body(request)));
        Assert.Contains("BankView: a payment needs your look. Open BankView. Your word: maple", message, StringComparison.Ordinal);
        var head = ScriptedPushServer.Head(request);
        Assert.All(Finances, secret => Assert.DoesNotContain(secret, message + head, StringComparison.OrdinalIgnoreCase));
        Assert.All(Finances, secret => Assert.Equal(-1, request.AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret))));
        Assert.Equal(-1, request.AsSpan().IndexOf("maple"u8));

        // Told once it is allowed, so that the words above could have been found.
        await told.Channels.ChangeDetail(told.Id, (await told.Channels.List(told.Id))[0].Id, MessageDetail.MerchantAndAmount);
        await told.PayStrangely();
        var open = Encoding.UTF8.GetString(browser.Open(ScriptedPushServer.Body(await Arrived(server, 2))));
        Assert.Contains("Zephyr Electronics C, $1,700.00: was this you?", open, StringComparison.Ordinal);
        Assert.Equal(request.Length, server.Requests.Last().Length);

        string[] addresses = ["browser-1", browser.Key, browser.Auth, "maple", (await app.Get<VapidKeyStore>().Get()).Write()];
        var record = string.Join('\n', (await app.Get<EgressStore>().List(told.Id, 10)).Select(call => call.ToString()));
        Assert.Contains("browser's endpoint", record, StringComparison.Ordinal);
        Assert.All(Finances.Concat(addresses), secret => Assert.DoesNotContain(secret, record, StringComparison.OrdinalIgnoreCase));
        Assert.NotEmpty(log);
        Assert.All(["Zephyr", .. addresses], secret => Assert.DoesNotContain(log, line => line.Contains(secret, StringComparison.OrdinalIgnoreCase)));
    }

    private static Task<BankViewApp> Start(ScriptedPushServer server, ConcurrentQueue<string> log) => BankViewApp.Start(host => host
        .UseSetting("WebPush:Contact", "mailto:admin@club.example").UseSetting("WebPush:Hosts:0", server.Host).UseSetting("Egress:LocalHosts:0", server.Host)
        .UseSetting("Logging:LogLevel:Default", "Trace")
        .ConfigureTestServices(services => services.AddSingleton<ILoggerProvider>(new LogCapture(log))));

    private static async Task<ToldMember> Join(BankViewApp app, BrowserKeys browser, ScriptedPushServer server)
    {
        using var client = new FormClient(app);
        await client.Join(await app.SetupLink(), "Robin");
        var member = await TestMember.Of(app, "Robin");
        await CardMember.Bring(member, Purpose.View, Purpose.FraudAlerts);
        var told = ToldMember.Of(member);
        await told.Settings.Save(told.Id, new MessageSettings { Word = "maple" });
        await app.Get<BrowserStore>().Add(told.Id, browser.Subscription(server.Endpoint), "Firefox · Linux");
        return told;
    }

    private static async Task<byte[]> Arrived(ScriptedPushServer server, int count)
    {
        for (var tries = 0; server.Requests.Count < count; tries++)
        {
            Assert.True(tries < 300, "Half a minute, and no message arrived.");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        return server.Requests.Last();
    }
}

using BankView.Data.Channels;
using BankView.Data.Database;
using BankView.Tests.Testing;

namespace BankView.Tests.Channels.WebPush;

/// <summary>A message arrives at a push service that was written by others, is opened there, and says what it should.</summary>
public class WebPushArrivesTests
{
    [Fact]
    public async Task A_message_is_opened_by_the_browser_it_was_sealed_for_and_stands_in_the_egress_record()
    {
        await using var server = await PushServer.Start();
        await using var sender = await PushSender.Open(server.Host);
        var browser = await server.Subscribe((await sender.Keys.Get()).PublicKey);
        var other = await server.Subscribe((await sender.Keys.Get()).PublicKey);

        Assert.Equal(SendResult.Sent, await sender.Send(browser.Subscription));

        var message = Assert.Single(await server.Messages(browser));
        Assert.Equal(("BankView: eine Zahlung für Sie", "Öffnen Sie BankView.", "de", "0199c0de000070008000000000000001"),
            (message.GetProperty("title").GetString(), message.GetProperty("body").GetString(), message.GetProperty("lang").GetString(), message.GetProperty("id").GetString()));
        Assert.Empty(await server.Messages(other));
        var call = Assert.Single(await sender.Outlet.Calls());
        Assert.Equal(("POST", "localhost", "browser's endpoint", 201), (call.Method, call.Host, call.What, call.Status));
    }

    [Theory, Databases]
    public async Task A_browser_that_is_no_more_is_removed(DatabaseKind kind)
    {
        await using var server = await PushServer.Start();
        await using var sender = await PushSender.Open(kind, [server.Host]);
        var (userId, clock) = (sender.Member.Id, sender.Outlet.Database.Clock);
        var (browser, other) = (await server.Subscribe((await sender.Keys.Get()).PublicKey), await server.Subscribe((await sender.Keys.Get()).PublicKey));
        var id = (await sender.Browsers.Add(userId, browser.Subscription, "Firefox · Linux"))!.Value;
        await sender.Browsers.Add(userId, other.Subscription, "Chrome · Android");

        Assert.True(await sender.Channels.SendTest(userId, id));
        Assert.Equal(1, await sender.Run());
        Assert.Equal("BankView: this is a test, and it arrived", (await server.Wait(browser)).GetProperty("title").GetString());

        await server.Expire(browser);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await sender.Channels.SendTest(userId, id));
        Assert.Equal(1, await sender.Run());

        Assert.Equal("Chrome · Android", Assert.Single(await sender.Channels.List(userId)).Label);
        var newest = (await new DeliveryStore(sender.Outlet.Database.Databases, clock).List(userId, 10))[0];
        Assert.Equal((DeliveryState.Failed, DeliveryProblem.Gone), (newest.State, newest.Problem));
        Assert.Single(await server.Messages(browser));
    }

    [Theory, Databases]
    public async Task A_browser_is_a_members_channel_once_and_nobody_elses(DatabaseKind kind)
    {
        await using var sender = await PushSender.Open(kind, ["push.example"]);
        using var keys = new BrowserKeys();
        var (browser, userId) = (keys.Subscription(), sender.Member.Id);
        var another = await TestMember.Join(sender.Outlet.Database);
        Assert.False(await sender.Browsers.Has(userId, browser));

        Assert.NotNull(await sender.Browsers.Add(userId, browser, "Firefox · Linux"));
        Assert.Null(await sender.Browsers.Add(userId, browser, "Firefox · Linux"));

        Assert.True(await sender.Browsers.Has(userId, browser));
        Assert.False(await sender.Browsers.Has(another.Id, browser));
        // One browser, two people who share it: each has it as a channel of their own.
        Assert.NotNull(await sender.Browsers.Add(another.Id, browser, "Firefox · Linux"));
        Assert.Null(await sender.Browsers.Add(userId, keys.Subscription("https://elsewhere.example/send/1"), "Firefox · Linux"));
        Assert.Equal(-1, (await TableDump.Bytes(sender.Outlet.Database.Databases.Data)).AsSpan().IndexOf("push.example"u8));
    }
}

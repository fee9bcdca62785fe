using System.Globalization;
using System.Text;
using System.Text.Json;

namespace BankView.Tests.Channels.WebPush;

/// <summary>What a push service is sent, byte by byte.</summary>
public class PushRequestTests
{
    [Fact]
    public async Task The_request_is_what_the_standards_ask_for()
    {
        await using var server = new ScriptedPushServer();
        await using var sender = await PushSender.Open(server.Host);
        using var browser = new BrowserKeys();

        await sender.Send(browser.Subscription(server.Endpoint));

        var request = Assert.Single(server.Requests);
        var head = ScriptedPushServer.Head(request).Split("\r\n");
        Assert.Equal("POST /send/browser-1 HTTP/1.1", head[0]);
        Assert.Contains("Content-Encoding: aes128gcm", head);
        Assert.Contains("TTL: 72000", head);
        Assert.Contains("Urgency: high", head);
        var authorization = Assert.Single(head, line => line.StartsWith("Authorization: ", StringComparison.Ordinal));
        Assert.EndsWith($", k={(await sender.Keys.Get()).PublicKey}", authorization, StringComparison.Ordinal);
        Assert.Equal("Öffnen Sie BankView.", Open(browser, request).GetProperty("body").GetString());
    }

    [Fact]
    public async Task Short_and_long_messages_are_of_one_length_and_a_body_beyond_it_is_cut_between_two_characters()
    {
        await using var server = new ScriptedPushServer();
        await using var sender = await PushSender.Open(server.Host);
        using var browser = new BrowserKeys();
        var family = "👩‍👩‍👧‍👦";

        await sender.Send(browser.Subscription(server.Endpoint), "", "");
        await sender.Send(browser.Subscription(server.Endpoint), "t", new string('ä', 1000));
        await sender.Send(browser.Subscription(server.Endpoint), "t", string.Concat(Enumerable.Repeat(family, 1000)));

        Assert.Single(server.Requests.Select(request => ScriptedPushServer.Body(request).Length).Distinct());
        var bodies = server.Requests.Select(request => Open(browser, request).GetProperty("body").GetString()!).ToList();
        Assert.Equal(("", new string('ä', 1000)), (bodies[0], bodies[1]));
        Assert.EndsWith("…", bodies[2], StringComparison.Ordinal);
        var shown = new StringInfo(bodies[2]);
        Assert.InRange(shown.LengthInTextElements, 20, 200);
        Assert.Equal(string.Concat(Enumerable.Repeat(family, shown.LengthInTextElements - 1)) + "…", bodies[2]);
    }

    private static JsonElement Open(BrowserKeys browser, byte[] request) =>
        JsonDocument.Parse(Encoding.UTF8.GetString(browser.Open(ScriptedPushServer.Body(request)))).RootElement;
}

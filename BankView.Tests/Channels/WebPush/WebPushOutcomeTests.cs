using System.Net;
using System.Net.Sockets;
using BankView.Data.Channels;
using BankView.Data.Channels.WebPush;
using BankView.Data.Database;
using BankView.Data.Egress;

namespace BankView.Tests.Channels.WebPush;

/// <summary>What is known after a try, whatever the push service does.</summary>
public class WebPushOutcomeTests
{
    [Theory]
    [InlineData("200 OK\r\nContent-Length: 0", SendOutcome.Sent)]
    [InlineData("201 Created\r\nContent-Length: 0", SendOutcome.Sent)]
    [InlineData("202 Accepted\r\nContent-Length: 0", SendOutcome.Sent)]
    [InlineData("400 Bad Request\r\nContent-Length: 0", SendOutcome.Refused)]
    [InlineData("413 Payload Too Large\r\nContent-Length: 0", SendOutcome.Refused)]
    [InlineData("307 Temporary Redirect\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0", SendOutcome.Refused)]
    [InlineData("401 Unauthorized\r\nContent-Length: 0", SendOutcome.Misconfigured)]
    [InlineData("403 Forbidden\r\nContent-Length: 0", SendOutcome.Misconfigured)]
    [InlineData("404 Not Found\r\nContent-Length: 0", SendOutcome.Gone)]
    [InlineData("410 Gone\r\nContent-Length: 0", SendOutcome.Gone)]
    [InlineData("429 Too Many Requests\r\nContent-Length: 0", SendOutcome.TryLater)]
    [InlineData("503 Service Unavailable\r\nContent-Length: 0", SendOutcome.TryLater)]
    [InlineData("500 Internal Server Error\r\nContent-Length: 0", SendOutcome.Uncertain)]
    [InlineData("502 Bad Gateway\r\nContent-Length: 0", SendOutcome.Uncertain)]
    [InlineData("201 Created\r\nContent-Length: 500", SendOutcome.Uncertain)]
    [InlineData("nonsense", SendOutcome.Uncertain)]
    [InlineData(ScriptedPushServer.HangUp, SendOutcome.Uncertain)]
    [InlineData(ScriptedPushServer.Silence, SendOutcome.Uncertain)]
    public async Task Each_answer_means_one_thing_and_the_message_goes_once(string answer, SendOutcome outcome)
    {
        await using var server = new ScriptedPushServer { Answer = answer };
        await using var sender = await PushSender.Open(DatabaseKind.Sqlite, [server.Host], Limits(answer));
        using var browser = new BrowserKeys();

        Assert.Equal(outcome, (await sender.Send(browser.Subscription(server.Endpoint))).Outcome);

        Assert.Single(server.Requests);
        Assert.Single(await sender.Outlet.Calls());
    }

    [Theory]
    [InlineData("Retry-After: 120", 120)]
    [InlineData("Retry-After: Fri, 20 Nov 2026 10:00:00 GMT\r\nDate: Fri, 20 Nov 2026 09:58:00 GMT", 120)]
    [InlineData("Retry-After: Fri, 20 Nov 2020 10:00:00 GMT", null)]
    [InlineData("X-Nothing: 1", null)]
    public async Task How_long_the_service_asks_to_wait_is_told(string header, int? seconds)
    {
        await using var server = new ScriptedPushServer { Answer = $"429 Too Many Requests\r\n{header}\r\nContent-Length: 0" };
        await using var sender = await PushSender.Open(server.Host);
        using var browser = new BrowserKeys();

        var result = await sender.Send(browser.Subscription(server.Endpoint));

        Assert.Equal(new SendResult(SendOutcome.TryLater, seconds is { } wait ? TimeSpan.FromSeconds(wait) : null), result);
    }

    [Fact]
    public async Task Where_nobody_listens_nothing_arrived()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var host = $"127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
        listener.Stop();
        await using var sender = await PushSender.Open(host);
        using var browser = new BrowserKeys();

        Assert.Equal(SendOutcome.TryLater, (await sender.Send(browser.Subscription($"http://{host}/send/1"))).Outcome);
        Assert.Equal(SendOutcome.TryLater, (await sender.Channel.Check(TestContext.Current.CancellationToken)).Outcome);
    }

    [Fact]
    public async Task Where_no_connection_comes_about_in_time_nothing_arrived()
    {
        await using var sender = await PushSender.Open("push.example");
        // A name whose address is never found: the connection's own limit ends it before anything was said.
        var nowhere = new EgressConnection(sender.Outlet.LocalHosts) { Resolve = (_, cancellation) => Never(cancellation) };
        using var door = new EgressHandler(nowhere, sender.Outlet.LocalHosts, sender.Outlet.Log, new EgressLimits(), sender.Outlet.Database.Clock);
        using var channel = new WebPushChannel(door, sender.Keys, PushSender.Settings(sender.Outlet.LocalHosts, "push.example"), sender.Outlet.Database.Clock);
        using var browser = new BrowserKeys();

        var result = await channel.Send(sender.Message(browser.Subscription(), "title", "body"), TestContext.Current.CancellationToken);

        Assert.Equal(SendOutcome.TryLater, result.Outcome);
        Assert.Equal(EgressFailure.Unreachable, Assert.Single(await sender.Outlet.Calls()).Failure);
    }

    [Fact]
    public async Task A_service_that_is_not_listed_is_not_called()
    {
        await using var server = new ScriptedPushServer();
        await using var sender = await PushSender.Open("push.example");
        sender.Outlet.LocalHosts.Add(server.Host);
        using var browser = new BrowserKeys();

        Assert.Equal(SendOutcome.Misconfigured, (await sender.Send(browser.Subscription(server.Endpoint))).Outcome);

        Assert.Empty(server.Requests);
        Assert.Empty(await sender.Outlet.Calls());
    }

    [Fact]
    public async Task The_check_sends_no_message_and_any_answer_is_a_good_one()
    {
        await using var server = new ScriptedPushServer { Answer = "404 Not Found\r\nContent-Length: 0" };
        await using var sender = await PushSender.Open(server.Host, "*.push.example");

        Assert.Equal(SendResult.Sent, await sender.Channel.Check(TestContext.Current.CancellationToken));

        Assert.StartsWith("GET / HTTP/1.1", ScriptedPushServer.Head(Assert.Single(server.Requests)), StringComparison.Ordinal);
    }

    private static EgressLimits Limits(string answer) =>
        answer is ScriptedPushServer.Silence ? new EgressLimits { Answer = TimeSpan.FromSeconds(1) } : new EgressLimits();

    private static async Task<IPAddress[]> Never(CancellationToken cancellation)
    {
        await Task.Delay(Timeout.Infinite, cancellation);
        return [];
    }
}

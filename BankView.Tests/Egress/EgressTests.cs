using System.Net;
using BankView.Data.Database;
using BankView.Data.Egress;
using BankView.Tests.BankLinks.Connectors;
using BankView.Tests.Testing;

namespace BankView.Tests.Egress;

/// <summary>The door through which calls leave.</summary>
public class EgressTests
{
    [Theory, Databases]
    public async Task A_member_sees_each_call_of_their_own_and_nobody_elses(DatabaseKind kind)
    {
        await using var outlet = await Outlet.Open(kind: kind);
        await using var bank = await TestBank.Open((app, _) => { });
        outlet.LocalHosts.Add("127.0.0.1");

        await Send(outlet, $"{bank.Address}/a");
        await Send(outlet, $"{bank.Address}/b", isOwn: false);
        await Assert.ThrowsAsync<EgressException>(() => Send(outlet, "https://nobody.invalid/c", allow: "https://nobody.invalid"));

        var calls = await outlet.Calls();
        Assert.Equal([(null, EgressFailure.Unreachable, "nobody.invalid"), (404, null, "127.0.0.1")],
            calls.OrderBy(call => call.Status.HasValue).Select(call => (call.Status, call.Failure, call.Host)));
        Assert.All(calls, call => Assert.Equal(("GET", "things/{id}"), (call.Method, call.What)));
        Assert.Single(await new EgressStore(outlet.Database.Databases, outlet.Log).List(outlet.UserId, 1, before: calls[0].Id));
    }

    [Theory]
    [InlineData("https://127.0.0.1:1/")]
    [InlineData("https://localhost:1/")]
    [InlineData("https://[::1]:1/")]
    [InlineData("https://[::ffff:10.0.0.1]:1/")]
    [InlineData("https://10.1.2.3/")]
    [InlineData("https://172.20.0.1/")]
    [InlineData("https://192.168.1.1/")]
    [InlineData("https://169.254.169.254/")]
    [InlineData("https://100.64.0.1/")]
    [InlineData("https://[fd00::1]/")]
    [InlineData("https://[fe80::1]/")]
    [InlineData("https://[64:ff9b::a00:1]/")]
    [InlineData("https://0.0.0.0/")]
    [InlineData("http://bank.example/")]
    public async Task Inner_addresses_and_plain_http_are_blocked(string address)
    {
        await using var outlet = await Outlet.Open();

        var refused = await Assert.ThrowsAsync<EgressException>(() => Send(outlet, address));

        Assert.Equal(EgressFailure.Blocked, refused.Failure);
        Assert.Equal(EgressFailure.Blocked, Assert.Single(await outlet.Calls()).Failure);
    }

    [Theory]
    [InlineData("127.0.0.1:1")]
    [InlineData("localhost")]
    public async Task A_local_host_is_local_for_its_own_port_and_name_alone(string listed)
    {
        await using var outlet = await Outlet.Open();
        await using var bank = await TestBank.Open((app, _) => { });
        outlet.LocalHosts.Add(listed);

        Assert.Equal(EgressFailure.Blocked, (await Assert.ThrowsAsync<EgressException>(() => Send(outlet, bank.Address))).Failure);
        Assert.Empty(bank.Asked);
    }

    [Fact]
    public async Task A_call_goes_to_configured_hosts_alone_and_follows_no_redirect()
    {
        await using var outlet = await Outlet.Open();
        await using var bank = await TestBank.Open((app, _) => { });
        outlet.LocalHosts.Add("127.0.0.1");
        bank.Fault = Fault.Redirect;

        Assert.Equal(HttpStatusCode.Redirect, (await Send(outlet, bank.Address)).StatusCode);
        var refused = await Assert.ThrowsAsync<EgressException>(() => Send(outlet, bank.Address, allow: "https://bank.example"));

        Assert.Equal(EgressFailure.Blocked, refused.Failure);
        Assert.Single(bank.Asked);
    }

    [Fact]
    public async Task An_answer_without_end_is_read_no_further_than_the_limit()
    {
        var endless = new Endless();
        using var response = new HttpResponseMessage { Content = new StreamContent(endless) };

        var refused = await Assert.ThrowsAsync<EgressException>(() => EgressBody.Read(response, 1_000_000, CancellationToken.None));

        Assert.Equal(EgressFailure.TooLarge, refused.Failure);
        Assert.InRange(endless.Position, 1_000_000, 1_200_000);
    }

    [Fact]
    public async Task What_waits_to_be_written_is_written_when_the_server_stops()
    {
        await using var outlet = await Outlet.Open();
        await using var bank = await TestBank.Open((app, _) => { });
        outlet.LocalHosts.Add("127.0.0.1");
        await Send(outlet, bank.Address);

        await outlet.Log.DisposeAsync();

        await using var log = new EgressLog(outlet.Database.Databases);
        Assert.Single(await new EgressStore(outlet.Database.Databases, log).List(outlet.UserId, 10));
    }

    [Fact]
    public async Task A_host_that_stops_twice_asks_a_disposed_record_for_nothing()
    {
        await using var outlet = await Outlet.Open();
        await Assert.ThrowsAsync<EgressException>(() => Send(outlet, "http://bank.example/"));
        await outlet.Log.DisposeAsync();

        await outlet.Log.Flush();

        Assert.Single(await new EgressStore(outlet.Database.Databases, outlet.Log).List(outlet.UserId, 10));
    }

    private static async Task<HttpResponseMessage> Send(Outlet outlet, string address, string? allow = null, bool isOwn = true)
    {
        using var http = new HttpMessageInvoker(outlet.Door, disposeHandler: false);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        new EgressCall
        {
            UserId = isOwn ? outlet.UserId : null,
            What = "things/{id}",
            Hosts = new HashSet<string> { EgressCall.HostOf(new Uri(allow ?? address)) },
        }.PutOn(request);
        return await http.SendAsync(request, CancellationToken.None);
    }

    /// <summary>Counts how much of it was read.</summary>
    private sealed class Endless : MemoryStream
    {
        private long _read;

        public override long Position
        {
            get => _read;
            set => throw new NotSupportedException();
        }

        public override bool CanSeek => false;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            _read += buffer.Length;
            return ValueTask.FromResult(buffer.Length);
        }
    }
}

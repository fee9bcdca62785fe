using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using BankView.Data.BankLinks.Connectors;
using BankView.Data.Egress;
using BankView.Tests.BankLinks.Connectors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BankView.Tests.Egress;

/// <summary>Whom a call reaches: the address that was checked, and nobody who cannot prove who they are.</summary>
public class NamesAndCertificatesTests
{
    // Of the open internet by its range, and given to nobody: no packet for it arrives anywhere.
    private static readonly IPAddress Outside = IPAddress.Parse("2000::1");

    [Fact]
    public async Task A_name_that_changes_between_the_check_and_the_call_leads_nowhere_else()
    {
        await using var bank = await TestBank.Open((_, _) => { });
        var asked = 0;
        await using var outlet = await Outlet.Open(new EgressLimits { Answer = TimeSpan.FromSeconds(2) },
            names: _ => ++asked == 1 ? [Outside] : [IPAddress.Loopback]);

        var refused = await Assert.ThrowsAsync<EgressException>(() => Send(outlet, $"https://rebinding.example:{new Uri(bank.Address).Port}/"));

        Assert.True(refused.Failure is EgressFailure.Unreachable or EgressFailure.Late, $"{refused.Failure}");
        Assert.Equal((1, 0), (asked, bank.Asked.Count));
    }

    [Fact]
    public async Task A_name_that_led_outside_first_and_inside_later_is_blocked_then()
    {
        await using var bank = await TestBank.Open((_, _) => { });
        await using var outlet = await Outlet.Open(names: _ => [IPAddress.Loopback]);

        var refused = await Assert.ThrowsAsync<EgressException>(() => Send(outlet, $"https://rebinding.example:{new Uri(bank.Address).Port}/"));

        Assert.Equal(EgressFailure.Blocked, refused.Failure);
        Assert.Empty(bank.Asked);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.0.0.7")]
    [InlineData("::ffff:192.168.1.1")]
    [InlineData("fd00::7")]
    public async Task One_inner_address_among_outer_ones_refuses_the_name(string inner)
    {
        await using var outlet = await Outlet.Open(names: _ => [Outside, IPAddress.Parse(inner)]);

        Assert.Equal(EgressFailure.Blocked, (await Assert.ThrowsAsync<EgressException>(() => Send(outlet, "https://rebinding.example/"))).Failure);
    }

    [Fact]
    public async Task A_bank_whose_certificate_nobody_vouches_for_is_told_nothing_and_the_reason_is_a_sentence()
    {
        using var certificate = Certificate();
        var asked = 0;
        await using var bank = await Https(certificate, () => asked++);
        await using var outlet = await Outlet.Open();
        var address = new Uri(bank.Urls.First());
        outlet.LocalHosts.Add(address.Authority);

        var refused = await Assert.ThrowsAsync<EgressException>(() => Send(outlet, address.AbsoluteUri));
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        var problem = (await Assert.ThrowsAsync<ConnectorException>(() => outlet.Http.Send(request, Call(outlet, address), CancellationToken.None))).Problem;

        Assert.Equal(EgressFailure.Untrusted, refused.Failure);
        Assert.Equal((ProblemKind.ProviderDown, "GET things: 127.0.0.1 could not prove by its certificate who it is."), (problem.Kind, problem.Detail));
        Assert.Equal(0, asked);
        Assert.All(await outlet.Calls(), call => Assert.Equal((null, EgressFailure.Untrusted), (call.Status, call.Failure)));
    }

    [Fact]
    public async Task A_server_that_speaks_no_TLS_proves_nothing()
    {
        await using var bank = await TestBank.Open((_, _) => { });
        await using var outlet = await Outlet.Open();
        outlet.LocalHosts.Add("127.0.0.1");

        var refused = await Assert.ThrowsAsync<EgressException>(() => Send(outlet, bank.Address.Replace("http:", "https:", StringComparison.Ordinal)));

        Assert.Equal(EgressFailure.Untrusted, refused.Failure);
        Assert.Empty(bank.Asked);
    }

    private static EgressCall Call(Outlet outlet, Uri address) =>
        new() { UserId = outlet.UserId, What = "things", Hosts = new HashSet<string> { EgressCall.HostOf(address) } };

    private static async Task<HttpResponseMessage> Send(Outlet outlet, string address)
    {
        using var http = new HttpMessageInvoker(outlet.Door, disposeHandler: false);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        Call(outlet, new Uri(address)).PutOn(request);
        return await http.SendAsync(request, CancellationToken.None);
    }

    private static async Task<WebApplication> Https(X509Certificate2 certificate, Action asked)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(server => server.ConfigureHttpsDefaults(https => https.ServerCertificate = certificate));
        var app = builder.Build();
        app.Urls.Add("https://127.0.0.1:0");
        app.Run(http =>
        {
            asked();
            return http.Response.WriteAsync("{}");
        });
        await app.StartAsync();
        return app;
    }

    // By its own word alone: no authority signed it.
    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        // A server wants the key in a file's form, not in this process's memory alone.
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), password: null);
    }
}

using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using BankView.Data.Channels;
using BankView.Data.Channels.Email;
using BankView.Data.Egress;

namespace BankView.Tests.Channels.Email;

/// <summary>Nothing is told to a mail server that cannot prove who it is, or in the open.</summary>
public class EmailSecrecyTests
{
    // As if the system had this authority among its own: names and dates must still be right.
    private static readonly RemoteCertificateValidationCallback KnowsTheAuthority = (_, _, _, errors) => errors is SslPolicyErrors.RemoteCertificateChainErrors;

    [Theory]
    [InlineData(EmailSecurity.StartTls)]
    [InlineData(EmailSecurity.Tls)]
    public async Task Encrypted_it_arrives(EmailSecurity security)
    {
        using var certificate = Certificate(IPAddress.Loopback);
        await using var server = Server(certificate, security is EmailSecurity.Tls);
        await using var room = await Mailroom.Open(isTrusted: KnowsTheAuthority);

        Assert.Equal(SendOutcome.Sent, await room.Send(server.Settings(security, "bankview", "secret")));

        Assert.Equal(security is EmailSecurity.StartTls, server.Heard.Contains("STARTTLS"));
        Assert.Contains("RCPT TO:<robin@home.example>", server.Heard);
    }

    [Theory]
    [InlineData(EmailSecurity.StartTls, false)]
    [InlineData(EmailSecurity.Tls, false)]
    [InlineData(EmailSecurity.StartTls, true)]
    public async Task A_server_that_cannot_prove_who_it_is_hears_neither_a_password_nor_an_address(EmailSecurity security, bool isOfAnother)
    {
        using var certificate = Certificate(isOfAnother ? IPAddress.Parse("192.0.2.1") : IPAddress.Loopback);
        await using var server = Server(certificate, security is EmailSecurity.Tls);
        await using var room = await Mailroom.Open(isTrusted: isOfAnother ? KnowsTheAuthority : null);

        Assert.Equal(SendOutcome.Misconfigured, await room.Send(server.Settings(security, "bankview", "secret")));

        Assert.Equal(EgressFailure.Untrusted, Assert.Single(await room.Outlet.Calls()).Failure);
        Assert.DoesNotContain(server.Heard, line => line.StartsWith("AUTH", StringComparison.Ordinal) || line.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_without_encryption_is_told_nothing_where_it_is_asked_for()
    {
        await using var server = new FaultyMailServer();
        await using var room = await Mailroom.Open();

        Assert.Equal(SendOutcome.Misconfigured, await room.Send(server.Settings(EmailSecurity.StartTls, "bankview", "secret")));

        Assert.DoesNotContain(server.Heard, line => line.StartsWith("AUTH", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(EmailSecurity.None)]
    [InlineData(EmailSecurity.StartTls)]
    public async Task An_inner_address_that_is_not_listed_as_local_is_not_reached_at_all(EmailSecurity security)
    {
        await using var server = new FaultyMailServer();
        await using var room = await Mailroom.Open();
        var settings = server.Settings(security);
        var elsewhere = new EgressConnection(new LocalHosts([]));

        var channel = new EmailChannel(settings, elsewhere, new LocalHosts([]), room.Outlet.Log, room.Outlet.Database.Clock);

        Assert.Equal(SendOutcome.Misconfigured, (await channel.Send(room.Message(), TestContext.Current.CancellationToken)).Outcome);
        Assert.Equal((0, EgressFailure.Blocked), (server.Visits, Assert.Single(await room.Outlet.Calls()).Failure));
    }

    private static FaultyMailServer Server(X509Certificate2 certificate, bool fromTheStart)
    {
        var server = new FaultyMailServer { Certificate = certificate, IsTlsFromTheStart = fromTheStart };
        if (!fromTheStart)
        {
            server.Replies["EHLO"] = "250-mail.example\r\n250-STARTTLS\r\n250 AUTH PLAIN";
        }

        return server;
    }

    private static X509Certificate2 Certificate(IPAddress address)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=mail.example", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(address);
        request.CertificateExtensions.Add(names.Build());
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), password: null);
    }
}

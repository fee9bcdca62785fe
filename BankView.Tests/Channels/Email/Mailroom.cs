using System.Net.Security;
using BankView.Data.Channels;
using BankView.Data.Channels.Email;
using BankView.Data.Egress;
using BankView.Tests.BankLinks.Connectors;

namespace BankView.Tests.Channels.Email;

/// <summary>The real way of e-mails out of a test installation.</summary>
internal sealed class Mailroom : IAsyncDisposable
{
    private Mailroom(Outlet outlet) => Outlet = outlet;

    public Outlet Outlet { get; }

    public SmtpPatience Patience { get; init; } = new(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(30));

    /// <summary>An authority of the test's own; null for the system's.</summary>
    public RemoteCertificateValidationCallback? IsTrusted { get; init; }

    public static async Task<Mailroom> Open(SmtpPatience? patience = null, RemoteCertificateValidationCallback? isTrusted = null)
    {
        var room = new Mailroom(await Outlet.Open()) { Patience = patience ?? new(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(30)), IsTrusted = isTrusted };
        room.Outlet.LocalHosts.Add("127.0.0.1");
        return room;
    }

    public EmailChannel Channel(EmailSettings settings)
    {
        var connection = new EgressConnection(Outlet.LocalHosts);
        return IsTrusted is null
            ? new EmailChannel(settings, connection, Outlet.LocalHosts, Outlet.Log, Outlet.Database.Clock) { Patience = Patience }
            : new EmailChannel(settings, connection, Outlet.LocalHosts, Outlet.Log, Outlet.Database.Clock) { Patience = Patience, IsTrusted = IsTrusted };
    }

    public async Task<SendOutcome> Send(EmailSettings settings, OutgoingMessage? message = null) =>
        (await Channel(settings).Send(message ?? Message(), TestContext.Current.CancellationToken)).Outcome;

    public OutgoingMessage Message(string address = "robin@home.example", string subject = "BankView: a payment needs your look",
        string body = "BankView: Eine Zahlung für Sie <b>. Öffnen Sie BankView. Ihr Wort: Rübe", string language = "de") => new()
        {
            UserId = Outlet.UserId,
            DeliveryId = new Guid("0199c0de-0000-7000-8000-000000000001"),
            Address = address,
            Text = new MessageText(subject, body, "Rübe"),
            Language = language,
            ExpiresAt = Outlet.Database.Clock.GetUtcNow().AddDays(1),
            LastHeardAt = null,
        };

    public ValueTask DisposeAsync() => Outlet.DisposeAsync();
}

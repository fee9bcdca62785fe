using BankView.Data.Channels;
using BankView.Data.Channels.WebPush;
using BankView.Data.Database;
using BankView.Data.Egress;
using BankView.Tests.BankLinks.Connectors;
using BankView.Tests.Testing;

namespace BankView.Tests.Channels.WebPush;

/// <summary>An installation that sends to browsers by the real way out.</summary>
internal sealed class PushSender : IAsyncDisposable
{
    private PushSender(Outlet outlet, string[] hosts)
    {
        var (databases, keys, clock) = (outlet.Database.Databases, outlet.Database.Keys, outlet.Database.Clock);
        Outlet = outlet;
        Keys = new VapidKeyStore(databases, outlet.Database.MasterKey, clock);
        var settings = Settings(outlet.LocalHosts, hosts);
        Channel = new WebPushChannel(outlet.Door, Keys, settings, clock);
        Channels = new ChannelStore(databases, keys, clock);
        Browsers = new BrowserStore(databases, keys, Channels, settings);
    }

    public Outlet Outlet { get; }

    public TestMember Member => Outlet.Member;

    public VapidKeyStore Keys { get; }

    public WebPushChannel Channel { get; }

    public ChannelStore Channels { get; }

    public BrowserStore Browsers { get; }

    public static WebPushSettings Settings(LocalHosts localHosts, params string[] hosts) =>
        new() { Contact = "mailto:admin@club.example", Hosts = new PushHosts(hosts, localHosts) };

    /// <param name="hosts">Push services, all of this machine.</param>
    public static Task<PushSender> Open(params string[] hosts) => Open(DatabaseKind.Sqlite, hosts);

    public static async Task<PushSender> Open(DatabaseKind kind, string[] hosts, EgressLimits? limits = null)
    {
        var sender = new PushSender(await Outlet.Open(limits, kind), hosts);
        // A push service of others goes by the real time, and takes no signature of another day.
        sender.Outlet.Database.Clock.AdjustTime(DateTimeOffset.UtcNow);
        foreach (var host in hosts)
        {
            sender.Outlet.LocalHosts.Add(host);
        }

        return sender;
    }

    public Task<SendResult> Send(PushSubscription browser, string title = "BankView: eine Zahlung für Sie", string body = "Öffnen Sie BankView.") =>
        Channel.Send(Message(browser, title, body), TestContext.Current.CancellationToken);

    public OutgoingMessage Message(PushSubscription browser, string title, string body) => new()
    {
        UserId = Member.Id,
        DeliveryId = new Guid("0199c0de-0000-7000-8000-000000000001"),
        Address = browser.ToAddress(),
        Text = new MessageText(title, body, ""),
        Language = "de",
        ExpiresAt = Outlet.Database.Clock.GetUtcNow().AddHours(20),
        LastHeardAt = null,
    };

    /// <summary>One node's delivery engine with this channel, run once.</summary>
    public Task<int> Run() => new Deliveries(Outlet.Database.Databases, Outlet.Database.Keys, Member.Alerts, [Channel], ToldMember.Words, Outlet.Database.Clock)
        .RunDueOfAllMembers(Outlet.Database.Clock.GetUtcNow());

    public async ValueTask DisposeAsync()
    {
        Channel.Dispose();
        await Outlet.DisposeAsync();
    }
}

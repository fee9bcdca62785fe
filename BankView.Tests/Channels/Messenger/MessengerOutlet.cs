using BankView.Data.Channels;
using BankView.Data.Channels.Messenger;
using BankView.Tests.BankLinks.Connectors;

namespace BankView.Tests.Channels.Messenger;

/// <summary>The channel alone, with the real way out and the platform at its end; the platform has just heard from one person.</summary>
internal sealed class MessengerOutlet(Outlet outlet, MessengerPlatform platform, MessengerApi api, MessengerChannel channel) : IAsyncDisposable
{
    public const string Person = "7123456789012345";

    public Outlet Outlet => outlet;

    public MessengerPlatform Platform => platform;

    public MessengerChannel Channel => channel;

    public static async Task<MessengerOutlet> Set(Func<MessengerSettings, MessengerSettings>? change = null)
    {
        var (outlet, platform) = (await Outlet.Open(), await MessengerPlatform.Open());
        platform.Clock = outlet.Database.Clock;
        outlet.LocalHosts.Add("127.0.0.1");
        var settings = new MessengerSettings
        {
            PageId = MessengerPlatform.PageId,
            PageToken = MessengerPlatform.Token,
            AppSecret = MessengerPlatform.AppSecret,
            VerifyToken = MessengerPlatform.VerifyToken,
            ApiVersion = MessengerPlatform.Version,
            ApiHost = platform.Address.ToString(),
            Template = MessengerPlatform.Template,
            TemplateLanguages = ["en_US", "de"],
        };
        settings = change?.Invoke(settings) ?? settings;
        var api = new MessengerApi(settings, outlet.Door);
        platform.Heard(Person);
        return new MessengerOutlet(outlet, platform, api, new MessengerChannel(api, settings, outlet.Database.Clock));
    }

    public async Task<SendOutcome> Send(TimeSpan? heardAgo, string culture = "en") => (await Result(heardAgo, culture)).Outcome;

    public Task<SendResult> Result(TimeSpan? heardAgo, string culture = "en")
    {
        var now = outlet.Database.Clock.GetUtcNow();
        return channel.Send(new OutgoingMessage
        {
            UserId = outlet.UserId,
            DeliveryId = Guid.NewGuid(),
            Address = Person,
            Text = new MessageText("BankView: news", "BankView: news.", ""),
            Language = culture,
            ExpiresAt = now.AddDays(1),
            LastHeardAt = now - heardAgo,
        }, default);
    }

    public async ValueTask DisposeAsync()
    {
        api.Dispose();
        await outlet.DisposeAsync();
        await platform.DisposeAsync();
    }
}

using BankView.Data.Channels;
using BankView.Data.Channels.WebPush;
using BankView.Data.Egress;

namespace BankView.Web.Channels.WebPush;

/// <summary>Messages to browsers, where <c>WebPush:Contact</c> says whom their push services can turn to.</summary>
internal static class WebPushSetup
{
    public static void AddWebPush(this WebApplicationBuilder builder)
    {
        var section = builder.Configuration.GetSection("WebPush");
        builder.Services.AddSingleton(services => new WebPushSettings
        {
            Contact = Contact(section["Contact"]),
            Hosts = new PushHosts(section.GetSection("Hosts").Get<string[]>() ?? PushHosts.OfBrowsers, services.GetRequiredService<LocalHosts>()),
        });
        builder.Services.AddSingleton<VapidKeyStore>();
        builder.Services.AddSingleton<BrowserStore>();
        builder.Services.AddSingleton<WebPushChannel>();
        builder.Services.AddSingleton<IMessageChannel>(services => services.GetRequiredService<WebPushChannel>());
    }

    private static string? Contact(string? text) => string.IsNullOrWhiteSpace(text) ? null
        : WebPushSettings.IsContact(text.Trim()) ? text.Trim()
        : throw new InvalidOperationException("WebPush:Contact must be an address such as mailto:admin@example.org or https://example.org/contact.");
}

using BankView.Data.Channels;
using BankView.Data.Channels.Messenger;

namespace BankView.Web.Channels.Messenger;

/// <summary>Facebook Messenger, as <c>Messenger</c> in the configuration says; without it there is nothing of it.</summary>
internal static class MessengerSetup
{
    public static void AddMessenger(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(ReadSettings(builder));
        services.AddSingleton<MessengerApi>();
        services.AddSingleton<IMessageChannel, MessengerChannel>();
    }

    // Each secret stands in the configuration, or in a file of its own whose path does.
    private static MessengerSettings ReadSettings(WebApplicationBuilder builder)
    {
        var section = builder.Configuration.GetSection("Messenger");
        return (section.Get<MessengerSettings>() ?? new()) with
        {
            PageToken = Secret(nameof(MessengerSettings.PageToken)),
            AppSecret = Secret(nameof(MessengerSettings.AppSecret)),
            VerifyToken = Secret(nameof(MessengerSettings.VerifyToken)),
        };

        string Secret(string name) => section[name + "File"] is { Length: > 0 } path
            ? File.ReadAllText(Path.Combine(builder.Environment.ContentRootPath, path)).Trim()
            : section[name] ?? "";
    }
}

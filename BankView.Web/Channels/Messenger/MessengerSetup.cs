using BankView.Data.Channels;
using BankView.Data.Channels.Messenger;
using BankView.Web.BankLinks;
using BankView.Web.Shell;
using Quartz;

namespace BankView.Web.Channels.Messenger;

/// <summary>Facebook Messenger, as <c>Messenger</c> in the configuration says; without it there is nothing of it.</summary>
internal static class MessengerSetup
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    public static void AddMessenger(this WebApplicationBuilder builder)
    {
        var (services, settings) = (builder.Services, ReadSettings(builder));
        services.AddSingleton(settings);
        services.AddSingleton<MessengerApi>();
        services.AddSingleton<IMessageChannel, MessengerChannel>();
        services.AddSingleton<MessengerInbox>();
        services.AddSingleton<MessengerSenders>();
        services.AddSingleton<MessengerPairing>();
        services.AddSingleton<MessagingScope>();
        services.AddSingleton<MessengerFigures>();
        services.AddSingleton<MessengerAnswers>();
        services.AddSingleton<MessengerConversation>();
        if (settings.IsConfigured && builder.Configuration.GetValue("Messages:Enabled", true))
        {
            services.AddQuartz(jobs =>
            {
                jobs.AddJobEvery<MessengerJob>(Tick);
                jobs.AddJobEvery<OldMessengerEventsJob>(TimeSpan.FromHours(1));
            });
        }
    }

    public static void MapMessenger(this WebApplication app)
    {
        if (app.Services.GetRequiredService<MessengerSettings>().IsConfigured)
        {
            // The platform calls these and no browser: it brings its own proof in place of a session and a form's token.
            app.MapGet(Urls.MessengerWebhook, MessengerWebhook.Verify).AllowAnonymous();
            app.MapPost(Urls.MessengerWebhook, MessengerWebhook.Take).AllowAnonymous().DisableAntiforgery();
        }
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

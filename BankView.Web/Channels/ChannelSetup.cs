using BankView.Data.Channels;
using BankView.Web.BankLinks;
using Quartz;

namespace BankView.Web.Channels;

/// <summary>Messages to members. Each kind of channel adds itself as an <see cref="IMessageChannel"/>; <c>Messages:Enabled=false</c> leaves a node to its pages.</summary>
internal static class ChannelSetup
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(2);

    public static void AddChannels(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ChannelStore>();
        builder.Services.AddSingleton<ChannelProofStore>();
        builder.Services.AddSingleton<MessageSettingsStore>();
        builder.Services.AddSingleton<DeliveryStore>();
        builder.Services.AddSingleton<IMessageWords, MessageWords>();
        builder.Services.AddSingleton<Deliveries>();
        if (builder.Configuration.GetValue("Messages:Enabled", true))
        {
            builder.Services.AddQuartz(jobs =>
            {
                jobs.AddJobEvery<EmailDeliveriesJob>(Tick);
                jobs.AddJobEvery<WebPushDeliveriesJob>(Tick);
                jobs.AddJobEvery<MessengerDeliveriesJob>(Tick);
                jobs.AddJobEvery<OldDeliveriesJob>(TimeSpan.FromHours(1));
            });
            builder.Services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
        }
    }
}

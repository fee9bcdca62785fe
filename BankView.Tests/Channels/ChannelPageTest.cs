using BankView.Data.Channels;
using BankView.Data.Channels.Email;
using BankView.Data.Egress;
using BankView.Tests.Channels.Email;
using BankView.Tests.Testing;
using BankView.Web.Channels;
using BankView.Web.Channels.Email;
using Microsoft.Extensions.DependencyInjection;

namespace BankView.Tests.Channels;

/// <summary>Renders what belongs to messages, with a mail server behind it that goes wrong where it is told to.</summary>
public abstract class ChannelPageTest : PageTest
{
    internal FaultyMailServer Mail { get; } = new();

    /// <summary>False for an installation without a mail server.</summary>
    protected virtual bool HasMail => true;

    internal ToldMember Told => ToldMember.Of(Member);

    protected override Task AddServices()
    {
        Services.AddSingleton<ChannelStore>();
        Services.AddSingleton<ChannelProofStore>();
        Services.AddSingleton<MessageSettingsStore>();
        Services.AddSingleton<DeliveryStore>();
        Services.AddSingleton(new LocalHosts(["127.0.0.1"]));
        Services.AddSingleton<EgressConnection>();
        Services.AddSingleton<EgressLog>();
        Services.AddSingleton(HasMail ? Mail.Settings() : new EmailSettings());
        Services.AddSingleton<EmailChannel>();
        Services.AddSingleton<EmailCodes>();
        Services.AddSingleton<IMessageChannel>(services => services.GetRequiredService<EmailChannel>());
        Services.AddSingleton<IMessageWords, MessageWords>();
        Services.AddSingleton<Deliveries>();
        return Task.CompletedTask;
    }

    protected override async ValueTask DisposeAsyncCore()
    {
        await base.DisposeAsyncCore();
        await Mail.DisposeAsync();
    }
}

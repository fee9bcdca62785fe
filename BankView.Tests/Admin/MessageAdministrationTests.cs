using BankView.Data.Administration;
using BankView.Data.Channels;
using BankView.Data.Database;
using BankView.Tests.Channels;
using BankView.Tests.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BankView.Tests.Admin;

/// <summary>What administrators are shown of messages: whether channels work, and counts.</summary>
public class MessageAdministrationTests
{
    [Theory, Databases]
    public async Task Messages_are_counted_by_channel_and_end(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var told = await ToldMember.Join(database);
        await told.AddEmail();
        await told.AddPush();
        told.Email.Next.Enqueue(SendResult.Sent);
        told.Email.Next.Enqueue(new SendResult(SendOutcome.Refused));
        told.Push.Next.Enqueue(new SendResult(SendOutcome.TryLater));
        await told.PayStrangely();
        await told.PayStrangely();
        await told.Run();
        var messages = new MessageAdministration(database.Databases, told.Store, [told.Email], database.Clock);

        var health = await messages.ListOfAllMembers();

        Assert.Equal([(ChannelKind.Email, true, 1, 1, 1, 0), (ChannelKind.WebPush, false, 1, 0, 0, 2), (ChannelKind.Messenger, false, 0, 0, 0, 0)],
            health.Select(one => (one.Kind, one.IsConfigured, one.Members, one.Sent, one.Failed, one.Waiting)));
        Assert.Equal([[DeliveryProblem.Refused], [DeliveryProblem.Unreachable], []], health.Select(one => one.Problems));
    }

    [Fact]
    public async Task An_administrator_tests_a_channel_and_the_trail_says_so()
    {
        var email = new ScriptedChannel(ChannelKind.Email);
        await using var app = await BankViewApp.Start(host => host.ConfigureTestServices(services =>
        {
            services.RemoveAll<IMessageChannel>();
            services.AddSingleton<IMessageChannel>(email);
        }));
        using var robin = new FormClient(app);
        await robin.Join(await app.SetupLink(), "Robin");

        Assert.Contains("Members can add browsers once WebPush:Contact is set", await robin.Read("/admin/messages"), StringComparison.Ordinal);
        Assert.Contains("E-mail: it works", await FormClient.Text(await robin.Post("/admin/messages", "check", ("Kind", "Email"))), StringComparison.Ordinal);
        Assert.Contains("Browser notifications: Not configured", await FormClient.Text(await robin.Post("/admin/messages", "check", ("Kind", "WebPush"))), StringComparison.Ordinal);

        Assert.Contains("Channel for messages tested: E-mail", await robin.Read("/admin/actions"), StringComparison.Ordinal);
        Assert.Empty(email.Arrived);
    }
}

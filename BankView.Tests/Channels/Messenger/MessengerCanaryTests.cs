using System.Collections.Concurrent;
using BankView.Data.Channels;
using BankView.Data.Consents;
using BankView.Data.Database;
using BankView.Tests.Alerts;
using BankView.Tests.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using static BankView.Tests.Testing.Statements;

namespace BankView.Tests.Channels.Messenger;

/// <summary>A message that is to tell nothing tells nothing, in no byte that leaves and in no line that is logged.</summary>
public class MessengerCanaryTests
{
    private static readonly string[] Secrets = ["Zephyr", "987", "Travel card", "4242", "2222", "Birch Bank", "Everyday account"];

    [Theory, Databases]
    public async Task An_alert_with_detail_nothing_names_no_merchant_amount_account_or_bank(DatabaseKind kind)
    {
        var log = new ConcurrentQueue<string>();
        await using var site = await MessengerSite.Start(kind, host =>
        {
            host.UseSetting("Logging:LogLevel:Default", "Trace");
            host.ConfigureTestServices(services => services.AddSingleton<ILoggerProvider>(new LogCapture(log)));
        });
        var (member, person) = await site.Pair();
        await site.App.Get<MessageSettingsStore>().Save(member.Id, new MessageSettings { Word = "Wintergarten" });
        await CardMember.Bring(member, Purpose.View, Purpose.FraudAlerts, Purpose.Messaging);
        await member.BringIn(Card(CardMember.Strange(member)), bank: "Birch Bank");
        var code = MessengerSite.CodeIn(site.Platform.TextsFor(person)[0]);

        await site.App.Get<Deliveries>().RunDueOfAllMembers(site.Clock.GetUtcNow());

        Assert.Equal("BankView: a payment needs your look. Open BankView. Your word: Wintergarten", site.Platform.TextsFor(person)[^1]);
        Assert.All(Secrets, secret => Assert.DoesNotContain(secret, WithoutIds(site.Platform.Received, person), StringComparison.OrdinalIgnoreCase));
        Assert.NotEmpty(log);
        foreach (var secret in new[] { "Zephyr", "Birch Bank", "Wintergarten", person, code, MessengerPlatform.Token, MessengerPlatform.AppSecret, MessengerPlatform.VerifyToken })
        {
            Assert.DoesNotContain(log, line => line.Contains(secret, StringComparison.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public async Task With_the_members_leave_it_names_merchant_and_amount()
    {
        await using var site = await MessengerSite.Start();
        var (member, person) = await site.Pair();
        var channels = site.App.Get<ChannelStore>();
        await channels.ChangeDetail(member.Id, (await channels.List(member.Id))[0].Id, MessageDetail.MerchantAndAmount);
        await CardMember.Bring(member, Purpose.View, Purpose.FraudAlerts);
        await member.BringIn(Card(CardMember.Strange(member)));

        await site.App.Get<Deliveries>().RunDueOfAllMembers(site.Clock.GetUtcNow());

        Assert.Equal("BankView: Zephyr Electronics, $987.65: was this you? Open BankView.", site.Platform.TextsFor(person)[^1]);
    }

    // Long numbers hold any three digits by chance.
    private static string WithoutIds(string bytes, string person) => string.Join('\n', bytes.Split('\n').Where(line => line.StartsWith('{')))
        .Replace(person, "", StringComparison.Ordinal).Replace(Proof(bytes), "", StringComparison.Ordinal);

    private static string Proof(string bytes) => bytes[(bytes.IndexOf("appsecret_proof\":\"", StringComparison.Ordinal) + 18)..][..64];
}

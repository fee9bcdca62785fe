using System.Collections.Concurrent;
using BankView.Data;
using BankView.Data.Alerts;
using BankView.Data.Channels;
using BankView.Data.Consents;
using BankView.Tests.Alerts;
using BankView.Tests.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using static BankView.Tests.Testing.Statements;

namespace BankView.Tests.Channels.Email;

/// <summary>Without the member's leave no e-mail tells anything of what happened, and no log line does in any case.</summary>
public class EmailCanaryTests
{
    private const string Address = "robin@home.example";

    private static readonly string[] Canaries =
        ["Zephyr", "Quarry", "Sunday Wages", "987.65", "987,65", "98765", "1,500", "1500.00", "2,345", "2345.67", "12.34", "Example Bank", "Holiday card", "4242", "2222"];

    [Fact]
    public async Task With_detail_nothing_no_byte_of_any_message_tells_a_merchant_an_amount_an_account_or_a_bank()
    {
        await using var server = await MailServer.Start();
        var log = new ConcurrentQueue<string>();
        await using var app = await Start(server, log);
        var rules = await RaiseAlerts(app, MessageDetail.Nothing);

        var mails = await server.List();

        // As many as alerts, of every rule that was switched on: silence is no proof.
        Assert.Superset(new HashSet<AlertRule> { AlertRule.UnusualPayment, AlertRule.LargePayment, AlertRule.LargeDeposit, AlertRule.CardActivity }, rules.ToHashSet());
        Assert.Equal(rules.Count, mails.Count);
        Assert.All(mails, mail => Assert.Contains("Your word: marmalade", mail.Text, StringComparison.Ordinal));
        Assert.All(mails, mail => AssertSilent(mail.Everything));
        AssertLogIsSilent(log);
    }

    [Fact]
    public async Task With_the_members_leave_the_merchant_and_the_amount_stand_there_and_still_no_account_and_no_bank()
    {
        await using var server = await MailServer.Start();
        var log = new ConcurrentQueue<string>();
        await using var app = await Start(server, log);
        await RaiseAlerts(app, MessageDetail.MerchantAndAmount);

        var mails = await server.List();

        Assert.Contains(mails, mail => mail.Text.Contains("Zephyr Electronics, $987.65", StringComparison.Ordinal));
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => Assert.All(mails, mail => AssertSilent(mail.Everything)));
        Assert.All(mails, mail => Assert.All(["Example Bank", "Holiday card", "4242", "2222"],
            canary => Assert.DoesNotContain(canary, mail.Everything, StringComparison.OrdinalIgnoreCase)));
        AssertLogIsSilent(log);
    }

    // Sent by the test and not by the job, so that all is there when it is looked at.
    private static Task<BankViewApp> Start(MailServer server, ConcurrentQueue<string> log) => BankViewApp.Start(host =>
    {
        server.Serve(host);
        host.UseSetting("Messages:Enabled", "false").UseSetting("Logging:LogLevel:Default", "Trace")
            .ConfigureTestServices(services => services.AddSingleton<ILoggerProvider>(new LogCapture(log)));
    });

    private static async Task<IReadOnlyList<AlertRule>> RaiseAlerts(BankViewApp app, MessageDetail detail)
    {
        using (var client = new FormClient(app))
        {
            await client.Join(await app.SetupLink(), "Robin");
        }

        var robin = await TestMember.Of(app, "Robin");
        await CardMember.Bring(robin, Purpose.View, Purpose.FraudAlerts);
        var card = (await robin.AlertRules.List(robin.Id))[0].AccountId;
        await app.Get<ChannelStore>().ChangeDetail(robin.Id, (await app.Get<ChannelStore>().Add(robin.Id, new NewChannel(ChannelKind.Email, Address, Address)))!.Value, detail);
        await app.Get<MessageSettingsStore>().Save(robin.Id, new MessageSettings { Word = "marmalade" });
        await robin.BringIn(Card(CardMember.Strange(robin)));
        await robin.AlertRules.Set(robin.Id, card, AlertRule.CardActivity, isOn: true, threshold: null);
        await robin.BringIn(Card(CardMember.Payment(robin, 0, -1_234, "Corner Bakery Quarry", "small")));
        var checking = (await robin.BringIn(Checking(Row(Today(robin, -9), -100, "Tea", "1")).WithBalance(Today(robin, -9), 900_000))).AccountIds[0];
        await robin.Consents.ChangePurposes(robin.Id, (await robin.Links.List(robin.Id))[0].Id, new HashSet<Purpose> { Purpose.View, Purpose.FraudAlerts });
        foreach (var rule in new[] { AlertRule.LargePayment, AlertRule.LargeDeposit, AlertRule.LowBalance })
        {
            Assert.Equal(RuleOutcome.Saved, await robin.AlertRules.Set(robin.Id, checking, rule, isOn: true, new Money(100_000, Dollar)));
        }

        await robin.BringIn(Checking(Row(Today(robin, 0), -150_000, "Quarry Rent", "2"), Row(Today(robin, 0), 234_567, "Sunday Wages", "3")).WithBalance(Today(robin, 0), 1_234));
        while (await app.Get<Deliveries>().RunDueOfAllMembers(DateTimeOffset.UtcNow, TestContext.Current.CancellationToken) > 0)
        {
        }

        Assert.All(await app.Get<DeliveryStore>().List(robin.Id, 100), delivery => Assert.Equal(DeliveryState.Sent, delivery.State));
        return [.. (await CardMember.AlertsOf(robin)).Select(alert => alert.Rule)];
    }

    private static string Today(TestMember member, int days) =>
        member.Database.Clock.GetUtcNow().AddDays(days).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static void AssertSilent(string text) =>
        Assert.All(Canaries, canary => Assert.DoesNotContain(canary, text, StringComparison.OrdinalIgnoreCase));

    private static void AssertLogIsSilent(ConcurrentQueue<string> log)
    {
        Assert.NotEmpty(log);
        Assert.All(log, line => Assert.All(["Zephyr", "Quarry", "Sunday Wages", "987.65", Address, "home.example", "marmalade", "needs your look"],
            canary => Assert.DoesNotContain(canary, line, StringComparison.OrdinalIgnoreCase)));
    }
}

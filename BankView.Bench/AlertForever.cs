using System.Globalization;
using BankView.Data;
using BankView.Data.Accounts;
using BankView.Data.Alerts;
using BankView.Data.BankLinks;
using BankView.Data.Channels;
using BankView.Data.Consents;
using BankView.Data.Statements;

namespace BankView.Bench;

/// <summary>
/// Stores one card payment after another of a member who is told of each, and sends the messages meanwhile, until it is killed; the kill
/// test of messages does that. It says on the console when it begins, and after each payment.
/// </summary>
internal static class AlertForever
{
    public static async Task Run(string folder, Uri receiver)
    {
        await using var installation = new Installation(folder);
        var member = await JoinWhoIsTold(installation);
        var deliveries = MakeDeliveries(installation, receiver, TimeProvider.System);
        Console.WriteLine("telling");
        var sending = Task.Run(async () =>
        {
            while (true)
            {
                await deliveries.RunDueOfAllMembers(DateTimeOffset.UtcNow);
                await Task.Delay(1);
            }
        });
        for (var number = 0; !sending.IsFaulted; number++)
        {
            await Pay(member, $"paid {number}", -1_001 - number);
            Console.WriteLine("paid");
        }

        await sending;
    }

    /// <summary>The engine, with both channels ending at one receiver.</summary>
    public static Deliveries MakeDeliveries(Installation installation, Uri receiver, TimeProvider clock) =>
        new(installation.Databases, installation.Keys, new AlertStore(installation.Databases, installation.Keys, clock),
            [new PostedChannel(ChannelKind.Email, receiver), new PostedChannel(ChannelKind.WebPush, receiver)], new FewWords(), clock);

    // By e-mail always; by another channel only where that fails.
    private static async Task<BenchMember> JoinWhoIsTold(Installation installation)
    {
        var member = await BenchMember.Join(installation);
        var (databases, keys, clock) = (installation.Databases, installation.Keys, TimeProvider.System);
        var import = await Pay(member, "first", -1_000);
        var link = (await new BankLinkStore(databases, keys, installation.Consents, clock).List(member.Id))[0].Id;
        await installation.Consents.ChangePurposes(member.Id, link, new HashSet<Purpose> { Purpose.View, Purpose.FraudAlerts });
        await new AlertChoiceStore(databases, clock).Save(member.Id, new AlertChoices { DailyCap = AlertChoices.MostPerDay });
        await new AlertRuleStore(databases, keys, clock).Set(member.Id, import, AlertRule.CardActivity, isOn: true, threshold: null);
        var channels = new ChannelStore(databases, keys, clock);
        await channels.Add(member.Id, new NewChannel(ChannelKind.Email, "a", "a"));
        var spare = await channels.Add(member.Id, new NewChannel(ChannelKind.WebPush, "b", "b"));
        await channels.ChangeUse(member.Id, spare!.Value, isFallback: true);
        return member;
    }

    private static async Task<Guid> Pay(BenchMember member, string id, long cents)
    {
        var dollar = Currency.Parse("USD");
        var statement = new StatementPart
        {
            Account = new StatementAccount { BankId = "000000000", Number = "9876000011112222", Kind = AccountKind.CreditCard, Currency = dollar },
            Rows =
            [
                new StatementRow
                {
                    Line = 1,
                    OccurredAt = BankTime.AtInstant(DateTimeOffset.UtcNow),
                    Amount = new Money(cents, dollar),
                    Name = string.Create(CultureInfo.InvariantCulture, $"Merchant {-cents % 50}"),
                    BankId = id,
                    IsCard = true,
                },
            ],
        };
        var result = await member.Installation.Imports.Import(member.Id, [await member.Part(statement)], unreadableRows: 0);
        return result!.AccountIds[0];
    }

    private sealed class FewWords : IMessageWords
    {
        public MessageText Write(MessageContent content) => new("BankView", content.Rule, "");
    }

    /// <summary>Hands a message to a receiver that notes which arrived.</summary>
    private sealed class PostedChannel(ChannelKind kind, Uri receiver) : IMessageChannel
    {
        private static readonly HttpClient Client = new();

        public ChannelKind Kind => kind;

        public bool IsConfigured => true;

        public async Task<SendResult> Send(OutgoingMessage message, CancellationToken cancellation)
        {
            using var content = new StringContent($"{kind} {message.DeliveryId:N}");
            using var answer = await Client.PostAsync(receiver, content, cancellation);
            return new SendResult(answer.IsSuccessStatusCode ? SendOutcome.Sent : SendOutcome.Refused);
        }

        public Task<SendResult> Check(CancellationToken cancellation) => Task.FromResult(SendResult.Sent);
    }
}

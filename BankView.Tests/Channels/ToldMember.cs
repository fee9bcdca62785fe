using BankView.Data;
using BankView.Data.Alerts;
using BankView.Data.Channels;
using BankView.Data.Consents;
using BankView.Tests.Alerts;
using BankView.Tests.Testing;
using BankView.Web.Channels;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using static BankView.Tests.Testing.Statements;

namespace BankView.Tests.Channels;

/// <summary>A member with a card that has habits, channels, and an installation that sends.</summary>
internal sealed class ToldMember
{
    private static readonly MessageWords Words = new(new StringLocalizer<MessageTexts>(new ResourceManagerStringLocalizerFactory(
        Options.Create(new LocalizationOptions()), NullLoggerFactory.Instance)));

    private int _payments;

    public required TestMember Member { get; init; }

    public required ChannelStore Channels { get; init; }

    public required ChannelProofStore Proofs { get; init; }

    public required MessageSettingsStore Settings { get; init; }

    public required DeliveryStore Store { get; init; }

    public UserId Id => Member.Id;

    public ScriptedChannel Email { get; } = new(ChannelKind.Email);

    public ScriptedChannel Push { get; } = new(ChannelKind.WebPush);

    public DateTimeOffset Now => Member.Database.Clock.GetUtcNow();

    public static async Task<ToldMember> Join(TestDatabase database) => Of(await CardMember.Join(database, Purpose.View, Purpose.FraudAlerts));

    public static ToldMember Of(TestMember member)
    {
        var (databases, keys, clock) = (member.Database.Databases, member.Database.Keys, member.Database.Clock);
        return new ToldMember
        {
            Member = member,
            Channels = new ChannelStore(databases, keys, clock),
            Proofs = new ChannelProofStore(databases, keys, clock),
            Settings = new MessageSettingsStore(databases, keys),
            Store = new DeliveryStore(databases, clock),
        };
    }

    /// <summary>One node's delivery engine.</summary>
    public Deliveries Node() => new(Member.Database.Databases, Member.Database.Keys, Member.Alerts, [Email, Push], Words, Member.Database.Clock);

    public Task<int> Run() => Node().RunDueOfAllMembers(Now);

    public async Task<int> RunAfter(TimeSpan time)
    {
        Member.Database.Clock.Advance(time);
        return await Run();
    }

    public async Task<Guid> AddEmail(string address = "ann@example.org") =>
        (await Channels.Add(Id, new NewChannel(ChannelKind.Email, address, address)))!.Value;

    public async Task<Guid> AddPush(bool isFallback = false)
    {
        var id = (await Channels.Add(Id, new NewChannel(ChannelKind.WebPush, "https://push.example/1", "Firefox on Linux")))!.Value;
        await Channels.ChangeUse(Id, id, isFallback);
        return id;
    }

    /// <summary>A payment that stands out, and so an alert; each at a merchant of its own.</summary>
    public async Task<Alert> PayStrangely()
    {
        var number = ++_payments;
        await Member.BringIn(Card(CardMember.Payment(Member, 1, -90_000 - (number * 40_000), $"Zephyr Electronics {(char)('A' + number)}", $"strange {number}")));
        return (await Member.Alerts.ListOpen(Id, 1))[0];
    }

    public async Task<IReadOnlyList<(ChannelKind Kind, DeliveryState State)>> States() =>
        [.. (await Store.List(Id, 100)).OrderBy(one => one.CreatedAt).ThenBy(one => one.ChannelKind).Select(one => (one.ChannelKind, one.State))];
}

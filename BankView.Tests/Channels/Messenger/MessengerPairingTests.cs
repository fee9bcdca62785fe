using BankView.Data.Channels;
using BankView.Data.Channels.Messenger;
using BankView.Data.Database;
using BankView.Tests.Testing;

namespace BankView.Tests.Channels.Messenger;

/// <summary>A chat becomes a member's channel when both sides prove it.</summary>
public class MessengerPairingTests
{
    [Theory, Databases]
    public async Task A_token_brought_to_the_chat_is_answered_with_a_code_that_makes_the_channel(DatabaseKind kind)
    {
        await using var site = await MessengerSite.Start(kind);
        var (member, person) = (await site.NewMember(), site.NewPerson());
        var pairing = site.App.Get<MessengerPairing>();
        var address = (await pairing.Begin(member.Id, "de"))!;
        Assert.StartsWith($"https://m.me/{MessengerPlatform.PageName}?ref=", address, StringComparison.Ordinal);
        Assert.Null((await pairing.Find(member.Id))!.Label);

        await site.Hear(MessengerSays.GetStarted(person, MessengerSite.ReferenceIn(address)));

        var code = MessengerSite.CodeIn(Assert.Single(site.Platform.TextsFor(person)));
        Assert.Contains("Ihr Code ist", site.Platform.TextsFor(person)[0], StringComparison.Ordinal);
        var proof = (await pairing.Find(member.Id))!;
        Assert.Equal("Messenger", proof.Label);
        Assert.Equal(ProofOutcome.WrongCode, await pairing.Confirm(member.Id, proof.Id, code is "000000" ? "000001" : "000000"));
        Assert.Equal(ProofOutcome.Over, await pairing.Confirm((await site.NewMember()).Id, proof.Id, code));
        Assert.Equal(ProofOutcome.Proved, await pairing.Confirm(member.Id, proof.Id, code));
        Assert.Equal(ChannelKind.Messenger, Assert.Single(await site.App.Get<ChannelStore>().List(member.Id)).Kind);
        Assert.StartsWith("You can ask", await site.Ask(person, "help"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_token_counts_by_whichever_way_the_link_brings_it()
    {
        await using var site = await MessengerSite.Start();
        var pairing = site.App.Get<MessengerPairing>();

        foreach (var way in new Func<string, string, System.Text.Json.Nodes.JsonObject>[]
        {
            (person, reference) => MessengerSays.GetStarted(person, reference),
            (person, reference) => MessengerSays.Referral(person, reference),
            MessengerSays.OptIn,
            MessengerSays.FirstMessage,
            (person, reference) => MessengerSays.Message(person, reference),
        })
        {
            var (member, person) = (await site.NewMember(), site.NewPerson());
            await site.Hear(way(person, MessengerSite.ReferenceIn((await pairing.Begin(member.Id, "en"))!)));
            Assert.Contains("Your code is", Assert.Single(site.Platform.TextsFor(person)), StringComparison.Ordinal);
        }
    }

    [Theory, Databases]
    public async Task A_token_is_good_once_and_for_a_quarter_of_an_hour(DatabaseKind kind)
    {
        await using var site = await MessengerSite.Start(kind);
        var (member, first, second, late) = (await site.NewMember(), site.NewPerson(), site.NewPerson(), site.NewPerson());
        var pairing = site.App.Get<MessengerPairing>();
        var used = MessengerSite.ReferenceIn((await pairing.Begin(member.Id, "en"))!);
        await site.Hear(MessengerSays.Referral(first, used), MessengerSays.Referral(second, used));
        var expired = MessengerSite.ReferenceIn((await pairing.Begin(member.Id, "en"))!);
        site.Clock.Ahead = ChannelProofStore.Lasts + TimeSpan.FromMinutes(1);

        await site.Hear(MessengerSays.Referral(late, expired, site.Clock.GetUtcNow()));

        var all = new[] { first, second, late }.SelectMany(site.Platform.TextsFor).ToList();
        Assert.Equal(3, all.Count);
        Assert.Single(all, text => text.StartsWith("Your code is", StringComparison.Ordinal));
        Assert.Equal(2, all.Count(text => text.StartsWith("BankView answers here only", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_chat_belongs_to_one_member_until_it_is_removed()
    {
        await using var site = await MessengerSite.Start();
        var (_, person) = await site.Pair();
        var other = await site.NewMember();
        var pairing = site.App.Get<MessengerPairing>();
        await site.Hear(MessengerSays.Referral(person, MessengerSite.ReferenceIn((await pairing.Begin(other.Id, "en"))!)));
        var code = MessengerSite.CodeIn(site.Platform.TextsFor(person)[^1]);

        Assert.Equal(ProofOutcome.Taken, await pairing.Confirm(other.Id, (await pairing.Find(other.Id))!.Id, code));

        Assert.Empty(await site.App.Get<ChannelStore>().List(other.Id));
    }

    [Theory, Databases]
    public async Task A_channel_that_was_just_proved_may_be_sent_to_as_text_at_once_and_each_message_opens_another_day(DatabaseKind kind)
    {
        await using var site = await MessengerSite.Start(kind);
        var (member, person) = await site.Pair();
        var channel = Assert.Single(await site.App.Get<ChannelStore>().List(member.Id));

        Assert.Equal("RESPONSE", await SendTest());
        site.Clock.Ahead += TimeSpan.FromHours(23);
        await site.Ask(person, "help");
        site.Clock.Ahead += TimeSpan.FromHours(2);
        Assert.Equal("RESPONSE", await SendTest());
        site.Clock.Ahead += TimeSpan.FromHours(23);
        Assert.Equal("UTILITY", await SendTest());

        async Task<string> SendTest()
        {
            Assert.True(await site.App.Get<ChannelStore>().SendTest(member.Id, channel.Id));
            var before = site.Platform.Messages.Count;
            await site.App.Get<Deliveries>().RunDueOfAllMembers(site.Clock.GetUtcNow());
            return Assert.Single(site.Platform.Messages.Skip(before)).Type;
        }
    }
}

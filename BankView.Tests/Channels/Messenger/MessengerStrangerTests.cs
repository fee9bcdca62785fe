using BankView.Data.Channels.Messenger;
using BankView.Data.Database;
using BankView.Tests.Testing;

namespace BankView.Tests.Channels.Messenger;

/// <summary>Who did not pair a chat is told one neutral sentence, and nobody is answered without end.</summary>
public class MessengerStrangerTests
{
    [Theory, Databases]
    public async Task A_stranger_gets_one_neutral_sentence_an_hour_whatever_they_write(DatabaseKind kind)
    {
        await using var site = await MessengerSite.Start(kind);
        await site.Pair();
        var stranger = site.NewPerson();
        foreach (var text in new[] { "Kontostand", "balance", "alerts", "stop", "hello", "It was me" })
        {
            await site.Hear(MessengerSays.Message(stranger, text));
        }

        Assert.Equal("BankView antwortet hier nur Personen, die diesen Chat in ihrem eigenen BankView verbunden haben.", Assert.Single(site.Platform.TextsFor(stranger)));
        site.Clock.Ahead = TimeSpan.FromMinutes(61);
        Assert.Equal("BankView answers here only to people who connected this chat in their own BankView.", await site.Ask(stranger, "hello"));
    }

    [Theory, Databases]
    public async Task A_blocked_member_is_a_stranger(DatabaseKind kind)
    {
        await using var site = await MessengerSite.Start(kind);
        var (member, person) = await site.Pair();

        await member.Block();

        Assert.StartsWith("BankView answers here only", await site.Ask(person, "balance"), StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task Beyond_the_rate_nobody_is_answered_until_a_minute_later_but_stop_always_counts(DatabaseKind kind)
    {
        await using var site = await MessengerSite.Start(kind);
        var (_, person) = await site.Pair();
        // The pairing itself was the first of the minute.
        var before = site.Platform.TextsFor(person).Count;

        await site.Hear([.. Enumerable.Range(0, 30).Select(_ => MessengerSays.Message(person, "help"))]);
        Assert.Equal(MessengerSenders.QuestionsPerMinute - 1, site.Platform.TextsFor(person).Count - before);

        site.Clock.Ahead = TimeSpan.FromSeconds(61);
        Assert.StartsWith("You can ask", await site.Ask(person, "help"), StringComparison.Ordinal);
        await site.Hear([.. Enumerable.Range(0, 30).Select(_ => MessengerSays.Message(person, "help", site.Clock.GetUtcNow()))]);
        Assert.StartsWith("This chat is not connected", await site.Ask(person, "stop"), StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task Who_wrote_is_forgotten_after_a_day(DatabaseKind kind)
    {
        await using var site = await MessengerSite.Start(kind);
        await site.Ask(site.NewPerson(), "hello");
        site.Clock.Ahead = TimeSpan.FromHours(25);

        await site.App.Get<MessengerInbox>().ForgetOldOfAllMembers();
        await site.App.Get<MessengerSenders>().ForgetOldOfAllMembers();

        Assert.DoesNotContain(await TableDump.Lines(site.App.Get<Databases>().Data), line => line.StartsWith("messenger_", StringComparison.Ordinal));
    }
}

using BankView.Data.Channels.Messenger;
using BankView.Data.Database;
using BankView.Tests.Testing;
using Dapper;

namespace BankView.Tests.Channels.Messenger;

/// <summary>What came in waits, is taken once by one node, and is known again when it comes twice.</summary>
public class MessengerInboxTests
{
    [Theory, Databases]
    public async Task Each_event_is_taken_once_however_many_nodes_take_at_a_time(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var inbox = Inbox(database);
        var events = Enumerable.Range(0, 200).Select(i => Event(database, $"m_{i}", TimeSpan.FromSeconds(-i))).ToList();
        Assert.Equal(200, await inbox.Put(events));

        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            var mine = new List<MessengerEvent>();
            while (await Inbox(database).TakeOfAllMembers(7) is { Count: > 0 } some)
            {
                mine.AddRange(some);
            }

            return mine;
        })));

        Assert.Equal(events.OrderBy(one => one.Identity), taken.SelectMany(one => one).OrderBy(one => one.Identity));
    }

    [Theory, Databases]
    public async Task The_same_event_comes_in_once_and_what_is_old_or_from_the_future_never(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var inbox = Inbox(database);
        var one = Event(database, "m_1", TimeSpan.Zero);

        Assert.Equal(1, await inbox.Put([one, one]));
        Assert.Equal(0, await inbox.Put([one]));
        Assert.Equal(0, await inbox.Put([Event(database, "m_2", -MessengerInbox.TooOld), Event(database, "m_3", TimeSpan.FromMinutes(2))]));
        Assert.Equal([one], await inbox.TakeOfAllMembers(10));
        Assert.Equal(0, await inbox.Put([one]));
        Assert.Empty(await inbox.TakeOfAllMembers(10));
    }

    [Theory, Databases]
    public async Task An_event_whose_row_is_gone_is_known_by_its_age(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var inbox = Inbox(database);
        var one = Event(database, "m_1", TimeSpan.Zero);
        await inbox.Put([one]);
        await inbox.TakeOfAllMembers(10);

        database.Clock.Advance(MessengerInbox.KeptFor + TimeSpan.FromMinutes(1));
        await inbox.ForgetOldOfAllMembers();

        Assert.Equal(0, await Rows(database));
        Assert.Equal(0, await inbox.Put([one]));
        Assert.Empty(await inbox.TakeOfAllMembers(10));
    }

    [Theory, Databases]
    public async Task What_waited_too_long_is_not_handled_and_nothing_of_a_taken_event_stays_readable(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var inbox = Inbox(database);
        await inbox.Put([Event(database, "m_1", TimeSpan.Zero)]);
        Assert.DoesNotContain("Kontostand", await Dump(database), StringComparison.Ordinal);
        Assert.DoesNotContain("7123456789", await Dump(database), StringComparison.Ordinal);

        database.Clock.Advance(MessengerInbox.TooOld);

        Assert.Empty(await inbox.TakeOfAllMembers(10));
        await using var connection = await database.Databases.Data.Open();
        Assert.Equal(1, await connection.ExecuteScalarAsync<long>("SELECT count(*) FROM messenger_inbox WHERE sealed IS NULL AND taken_at IS NOT NULL"));
    }

    private static MessengerInbox Inbox(TestDatabase database) => new(database.Databases, database.MasterKey, database.Clock);

    private static MessengerEvent Event(TestDatabase database, string mid, TimeSpan ago) => new()
    {
        Identity = $"mid {mid}",
        Sender = "7123456789",
        At = database.Clock.GetUtcNow() + ago,
        Text = "Kontostand",
        Reference = null,
    };

    private static async Task<long> Rows(TestDatabase database)
    {
        await using var connection = await database.Databases.Data.Open();
        return await connection.ExecuteScalarAsync<long>("SELECT count(*) FROM messenger_inbox");
    }

    private static async Task<string> Dump(TestDatabase database) => System.Text.Encoding.UTF8.GetString(await TableDump.Bytes(database.Databases.Data));
}

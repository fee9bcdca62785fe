using BankView.Data.Database;
using BankView.Data.Sealing;
using Dapper;

namespace BankView.Data.Channels.Messenger;

/// <summary>
/// What came from the platform and waits for a node to take it. Each event is taken once, on any node; one that is older than
/// <see cref="TooOld"/>, or from the future, is a replay and never handled: its row may be gone by then, its age is not.
/// </summary>
public sealed class MessengerInbox(Databases databases, MasterKey masterKey, TimeProvider clock)
{
    /// <summary>The platform delivers within seconds; an answer to what was asked longer ago would only puzzle.</summary>
    public static readonly TimeSpan TooOld = TimeSpan.FromMinutes(10);

    /// <summary>How far the platform's clock may be ahead of ours.</summary>
    public static readonly TimeSpan ClocksMayDiffer = TimeSpan.FromMinutes(1);

    /// <summary>How long a row stays. Longer than <see cref="TooOld"/> and the difference of clocks together, so that nothing comes in twice.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(1);

    private static readonly SealedColumn Content = new("messenger_inbox");

    private readonly MemberKey _key = masterKey.Installation;

    /// <summary>Keeps those that are new and of this moment; returns how many.</summary>
    public async Task<int> Put(IReadOnlyCollection<MessengerEvent> events)
    {
        var now = clock.GetUtcNow();
        var current = events.Where(one => IsCurrent(one.At, now)).Select(one => (Tag: _key.TagOf("messenger event", one.Identity), Event: one));
        // In one order for all: two deliveries with the same events would else wait for each other.
        var rows = current.OrderBy(one => one.Tag.Value).Select(one => new
        {
            tag = one.Tag,
            at = one.Event.At,
            now,
            content = _key.Seal(Content, one.Tag, one.Event.Identity, one.Event.Sender, one.Event.Text, one.Event.Reference),
        }).ToList();
        return rows.Count == 0 ? 0 : await databases.Data.Write((connection, transaction) => connection.ExecuteAsync("""
            INSERT INTO messenger_inbox (event_tag, occurred_at, received_at, sealed) VALUES (@tag, @at, @now, @content)
            ON CONFLICT (event_tag) DO NOTHING
            """, rows, transaction));
    }

    /// <summary>Takes at most <paramref name="count"/> of all senders, in the order in which they happened. Nobody else gets them, ever.</summary>
    public async Task<IReadOnlyList<MessengerEvent>> TakeOfAllMembers(int count)
    {
        // Asked every second, and mostly for nothing: a read makes no writer wait.
        if (!await HoldsAny())
        {
            return [];
        }

        var now = clock.GetUtcNow();
        var rows = await databases.Data.Write(async (connection, transaction) =>
        {
            var taken = (await connection.QueryAsync<(Tag Tag, DateTimeOffset At, byte[] Sealed)>($"""
                SELECT m.event_tag, m.occurred_at, m.sealed FROM messenger_inbox m WHERE m.taken_at IS NULL
                ORDER BY m.occurred_at, m.event_tag LIMIT @count {databases.Data.SkipTaken}
                """, new { count }, transaction)).AsList();
            await connection.ExecuteAsync("UPDATE messenger_inbox SET taken_at = @now, sealed = NULL WHERE event_tag = @tag",
                taken.Select(row => new { tag = row.Tag, now }), transaction);
            return taken;
        });
        return [.. rows.Where(row => IsCurrent(row.At, now)).Select(row => Open(row.Tag, row.At, row.Sealed))];
    }

    /// <summary>Forgets what came more than a day ago.</summary>
    public Task ForgetOldOfAllMembers() => databases.Data.Write((connection, transaction) => connection.ExecuteAsync(
        "DELETE FROM messenger_inbox WHERE received_at < @old", new { old = clock.GetUtcNow() - KeptFor }, transaction));

    private async Task<bool> HoldsAny()
    {
        await using var connection = await databases.Data.Open();
        return await connection.ExecuteScalarAsync<bool>("SELECT EXISTS (SELECT 1 FROM messenger_inbox m WHERE m.taken_at IS NULL)");
    }

    private static bool IsCurrent(DateTimeOffset at, DateTimeOffset now) => at > now - TooOld && at <= now + ClocksMayDiffer;

    private MessengerEvent Open(Tag tag, DateTimeOffset at, byte[] content)
    {
        var fields = _key.Open(Content, tag, content, 4);
        return new MessengerEvent { Identity = fields[0]!, Sender = fields[1]!, At = at, Text = fields[2]!, Reference = fields[3] };
    }
}

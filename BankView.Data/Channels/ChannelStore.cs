using BankView.Data.Database;
using BankView.Data.Sealing;
using Dapper;

namespace BankView.Data.Channels;

/// <summary>Where members want to be told.</summary>
public sealed class ChannelStore(Databases databases, MemberKeys keys, TimeProvider clock)
{
    /// <summary>A test shows that a channel works; more would only fill somebody's mailbox.</summary>
    public const int TestsPerHour = 5;

    /// <summary>Those of the member, in their order.</summary>
    public async Task<IReadOnlyList<Channel>> List(UserId userId)
    {
        await using var connection = await databases.Data.Open();
        var rows = (await connection.QueryAsync<ChannelRow>($"""
            SELECT {ChannelRow.Columns} FROM channels c
            JOIN users u ON u.id = c.user_id AND u.status = 'Active' AND u.is_member
            WHERE c.user_id = @userId ORDER BY c.place, c.id
            """, new { userId })).AsList();
        if (rows.Count == 0)
        {
            return [];
        }

        var key = await keys.Get(userId);
        return [.. rows.Select(row => row.Open(key))];
    }

    /// <summary>Adds what proves itself, such as the browser that the member is signed in with. Null for what is there already.</summary>
    public async Task<Guid?> Add(UserId userId, NewChannel channel)
    {
        var key = await keys.Get(userId);
        var added = await databases.Data.Write(async (connection, transaction) => await MemberTurn.Take(connection, transaction, userId)
            ? await ChannelRow.Add(connection, transaction, key, userId, channel, clock.GetUtcNow())
            : null);
        databases.Changes.Tell(userId);
        return added;
    }

    /// <summary>False for a channel that is not this member's.</summary>
    public Task<bool> ChangeDetail(UserId userId, Guid id, MessageDetail detail) =>
        Change(userId, id, "detail = @detail", new { userId, id, detail = detail.ToString() });

    /// <summary>Whether it is used only when those before it failed. False for a channel that is not this member's.</summary>
    public Task<bool> ChangeUse(UserId userId, Guid id, bool isFallback) =>
        Change(userId, id, "is_fallback = @isFallback", new { userId, id, isFallback });

    /// <summary>Nothing is sent there any more; what waited for it goes to the next channel. False for what is not this member's.</summary>
    public async Task<bool> Remove(UserId userId, Guid id)
    {
        var removed = await databases.Data.Write(async (connection, transaction) =>
            await MemberTurn.Take(connection, transaction, userId)
            && await connection.ExecuteAsync("DELETE FROM channels WHERE user_id = @userId AND id = @id", new { userId, id }, transaction) == 1);
        databases.Changes.Tell(userId);
        return removed;
    }

    /// <summary>Sends the member a test by the way that alerts go. False for what is not theirs, and after <see cref="TestsPerHour"/>.</summary>
    public async Task<bool> SendTest(UserId userId, Guid id)
    {
        var now = clock.GetUtcNow();
        var queued = await databases.Data.Write(async (connection, transaction) =>
            await MemberTurn.Take(connection, transaction, userId) && await connection.ExecuteAsync($"""
                INSERT INTO deliveries (user_id, id, rule, channel_id, channel_kind, place, state, next_try_at, created_at)
                SELECT c.user_id, @delivery, '{Outbox.Test}', c.id, c.kind, c.place, 'Waiting', @now, @now FROM channels c
                WHERE c.user_id = @userId AND c.id = @id AND (
                    SELECT count(*) FROM deliveries d
                    WHERE d.user_id = @userId AND d.created_at > @hourAgo AND d.rule = '{Outbox.Test}') < @TestsPerHour
                """, new { userId, id, delivery = Guid.CreateVersion7(now), now, hourAgo = now.AddHours(-1), TestsPerHour = (long)TestsPerHour }, transaction) == 1);
        databases.Changes.Tell(userId);
        return queued;
    }

    private async Task<bool> Change(UserId userId, Guid id, string what, object parameters)
    {
        var changed = await databases.Data.Write(async (connection, transaction) =>
            await MemberTurn.Take(connection, transaction, userId) && await connection.ExecuteAsync(
                $"UPDATE channels SET {what} WHERE user_id = @userId AND id = @id", parameters, transaction) == 1);
        databases.Changes.Tell(userId);
        return changed;
    }
}

using BankView.Data.Database;
using BankView.Data.Sealing;
using Dapper;

namespace BankView.Data.Channels.Messenger;

/// <summary>Whose channel a chat is.</summary>
public sealed record MessengerMember(UserId UserId, Guid ChannelId, MessageDetail Detail);

/// <summary>
/// Who writes: the member who paired that chat, or a stranger. Persons stand here as tags under the installation's key, for a day at most.
/// </summary>
public sealed class MessengerSenders(Databases databases, MasterKey masterKey, TimeProvider clock)
{
    /// <summary>Nobody reads faster; more would be a program that asks.</summary>
    public const int QuestionsPerMinute = 10;

    private static readonly TimeSpan StrangersAreTold = TimeSpan.FromHours(1);
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(1);

    /// <summary>By which a person's messages are known; the same as the channel's reply tag.</summary>
    public Tag TagOf(string person) => masterKey.Installation.TagOf("messenger", person);

    /// <summary>Notes that the person wrote. False when that was more than <see cref="QuestionsPerMinute"/>.</summary>
    public async Task<bool> Hear(Tag sender, DateTimeOffset at)
    {
        var now = clock.GetUtcNow();
        var heard = new { sender, now, at = at < now ? at : now, minuteAgo = now.AddMinutes(-1) };
        return await databases.Data.Write(async (connection, transaction) =>
        {
            await connection.ExecuteAsync("""
                UPDATE channels SET last_heard_at = @at
                WHERE reply_tag = @sender AND kind = 'Messenger' AND (last_heard_at IS NULL OR last_heard_at < @at)
                """, heard, transaction);
            return await connection.ExecuteScalarAsync<long>("""
                INSERT INTO messenger_senders (sender_tag, heard_at, minute_at, asked) VALUES (@sender, @at, @now, 1)
                ON CONFLICT (sender_tag) DO UPDATE SET
                    heard_at = CASE WHEN messenger_senders.heard_at < excluded.heard_at THEN excluded.heard_at ELSE messenger_senders.heard_at END,
                    asked = CASE WHEN messenger_senders.minute_at < @minuteAgo THEN 1 ELSE messenger_senders.asked + 1 END,
                    minute_at = CASE WHEN messenger_senders.minute_at < @minuteAgo THEN @now ELSE messenger_senders.minute_at END
                RETURNING asked
                """, heard, transaction) <= QuestionsPerMinute;
        });
    }

    /// <summary>The active member who paired that chat; null for a stranger.</summary>
    public async Task<MessengerMember?> Find(Tag sender)
    {
        await using var connection = await databases.Data.Open();
        return await connection.QuerySingleOrDefaultAsync<(UserId UserId, Guid Id, string Detail)?>("""
            SELECT c.user_id, c.id, c.detail FROM channels c
            JOIN users u ON u.id = c.user_id AND u.status = 'Active' AND u.is_member
            WHERE c.reply_tag = @sender AND c.kind = 'Messenger'
            """, new { sender }) is { } found ? new(found.UserId, found.Id, Enum.Parse<MessageDetail>(found.Detail)) : null;
    }

    /// <summary>Whether a stranger may be told that nothing is to be had here: true once an hour, whoever asks first.</summary>
    public async Task<bool> TellStranger(Tag sender)
    {
        var now = clock.GetUtcNow();
        return await databases.Data.Write((connection, transaction) => connection.ExecuteAsync("""
            UPDATE messenger_senders SET told_at = @now WHERE sender_tag = @sender AND (told_at IS NULL OR told_at < @before)
            """, new { sender, now, before = now - StrangersAreTold }, transaction)) == 1;
    }

    /// <summary>A channel that was just proved was heard from before it stood there: its day for free answers began then.</summary>
    public Task CatchUp(UserId userId) => databases.Data.Write((connection, transaction) => connection.ExecuteAsync("""
        UPDATE channels SET last_heard_at = (SELECT s.heard_at FROM messenger_senders s WHERE s.sender_tag = channels.reply_tag)
        WHERE user_id = @userId AND kind = 'Messenger' AND last_heard_at IS NULL
        """, new { userId }, transaction));

    /// <summary>Forgets who did not write for a day.</summary>
    public Task ForgetOldOfAllMembers() => databases.Data.Write((connection, transaction) => connection.ExecuteAsync(
        "DELETE FROM messenger_senders WHERE heard_at < @old AND minute_at < @old", new { old = clock.GetUtcNow() - KeptFor }, transaction));
}

using System.Data.Common;
using BankView.Data.Alerts;
using Dapper;

namespace BankView.Data.Channels;

/// <summary>Writes what is to be sent, in the transaction that stores the cause: no alert without its messages, no message without its alert.</summary>
internal static class Outbox
{
    /// <summary>The rule of a message that a member sends to themselves to see it arrive.</summary>
    public const string Test = "Test";

    /// <summary>One delivery for each of the member's channels, at its time; none for an alert that was told before.</summary>
    public static async Task Add(
        DbConnection connection, DbTransaction transaction, UserId userId, Guid alertId, AlertRule rule, DateTimeOffset now)
    {
        var channels = (await connection.QueryAsync<(Guid Id, string Kind, bool IsFallback, long Place)>(
            "SELECT id, kind, is_fallback, place FROM channels WHERE user_id = @userId ORDER BY place, id", new { userId }, transaction)).AsList();
        if (channels.Count == 0)
        {
            return;
        }

        var settings = await MessageSettingsRow.Find(connection, transaction, userId);
        var at = settings?.Wait(rule, now) ?? now;
        // Where all are fall-backs, the first stands in for the channel that is missing.
        var first = channels.Exists(channel => !channel.IsFallback) ? (Guid?)null : channels[0].Id;
        await connection.ExecuteAsync("""
            INSERT INTO deliveries (user_id, id, alert_id, rule, channel_id, channel_kind, place, state, next_try_at, created_at)
            VALUES (@userId, @id, @alertId, @rule, @channelId, @Kind, @Place, @state, @next, @now)
            ON CONFLICT (user_id, alert_id, channel_id) DO NOTHING
            """, channels.Select(channel =>
        {
            var isHeld = channel.IsFallback && channel.Id != first;
            return new
            {
                userId,
                id = Guid.CreateVersion7(now),
                alertId,
                rule = rule.ToString(),
                channelId = channel.Id,
                channel.Kind,
                channel.Place,
                state = (isHeld ? DeliveryState.Held : DeliveryState.Waiting).ToString(),
                next = isHeld ? (DateTimeOffset?)null : at,
                now,
            };
        }), transaction);
    }
}

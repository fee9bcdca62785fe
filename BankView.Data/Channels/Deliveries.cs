using BankView.Data.Alerts;
using BankView.Data.Database;
using BankView.Data.Sealing;
using Dapper;

namespace BankView.Data.Channels;

/// <summary>
/// Sends what the outbox holds: each message at most once on a channel, whatever dies in between. Safe on several nodes: sending is
/// written down before it begins, by whoever takes it, and what was begun and never ended counts as perhaps arrived.
/// </summary>
public sealed class Deliveries(
    Databases databases, MemberKeys keys, AlertStore alerts, IEnumerable<IMessageChannel> channels, IMessageWords words, TimeProvider clock)
{
    /// <summary>How long sending one message may take; a try that is older belongs to a process that died.</summary>
    public static readonly TimeSpan SendWithin = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan DeadAfter = TimeSpan.FromMinutes(5);
    private const int Batch = 200;
    private const int AtOnce = 8;

    private readonly Dictionary<ChannelKind, IMessageChannel> _channels = channels.ToDictionary(channel => channel.Kind);

    /// <summary>Sends what is due at <paramref name="now"/>; returns how many messages were tried.</summary>
    public async Task<int> RunDueOfAllMembers(DateTimeOffset now, CancellationToken cancellation = default)
    {
        await EndWhatDied(now);
        var tried = 0;
        // One channel's messages go one after the other, oldest first; a channel that fails holds up no other.
        await Parallel.ForEachAsync(await ListDue(now), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
            async (channel, token) =>
            {
                foreach (var due in channel)
                {
                    // Stopped between two messages, never in the middle of one.
                    token.ThrowIfCancellationRequested();
                    if (await Try(due.UserId, due.Id, now) is not { } isDone)
                    {
                        continue;
                    }

                    Interlocked.Increment(ref tried);
                    if (!isDone)
                    {
                        break;
                    }
                }
            });
        return tried;
    }

    private async Task<IEnumerable<IGrouping<(UserId, Guid), Due>>> ListDue(DateTimeOffset now)
    {
        await using var connection = await databases.Data.Open();
        var due = await connection.QueryAsync<Due>("""
            SELECT user_id AS UserId, id, channel_id AS ChannelId FROM deliveries WHERE next_try_at <= @now ORDER BY next_try_at, id LIMIT @Batch
            """, new { now, Batch });
        return due.OrderBy(one => one.Id).GroupBy(one => (one.UserId, one.ChannelId));
    }

    // Null when there was nothing to send; else whether the channel may go on.
    private async Task<bool?> Try(UserId userId, Guid id, DateTimeOffset now)
    {
        if (await DeliveryTry.Claim(databases, clock, userId, id, now) is not { } delivery)
        {
            return null;
        }

        var key = await keys.Get(userId);
        var (message, isNeeded) = delivery.SealedAddress is null ? (null, true) : await Write(userId, delivery, key);
        var result = message is null || !isNeeded ? null : await Send(delivery.Kind, message);
        await delivery.Finish(databases, clock, isNeeded, result);
        databases.Changes.Tell(userId);
        return result is not { Outcome: SendOutcome.TryLater or SendOutcome.Misconfigured };
    }

    private async Task<(OutgoingMessage? Message, bool IsNeeded)> Write(UserId userId, DeliveryTry delivery, MemberKey key)
    {
        // Asked for now and not when it was raised: a consent taken back since, or an answer given since, leaves nothing to tell.
        var alert = delivery.AlertId is { } alertId ? await alerts.Find(userId, alertId) : null;
        if (delivery.AlertId is not null && alert is not { IsOpen: true })
        {
            return (null, false);
        }

        var settings = await new MessageSettingsStore(databases, keys).Find(userId) ?? new MessageSettings();
        return (new OutgoingMessage
        {
            UserId = userId,
            DeliveryId = delivery.Id,
            Address = ChannelRow.OpenAddress(key, delivery.ChannelId, delivery.SealedAddress!),
            Text = words.Write(new MessageContent
            {
                Rule = delivery.Rule,
                Alert = delivery.Detail is nameof(MessageDetail.MerchantAndAmount) ? alert : null,
                Settings = settings,
            }),
            Language = settings.Language,
            ExpiresAt = delivery.CreatedAt + DeliveryTry.TooOld,
            LastHeardAt = delivery.LastHeardAt,
        }, true);
    }

    private async Task<SendResult> Send(ChannelKind kind, OutgoingMessage message)
    {
        if (!_channels.TryGetValue(kind, out var channel) || !channel.IsConfigured)
        {
            return new SendResult(SendOutcome.Misconfigured);
        }

        using var patience = new CancellationTokenSource(SendWithin);
        try
        {
            return await channel.Send(message, patience.Token);
        }
        catch (OperationCanceledException)
        {
            return new SendResult(SendOutcome.Uncertain);
        }
    }

    private async Task EndWhatDied(DateTimeOffset now)
    {
        await using var connection = await databases.Data.Open();
        foreach (var (userId, id) in await connection.QueryAsync<(UserId UserId, Guid Id)>(
            "SELECT user_id, id FROM deliveries WHERE state = 'Sending' AND claimed_at < @dead", new { dead = now - DeadAfter }))
        {
            await DeliveryTry.EndAsUncertain(databases, clock, userId, id);
            databases.Changes.Tell(userId);
        }
    }

    private sealed record Due
    {
        public required UserId UserId { get; init; }

        public required Guid Id { get; init; }

        public required Guid ChannelId { get; init; }
    }
}

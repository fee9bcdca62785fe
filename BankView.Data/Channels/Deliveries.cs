using System.Collections.Concurrent;
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
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(90);
    private const int Batch = 200;
    private const int AtOnce = 8;

    private readonly Dictionary<ChannelKind, IMessageChannel> _channels = channels.ToDictionary(channel => channel.Kind);

    /// <summary>Sends what is due at <paramref name="now"/> on every kind of channel; returns how many messages were tried.</summary>
    /// <exception cref="AggregateException">Something unforeseen befell some of them: they count as perhaps arrived. All others were tried.</exception>
    public async Task<int> RunDueOfAllMembers(DateTimeOffset now, CancellationToken cancellation = default) =>
        (await Task.WhenAll(Enum.GetValues<ChannelKind>().Select(kind => RunDueOfAllMembers(kind, now, cancellation)))).Sum();

    /// <summary>The same for one kind: a mail server that does not answer holds up no browser and no chat.</summary>
    /// <inheritdoc cref="RunDueOfAllMembers(DateTimeOffset, CancellationToken)"/>
    public async Task<int> RunDueOfAllMembers(ChannelKind kind, DateTimeOffset now, CancellationToken cancellation = default)
    {
        await EndWhatDied(now);
        var tried = 0;
        var faults = new ConcurrentQueue<Exception>();
        // One channel's messages go one after the other, oldest first; a channel that fails holds up no other.
        await Parallel.ForEachAsync(await ListDue(kind, now), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
            async (channel, token) =>
            {
                foreach (var due in channel)
                {
                    // Stopped between two messages, never in the middle of one.
                    token.ThrowIfCancellationRequested();
                    if (await Try(due.UserId, due.Id, now, faults) is not { } isDone)
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
        return faults.IsEmpty ? tried : throw new AggregateException(faults);
    }

    /// <summary>Forgets what was sent long ago, and addresses that nobody proved.</summary>
    public Task ForgetOldOfAllMembers(DateTimeOffset now) => databases.Data.Write(async (connection, transaction) =>
    {
        var times = new { old = now - KeptFor, yesterday = now.AddDays(-1) };
        await connection.ExecuteAsync("DELETE FROM deliveries WHERE created_at < @old AND finished_at IS NOT NULL", times, transaction);
        await connection.ExecuteAsync("DELETE FROM channel_proofs WHERE created_at < @yesterday", times, transaction);
    });

    // A channel that failed, or asked for rest, and is tried again soon is not asked by a later message meanwhile.
    private async Task<IEnumerable<IGrouping<(UserId, Guid), Due>>> ListDue(ChannelKind kind, DateTimeOffset now)
    {
        await using var connection = await databases.Data.Open();
        var due = await connection.QueryAsync<Due>("""
            SELECT d.user_id AS UserId, d.id, d.channel_id AS ChannelId FROM deliveries d
            WHERE d.next_try_at <= @now AND d.channel_kind = @kind AND NOT EXISTS (
                SELECT 1 FROM deliveries o
                WHERE o.user_id = d.user_id AND o.channel_id = d.channel_id AND o.next_try_at > @now AND o.next_try_at < @soon
                  AND o.problem IS NOT NULL AND o.id < d.id)
            ORDER BY d.next_try_at, d.id LIMIT @Batch
            """, new { now, soon = now + Rest, kind = kind.ToString(), Batch });
        return due.OrderBy(one => one.Id).GroupBy(one => (one.UserId, one.ChannelId));
    }

    // Null when there was nothing to send; else whether the channel may go on.
    private async Task<bool?> Try(UserId userId, Guid id, DateTimeOffset now, ConcurrentQueue<Exception> faults)
    {
        if (await DeliveryTry.Claim(databases, clock, userId, id, now) is not { } delivery)
        {
            return null;
        }

        var (isNeeded, result) = await Send(userId, delivery, now, faults);
        await delivery.Finish(databases, clock, isNeeded, result);
        databases.Changes.Tell(userId);
        return result is not { Outcome: SendOutcome.TryLater or SendOutcome.Misconfigured };
    }

    private async Task<(bool IsNeeded, SendResult? Result)> Send(UserId userId, DeliveryTry delivery, DateTimeOffset now, ConcurrentQueue<Exception> faults)
    {
        if (now > delivery.CreatedAt + DeliveryTry.TooOld)
        {
            // Every node was away: what was news then stands in BankView.
            return (true, new SendResult(SendOutcome.TryLater));
        }

        OutgoingMessage? message;
        try
        {
            (message, var isNeeded) = delivery.SealedAddress is null ? (null, true) : await Write(userId, delivery, await keys.Get(userId));
            if (message is null)
            {
                return (isNeeded, null);
            }
        }
        catch (Exception unforeseen) when (unforeseen is not OperationCanceledException)
        {
            // What befalls one member's message must not keep those of others waiting. Nothing of it was sent.
            faults.Enqueue(unforeseen);
            return (true, new SendResult(SendOutcome.TryLater));
        }

        try
        {
            return (true, await Send(delivery.Kind, message));
        }
        catch (Exception unforeseen) when (unforeseen is not OperationCanceledException)
        {
            faults.Enqueue(unforeseen);
            return (true, new SendResult(SendOutcome.Uncertain));
        }
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
            await DeliveryTry.EndAsUncertain(databases, clock, userId, id, now - DeadAfter);
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

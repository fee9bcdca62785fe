using System.Collections.Concurrent;
using BankView.Data.Channels;

namespace BankView.Tests.Channels;

/// <summary>The other side of a channel: takes messages, and answers as it was told to.</summary>
internal sealed class ScriptedChannel(ChannelKind kind) : IMessageChannel
{
    private readonly ConcurrentQueue<OutgoingMessage> _arrived = [];

    public ChannelKind Kind => kind;

    public bool IsConfigured { get; set; } = true;

    /// <summary>How the next messages end; after them all are taken.</summary>
    public Queue<SendResult> Next { get; } = [];

    /// <summary>Breaks at the next message, as nobody foresaw.</summary>
    public bool IsBroken { get; set; }

    /// <summary>What was brought here, whatever was answered.</summary>
    public IReadOnlyList<OutgoingMessage> Arrived => [.. _arrived];

    public Task<SendResult> Send(OutgoingMessage message, CancellationToken cancellation)
    {
        if (IsBroken)
        {
            throw new InvalidOperationException("Nobody foresaw this.");
        }

        _arrived.Enqueue(message);
        return Task.FromResult(Next.TryDequeue(out var result) ? result : SendResult.Sent);
    }

    public Task<SendResult> Check(CancellationToken cancellation) => Task.FromResult(SendResult.Sent);
}

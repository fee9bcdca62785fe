namespace BankView.Data.Channels;

/// <summary>The code that brings messages to one kind of channel.</summary>
public interface IMessageChannel
{
    ChannelKind Kind { get; }

    /// <summary>False while this installation has no configuration for it: members are not offered it then.</summary>
    bool IsConfigured { get; }

    /// <summary>
    /// Sends one message once. It ends by itself within a minute, and says honestly what is known: a message that may have arrived is
    /// <see cref="SendOutcome.Uncertain"/> and is never sent again on this channel.
    /// </summary>
    Task<SendResult> Send(OutgoingMessage message, CancellationToken cancellation);

    /// <summary>Asks the other side whether it would take messages of this installation; sends none.</summary>
    Task<SendResult> Check(CancellationToken cancellation);
}

/// <summary>A message, ready to go.</summary>
public sealed record OutgoingMessage
{
    public required UserId UserId { get; init; }

    /// <summary>The same for every try.</summary>
    public required Guid DeliveryId { get; init; }

    /// <summary>Where to, in the channel's own form.</summary>
    public required string Address { get; init; }

    public required MessageText Text { get; init; }

    /// <summary>A culture's name.</summary>
    public required string Language { get; init; }

    /// <summary>After that, the message is no use.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When the other side last wrote by itself; null for never.</summary>
    public required DateTimeOffset? LastHeardAt { get; init; }
}

/// <summary>A message in words. No link stands in it: links in messages are how people are led astray.</summary>
/// <param name="Word">The word by which the member knows it as BankView's; empty for none. It stands in <paramref name="Body"/> as well.</param>
public sealed record MessageText(string Subject, string Body, string Word);

/// <param name="RetryAfter">How long the other side asked to be left alone.</param>
public sealed record SendResult(SendOutcome Outcome, TimeSpan? RetryAfter = null)
{
    public static SendResult Sent { get; } = new(SendOutcome.Sent);
}

/// <summary>How sending ended.</summary>
public enum SendOutcome
{
    /// <summary>The other side took it.</summary>
    Sent,

    /// <summary>The address is no more: the channel is removed.</summary>
    Gone,

    /// <summary>The other side does not take this message, and will not take it later.</summary>
    Refused,

    /// <summary>Nothing arrived; later it may.</summary>
    TryLater,

    /// <summary>Nobody can tell whether it arrived.</summary>
    Uncertain,

    /// <summary>Nothing arrived, because of this installation's configuration: an administrator must act.</summary>
    Misconfigured,
}

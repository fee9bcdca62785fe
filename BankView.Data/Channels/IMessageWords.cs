using BankView.Data.Alerts;

namespace BankView.Data.Channels;

/// <summary>Puts messages into words, in the member's language.</summary>
public interface IMessageWords
{
    MessageText Write(MessageContent content);
}

/// <summary>What a message may tell.</summary>
public sealed record MessageContent
{
    /// <summary>An <see cref="AlertRule"/> by name, or <see cref="Outbox.Test"/>.</summary>
    public required string Rule { get; init; }

    /// <summary>Null where the channel is to be told nothing of what happened.</summary>
    public required Alert? Alert { get; init; }

    public required MessageSettings Settings { get; init; }
}

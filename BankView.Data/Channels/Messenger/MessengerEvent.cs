namespace BankView.Data.Channels.Messenger;

/// <summary>Something that a person did in the chat: wrote, pressed a button, or came by a link.</summary>
public sealed record MessengerEvent
{
    /// <summary>What is kept of a text: a question is a word or two.</summary>
    public const int LongestText = 200;

    /// <summary>The same for the same event, however often it is delivered.</summary>
    public required string Identity { get; init; }

    /// <summary>The person's id on this page.</summary>
    public required string Sender { get; init; }

    /// <summary>By the platform's clock.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What was written, or what the pressed button stands for; empty for neither.</summary>
    public required string Text { get; init; }

    /// <summary>What the link brought along by which the person came; null for none.</summary>
    public required string? Reference { get; init; }
}

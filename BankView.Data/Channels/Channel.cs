namespace BankView.Data.Channels;

/// <summary>A way by which a member wants to be told, proved to be theirs.</summary>
public sealed record Channel
{
    public required Guid Id { get; init; }

    public required ChannelKind Kind { get; init; }

    /// <summary>What the member knows it by: an e-mail address, a browser's name.</summary>
    public required string Label { get; init; }

    public required MessageDetail Detail { get; init; }

    /// <summary>Used only when the channels before it failed.</summary>
    public required bool IsFallback { get; init; }

    /// <summary>The order in which fall-backs are tried, 1 the first.</summary>
    public required int Place { get; init; }

    /// <summary>Why the last message did not arrive; null while all is well.</summary>
    public required DeliveryProblem? Problem { get; init; }

    public required DateTimeOffset? ProblemSince { get; init; }

    public required DateTimeOffset ProvedAt { get; init; }
}

/// <summary>Stored by name.</summary>
public enum ChannelKind
{
    Email,

    /// <summary>A browser that takes messages while no page is open (RFC 8030).</summary>
    WebPush,

    /// <summary>Facebook Messenger.</summary>
    Messenger,
}

/// <summary>What a message on a channel may tell. Stored by name.</summary>
public enum MessageDetail
{
    /// <summary>That there is something to look at, and nothing of what.</summary>
    Nothing,

    /// <summary>The merchant and the amount.</summary>
    MerchantAndAmount,
}

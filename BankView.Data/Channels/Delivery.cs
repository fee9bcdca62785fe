namespace BankView.Data.Channels;

/// <summary>One message on one channel: that it was to be sent, and what became of it. It holds no content.</summary>
public sealed record Delivery
{
    public required Guid Id { get; init; }

    /// <summary>Null for a test message.</summary>
    public required Guid? AlertId { get; init; }

    /// <summary>An <see cref="Alerts.AlertRule"/> by name, or <see cref="Outbox.Test"/>.</summary>
    public required string Rule { get; init; }

    public required ChannelKind ChannelKind { get; init; }

    public required DeliveryState State { get; init; }

    public required int Tries { get; init; }

    /// <summary>Null when nothing more is tried.</summary>
    public required DateTimeOffset? NextTryAt { get; init; }

    public required DeliveryProblem? Problem { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset? FinishedAt { get; init; }
}

/// <summary>Stored by name.</summary>
public enum DeliveryState
{
    /// <summary>To be sent at its time.</summary>
    Waiting,

    /// <summary>To be sent only if the channels before it fail.</summary>
    Held,

    /// <summary>Being sent.</summary>
    Sending,

    Sent,

    /// <summary>It did not arrive.</summary>
    Failed,

    /// <summary>Nobody can tell whether it arrived; it is not sent again, so that nothing arrives twice.</summary>
    Uncertain,

    /// <summary>Not sent, because it was of no use any more: answered, taken back, or another channel had it.</summary>
    NotNeeded,
}

/// <summary>Why a message did not arrive. Stored by name.</summary>
public enum DeliveryProblem
{
    Gone,
    Refused,

    /// <summary>The other side could not be reached, or asked to wait, until it was too late.</summary>
    Unreachable,

    /// <summary>It broke off in the middle, or BankView did.</summary>
    Uncertain,
    Misconfigured,
}

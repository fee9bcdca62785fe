using BankView.Data.Sealing;

namespace BankView.Data.Alerts;

/// <summary>An alert that is about to be raised, unless <see cref="Subject"/> was told of already.</summary>
internal sealed record NewAlert
{
    public required AlertRule Rule { get; init; }

    /// <summary>What it is about. Payments that look alike share one: each is told of, by its transaction.</summary>
    public required Tag Subject { get; init; }

    public Guid? AccountId { get; init; }

    public Guid? LinkId { get; init; }

    public Guid? TransactionId { get; init; }

    public Tag? MerchantTag { get; init; }

    public Tag? CardTag { get; init; }

    public DateTimeOffset? EndsAt { get; init; }

    public AlertDetails Details { get; init; } = new();
}

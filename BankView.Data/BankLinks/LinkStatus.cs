using BankView.Data.BankLinks.Connectors;
using BankView.Data.Consents;

namespace BankView.Data.BankLinks;

/// <summary>What is known about how a link fares, and the rule that makes one word of it. Holds no finances.</summary>
public sealed record LinkStatus
{
    public required ConnectorKind Connector { get; init; }

    public DateTimeOffset? LastAttemptAt { get; init; }

    public DateTimeOffset? LastSuccessAt { get; init; }

    /// <summary>What the last reading ended with; null when it went well or there was none yet.</summary>
    public ProblemKind? Problem { get; init; }

    public DateTimeOffset? ProblemSince { get; init; }

    public DateTimeOffset? NextSyncAt { get; init; }

    public int CallsToday { get; init; }

    /// <summary>When the active consent ends; null when none is active.</summary>
    public DateTimeOffset? ConsentExpiresAt { get; init; }

    /// <summary>False when there is nothing left to read with.</summary>
    public bool HasCredential { get; init; }

    /// <summary>When the consent given at the bank runs out; null when the bank names no end.</summary>
    public DateTimeOffset? BankConsentEndsAt { get; init; }

    /// <summary>True while the institution is paused: nothing is read for now, whatever was wrong before.</summary>
    public bool IsPaused { get; init; }

    public DateTimeOffset? RevokedAt { get; init; }

    public LinkEnd? RevokedBy { get; init; }

    /// <summary>What an administrator who ended the link wants the member to know.</summary>
    public string? Reason { get; init; }

    // Readings are a few hours apart; a day and a half without one means that something is wrong which nobody reported.
    private static readonly TimeSpan LateAfter = TimeSpan.FromHours(36);

    private static readonly TimeSpan RemindBefore = TimeSpan.FromDays(30);

    /// <summary>True when the consent ends soon and it is time to renew it.</summary>
    public bool EndsSoon(DateTimeOffset now) =>
        Connector is not ConnectorKind.File && RevokedAt is null && ConsentExpiresAt is { } end && end > now && end <= now + RemindBefore;

    /// <summary>
    /// True when the consent can be renewed here, without the bank: what was granted there still runs for as long as the shortest
    /// consent, and nothing is known that only the member can repair.
    /// </summary>
    public bool CanRenewHere(DateTimeOffset now) =>
        HasCredential && RevokedAt is null && !NeedsMember && Problem is not ProblemKind.ConsentExpired
        && (BankConsentEndsAt is null || BankConsentEndsAt >= now.AddDays(Consent.FewestDays));

    private bool NeedsMember => Problem is ProblemKind.ReauthRequired or ProblemKind.ConsentRevoked or ProblemKind.Refused
        or ProblemKind.TokenCompromised or ProblemKind.PaymentRequired;

    /// <summary>A link fed by files is fine as long as it is not ended: nothing is read that could fail.</summary>
    public LinkHealth HealthAt(DateTimeOffset now) =>
        RevokedAt is not null ? LinkHealth.Revoked
        : Connector is ConnectorKind.File ? LinkHealth.Fine
        : ConsentExpiresAt is null || ConsentExpiresAt <= now || Problem is ProblemKind.ConsentExpired ? LinkHealth.Expired
        : IsPaused ? LinkHealth.Late
        : NeedsMember ? LinkHealth.NeedsYou
        : Problem is ProblemKind.ProviderDown or ProblemKind.Misconfigured ? LinkHealth.BankDown
        : Problem is not null || LastSuccessAt is null || LastSuccessAt + LateAfter < now ? LinkHealth.Late
        : LinkHealth.Fine;
}

using BankView.Data.BankLinks.Connectors;

namespace BankView.Data.BankLinks.Sync;

/// <summary>What decides whether a link may be read now.</summary>
internal sealed record LinkState
{
    public const string Sql = """
        SELECT l.institution_id AS InstitutionId, i.connector, i.state AS InstitutionState, l.credential_id AS CredentialId,
               l.sealed_cursor AS SealedCursor, l.last_attempt_at AS LastAttemptAt, l.problem, l.failures, l.next_sync_at AS NextSyncAt,
               l.calls_day AS CallsDay, l.calls_today AS CallsToday, l.lease_until AS LeaseUntil, l.revoked_at AS RevokedAt,
               EXISTS (SELECT 1 FROM consents c WHERE c.user_id = l.user_id AND c.link_id = l.id AND c.revoked_at IS NULL
                       AND c.expires_at > @now) AS HasConsent
        FROM bank_links l
        JOIN institutions i ON i.id = l.institution_id
        JOIN users u ON u.id = l.user_id AND u.status = 'Active' AND u.is_member
        WHERE l.user_id = @userId AND l.id = @linkId
        """;

    // A failed try may be repeated soon, and still not by hammering on the button.
    private static readonly TimeSpan AgainAfterFailure = TimeSpan.FromMinutes(1);

    public required Guid InstitutionId { get; init; }

    public required string Connector { get; init; }

    public required string InstitutionState { get; init; }

    public required Guid? CredentialId { get; init; }

    public required byte[]? SealedCursor { get; init; }

    public required DateTimeOffset? LastAttemptAt { get; init; }

    public required string? Problem { get; init; }

    public required long Failures { get; init; }

    public required DateTimeOffset? NextSyncAt { get; init; }

    public required DateOnly? CallsDay { get; init; }

    public required long CallsToday { get; init; }

    public required DateTimeOffset? LeaseUntil { get; init; }

    public required DateTimeOffset? RevokedAt { get; init; }

    public required bool HasConsent { get; init; }

    public ConnectorKind ConnectorKind => Enum.Parse<ConnectorKind>(Connector);

    /// <summary>False for a file link, an ended one, one without an active consent, and while its institution is not on offer.</summary>
    public bool MayBeRead => RevokedAt is null && CredentialId is not null && HasConsent && InstitutionState is nameof(Institutions.InstitutionState.Offered);

    /// <summary>When a reading may begin; an instant that is past means now.</summary>
    public DateTimeOffset MayBeginAt(SyncTrigger trigger, ConnectorTraits traits, DateTimeOffset now)
    {
        var at = trigger is SyncTrigger.Member && LastAttemptAt is { } last ? last + (Problem is null ? traits.ReadAgainAfter : AgainAfterFailure) : now;
        // What the schedule brings, for itself or for an administrator, comes when the link is due, and that is when the bank allows it.
        if (trigger is SyncTrigger.Member or SyncTrigger.FirstSync && Problem is nameof(ProblemKind.RateLimited) && NextSyncAt > at)
        {
            at = NextSyncAt.Value;
        }

        var used = CallsDay == CallBudget.DayOf(now) ? CallsToday : 0;
        return used >= CallBudget.For(trigger, traits) && CallBudget.NextDay(now) is var tomorrow && tomorrow > at ? tomorrow : at;
    }
}

using BankView.Data.BankLinks.Connectors;
using BankView.Data.Consents;
using BankView.Data.Institutions;
using BankView.Data.Sealing;

namespace BankView.Data.BankLinks;

/// <summary>A link as it stands in its table, with the end of its active consent.</summary>
internal sealed record BankLinkRow
{
    public const string Sql = """
        SELECT l.id, l.institution_id AS InstitutionId, l.sealed, l.created_at AS CreatedAt, i.connector,
               l.last_attempt_at AS LastAttemptAt, l.last_success_at AS LastSuccessAt, l.problem, l.problem_since AS ProblemSince,
               l.next_sync_at AS NextSyncAt, l.calls_day AS CallsDay, l.calls_today AS CallsToday,
               l.revoked_at AS RevokedAt, l.revoked_by AS RevokedBy, l.reason,
               l.credential_id IS NOT NULL AS HasCredential, l.bank_consent_ends_at AS BankConsentEndsAt,
               i.state AS InstitutionState, i.website, i.erase_history_at AS EraseHistoryAt,
               (SELECT MAX(c.expires_at) FROM consents c
                WHERE c.user_id = l.user_id AND c.link_id = l.id AND c.revoked_at IS NULL) AS ConsentExpiresAt,
               (SELECT count(*) FROM accounts a WHERE a.user_id = l.user_id AND a.link_id = l.id) AS AccountCount
        FROM bank_links l
        JOIN institutions i ON i.id = l.institution_id
        JOIN users u ON u.id = l.user_id AND u.status = 'Active' AND u.is_member
        WHERE l.user_id = @userId AND (CAST(@linkId AS TEXT) IS NULL OR l.id = @linkId)
        """;

    public required Guid Id { get; init; }

    public required Guid InstitutionId { get; init; }

    public required byte[] Sealed { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required string Connector { get; init; }

    public required DateTimeOffset? LastAttemptAt { get; init; }

    public required DateTimeOffset? LastSuccessAt { get; init; }

    public required string? Problem { get; init; }

    public required DateTimeOffset? ProblemSince { get; init; }

    public required DateTimeOffset? NextSyncAt { get; init; }

    public required DateOnly? CallsDay { get; init; }

    public required long CallsToday { get; init; }

    public required DateTimeOffset? RevokedAt { get; init; }

    public required string? RevokedBy { get; init; }

    public required string? Reason { get; init; }

    public required bool HasCredential { get; init; }

    public required DateTimeOffset? BankConsentEndsAt { get; init; }

    public required string InstitutionState { get; init; }

    public required string? Website { get; init; }

    public required DateTimeOffset? EraseHistoryAt { get; init; }

    public required DateTimeOffset? ConsentExpiresAt { get; init; }

    public required long AccountCount { get; init; }

    public BankLink Open(MemberKey key, DateOnly today, IReadOnlySet<Purpose> purposes) => new()
    {
        Id = Id,
        InstitutionId = InstitutionId,
        BankName = key.Open(BankLinkStore.Name, Id, Sealed, 1)[0]!,
        CreatedAt = CreatedAt,
        AccountCount = (int)AccountCount,
        Purposes = purposes,
        InstitutionState = Enum.Parse<InstitutionState>(InstitutionState),
        Website = Website is null ? null : new Uri(Website),
        EraseHistoryAt = EraseHistoryAt,
        Status = new LinkStatus
        {
            Connector = Enum.Parse<ConnectorKind>(Connector),
            LastAttemptAt = LastAttemptAt,
            LastSuccessAt = LastSuccessAt,
            Problem = Problem is null ? null : Enum.Parse<ProblemKind>(Problem),
            ProblemSince = ProblemSince,
            NextSyncAt = NextSyncAt,
            CallsToday = CallsDay == today ? (int)CallsToday : 0,
            ConsentExpiresAt = ConsentExpiresAt,
            HasCredential = HasCredential,
            BankConsentEndsAt = BankConsentEndsAt,
            IsPaused = InstitutionState is nameof(Institutions.InstitutionState.Paused),
            RevokedAt = RevokedAt,
            RevokedBy = RevokedBy is null ? null : Enum.Parse<LinkEnd>(RevokedBy),
            Reason = Reason,
        },
    };
}

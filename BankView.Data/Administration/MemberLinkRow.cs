using BankView.Data.BankLinks;
using BankView.Data.BankLinks.Connectors;

namespace BankView.Data.Administration;

/// <summary>A link and its owner's name as they stand in their tables, without anything sealed.</summary>
internal sealed record MemberLinkRow
{
    public const string Sql = """
        SELECT l.user_id AS UserId, u.user_name AS MemberName, u.normalized_user_name AS MemberKey, l.id, l.institution_id AS InstitutionId,
               i.name AS InstitutionName, i.connector, i.state = 'Paused' AS IsPaused, l.last_attempt_at AS LastAttemptAt, l.last_success_at AS LastSuccessAt,
               l.problem, l.problem_since AS ProblemSince, l.next_sync_at AS NextSyncAt, l.calls_day AS CallsDay,
               l.calls_today AS CallsToday, l.revoked_at AS RevokedAt, l.revoked_by AS RevokedBy, l.reason,
               (SELECT MAX(c.expires_at) FROM consents c
                WHERE c.user_id = l.user_id AND c.link_id = l.id AND c.revoked_at IS NULL) AS ConsentExpiresAt
        FROM bank_links l
        JOIN institutions i ON i.id = l.institution_id AND i.connector <> 'File'
        JOIN users u ON u.id = l.user_id
        """;

    public required UserId UserId { get; init; }

    public required string MemberName { get; init; }

    public required string MemberKey { get; init; }

    public required Guid Id { get; init; }

    public required Guid InstitutionId { get; init; }

    public required string InstitutionName { get; init; }

    public required string Connector { get; init; }

    public required bool IsPaused { get; init; }

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

    public required DateTimeOffset? ConsentExpiresAt { get; init; }

    public MemberLinkCursor Cursor => new(MemberKey, Id);

    public MemberLink ToLink(DateTimeOffset now)
    {
        var endedBy = RevokedBy is null ? (LinkEnd?)null : Enum.Parse<LinkEnd>(RevokedBy);
        return new()
        {
            UserId = UserId,
            MemberName = MemberName,
            LinkId = Id,
            InstitutionId = InstitutionId,
            InstitutionName = InstitutionName,
            Cursor = Cursor,
            Status = new LinkStatus
            {
                Connector = Enum.Parse<ConnectorKind>(Connector),
                LastAttemptAt = LastAttemptAt,
                LastSuccessAt = LastSuccessAt,
                Problem = Problem is null ? null : Enum.Parse<ProblemKind>(Problem),
                ProblemSince = ProblemSince,
                NextSyncAt = NextSyncAt,
                CallsToday = CallsDay == DateOnly.FromDateTime(now.UtcDateTime) ? (int)CallsToday : 0,
                ConsentExpiresAt = ConsentExpiresAt,
                IsPaused = IsPaused,
                RevokedAt = RevokedAt,
                RevokedBy = endedBy,
                // What an administrator wrote; nothing that a member or a bank said.
                Reason = endedBy is LinkEnd.Administrator or LinkEnd.Institution ? Reason : null,
            },
        };
    }
}

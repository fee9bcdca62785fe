using BankView.Data.Database;
using Dapper;

namespace BankView.Data.Egress;

/// <summary>What left this installation for a member: which bank was asked what, when, and how it ended. No finances.</summary>
public sealed class EgressStore(Databases databases, EgressLog log)
{
    /// <summary>
    /// The member's own calls, newest first, from the one after <paramref name="before"/> on (the last page's last id; null for the newest). Empty
    /// for a member who is blocked. Calls of this moment are among them.
    /// </summary>
    public async Task<IReadOnlyList<EgressRecord>> List(UserId userId, int most, Guid? before = null)
    {
        await log.Flush();
        await using var connection = await databases.Data.Open();
        var rows = await connection.QueryAsync<Row>("""
            SELECT e.id, e.link_id AS LinkId, e.institution_id AS InstitutionId, e.called_at AS CalledAt, e.method, e.host, e.what,
                   e.status, e.failure, e.milliseconds
            FROM egress_calls e
            JOIN users u ON u.id = e.user_id AND u.status = 'Active' AND u.is_member
            WHERE e.user_id = @userId AND (CAST(@before AS TEXT) IS NULL OR e.id < @before)
            ORDER BY e.id DESC LIMIT @most
            """, new { userId, before, most });
        return [.. rows.Select(row => row.ToRecord())];
    }

    private sealed record Row
    {
        public required Guid Id { get; init; }

        public required Guid? LinkId { get; init; }

        public required Guid? InstitutionId { get; init; }

        public required DateTimeOffset CalledAt { get; init; }

        public required string Method { get; init; }

        public required string Host { get; init; }

        public required string What { get; init; }

        public required long? Status { get; init; }

        public required string? Failure { get; init; }

        public required long Milliseconds { get; init; }

        public EgressRecord ToRecord() => new()
        {
            Id = Id,
            LinkId = LinkId,
            InstitutionId = InstitutionId,
            CalledAt = CalledAt,
            Method = Method,
            Host = Host,
            What = What,
            Status = (int?)Status,
            Failure = Failure is null ? null : Enum.Parse<EgressFailure>(Failure),
            Milliseconds = Milliseconds,
        };
    }
}

using BankView.Data.Database;
using BankView.Data.Sealing;
using Dapper;

namespace BankView.Data.Alerts;

/// <summary>Tells members that a consent ends, as many days before as each of them chose.</summary>
public sealed class ConsentEndings(Databases databases, MemberKeys keys, TimeProvider clock)
{
    /// <summary>
    /// Looks at the consents of all members, and tells of each end once; once more when its member chose a later day meanwhile. Only of
    /// links that a connector reads and that have not ended.
    /// </summary>
    public async Task TellOfAllMembers()
    {
        var now = clock.GetUtcNow();
        await EachMember.Do((await ListOfAllMembers(now)).Where(ending => ending.TellAt <= now && (ending.ToldAt is null || ending.ToldAt < ending.TellAt)),
            ending => Tell(ending, now));
    }

    private async Task<List<Ending>> ListOfAllMembers(DateTimeOffset now)
    {
        await using var connection = await databases.Data.Open();
        return (await connection.QueryAsync<Ending>("""
            SELECT c.user_id AS UserId, c.link_id AS LinkId, c.expires_at AS EndsAt, COALESCE(h.consent_ends_days, @days) AS Days,
                   (SELECT MAX(t.raised_at) FROM alerts t
                    WHERE t.user_id = c.user_id AND t.link_id = c.link_id AND t.rule = 'ConsentEnds' AND t.ends_at = c.expires_at) AS ToldAt
            FROM consents c
            JOIN users u ON u.id = c.user_id AND u.status = 'Active' AND u.is_member
            JOIN bank_links l ON l.user_id = c.user_id AND l.id = c.link_id AND l.revoked_at IS NULL
            JOIN institutions i ON i.id = l.institution_id AND i.connector <> 'File'
            LEFT JOIN alert_choices h ON h.user_id = c.user_id
            WHERE c.revoked_at IS NULL AND c.expires_at > @now AND c.expires_at <= @horizon AND COALESCE(h.consent_ends, @yes)
            ORDER BY c.expires_at
            """, new
        {
            now,
            horizon = now.AddDays(AlertChoices.MostDaysBeforeEnd),
            days = (long)new AlertChoices().ConsentEndsDays,
            yes = new AlertChoices().ConsentEnds,
        })).AsList();
    }

    private async Task Tell(Ending ending, DateTimeOffset now)
    {
        var key = await keys.Get(ending.UserId);
        var told = await databases.Data.Write(async (connection, transaction) =>
            // Renewed, or another node was faster, since it was looked for.
            await MemberTurn.Take(connection, transaction, ending.UserId) && await connection.ExecuteScalarAsync<long>("""
                SELECT count(*) FROM consents
                WHERE user_id = @UserId AND link_id = @LinkId AND expires_at = @EndsAt AND revoked_at IS NULL
                """, ending, transaction) > 0
            && await new AlertRaising(connection, transaction, ending.UserId, key, now).Raise(new NewAlert
            {
                Rule = AlertRule.ConsentEnds,
                Subject = key.TagOf("alert consent", $"{ending.LinkId:N}|{Instant.ToText(ending.EndsAt)}|{ending.Days}"),
                LinkId = ending.LinkId,
                EndsAt = ending.EndsAt,
            }));
        if (told)
        {
            databases.Changes.Tell(ending.UserId);
        }
    }

    private sealed record Ending
    {
        public required UserId UserId { get; init; }

        public required Guid LinkId { get; init; }

        public required DateTimeOffset EndsAt { get; init; }

        public required long Days { get; init; }

        public required DateTimeOffset? ToldAt { get; init; }

        public DateTimeOffset TellAt => EndsAt.AddDays(-Days);
    }
}

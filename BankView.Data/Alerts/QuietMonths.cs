using BankView.Data.Database;
using BankView.Data.Sealing;
using Dapper;

namespace BankView.Data.Alerts;

/// <summary>Tells members who chose a monthly summary of a month in which nothing was raised. Months are reckoned in UTC.</summary>
public sealed class QuietMonths(Databases databases, MemberKeys keys, TimeProvider clock)
{
    // A month counts from when the summary was chosen. Nothing is said where no account may be looked at, or could be in that month, and
    // none of a month in which a link was in trouble: what was not read may not be called quiet.
    private const string Quiet = """
        SELECT h.user_id FROM alert_choices h
        JOIN users u ON u.id = h.user_id AND u.status = 'Active' AND u.is_member
        WHERE h.summary_since < @end AND (CAST(@userId AS TEXT) IS NULL OR h.user_id = @userId)
          AND EXISTS (SELECT 1 FROM covered_accounts c WHERE c.user_id = h.user_id AND c.purpose = 'FraudAlerts' AND c.expires_at > @now)
          AND EXISTS (SELECT 1 FROM consents k JOIN consent_scopes s ON s.user_id = k.user_id AND s.consent_id = k.id
                      WHERE k.user_id = h.user_id AND s.purpose = 'FraudAlerts' AND k.granted_at < @end)
          AND NOT EXISTS (SELECT 1 FROM bank_links l
                          WHERE l.user_id = h.user_id AND l.revoked_at IS NULL AND l.problem IS NOT NULL AND l.problem_since < @end)
          AND NOT EXISTS (SELECT 1 FROM alerts t WHERE t.user_id = h.user_id AND t.raised_at >= @end AND t.rule = 'AllQuiet')
          AND NOT EXISTS (SELECT 1 FROM alerts t
                          WHERE t.user_id = h.user_id AND t.raised_at >= @begin AND t.raised_at < @end AND t.rule <> 'AllQuiet')
        """;

    /// <summary>Tells of the last month that is over, once; whatever was raised in it, quiet or not, leaves nothing to tell.</summary>
    public async Task TellOfAllMembers()
    {
        var now = clock.GetUtcNow();
        var end = new DateTimeOffset(now.Year, now.Month, 1, 0, 0, 0, TimeSpan.Zero);
        var month = new { now, begin = end.AddMonths(-1), end, userId = (UserId?)null };
        List<UserId> members;
        await using (var connection = await databases.Data.Open())
        {
            members = (await connection.QueryAsync<UserId>(Quiet, month)).AsList();
        }

        await EachMember.Do(members, member => Tell(member, month.begin, end, now));
    }

    private async Task Tell(UserId userId, DateTimeOffset begin, DateTimeOffset end, DateTimeOffset now)
    {
        var (key, month) = (await keys.Get(userId), DateOnly.FromDateTime(begin.UtcDateTime));
        var told = await databases.Data.Write(async (connection, transaction) =>
            await MemberTurn.Take(connection, transaction, userId)
            && (await connection.QueryAsync<UserId>(Quiet, new { now, begin, end, userId = (UserId?)userId }, transaction)).Any()
            && await new AlertRaising(connection, transaction, userId, key, now).Raise(new NewAlert
            {
                Rule = AlertRule.AllQuiet,
                Subject = key.TagOf("alert month", Instant.ToText(month)),
                Details = new AlertDetails { Month = month },
            }));
        if (told)
        {
            databases.Changes.Tell(userId);
        }
    }
}

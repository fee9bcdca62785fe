using System.Data.Common;
using BankView.Data.BankLinks;
using BankView.Data.BankLinks.Connectors;
using BankView.Data.Database;
using BankView.Data.Sealing;
using Dapper;

namespace BankView.Data.Alerts;

/// <summary>What is told of bank links, inside the transaction that changes them: no account is read for it.</summary>
internal static class LinkAlerts
{
    /// <summary>
    /// Tells of a problem that only the member can repair, once from the time at which the link was last fine; closes it when it is fine
    /// again. What passes by itself is told nobody.
    /// </summary>
    public static async Task FollowHealth(
        DbConnection connection, DbTransaction transaction, UserId userId, MemberKeys keys, Guid linkId, ProblemKind? problem, DateTimeOffset now)
    {
        if (problem is null)
        {
            await Close(connection, transaction, userId, linkId, AlertRule.LinkNeedsYou, now);
        }

        if (StateOf(problem) is not { } state || await connection.QuerySingleOrDefaultAsync<DateTimeOffset?>("""
            SELECT l.problem_since FROM bank_links l
            JOIN users u ON u.id = l.user_id AND u.status = 'Active' AND u.is_member
            LEFT JOIN alert_choices c ON c.user_id = l.user_id
            WHERE l.user_id = @userId AND l.id = @linkId AND l.revoked_at IS NULL AND COALESCE(c.link_needs_you, @yes)
            """, new { userId, linkId, yes = new AlertChoices().LinkNeedsYou }, transaction) is not { } since)
        {
            return;
        }

        var key = await keys.Get(userId);
        await new AlertRaising(connection, transaction, userId, key, now).Raise(new NewAlert
        {
            Rule = AlertRule.LinkNeedsYou,
            Subject = key.TagOf("alert link", $"{linkId:N}|{Instant.ToText(since)}"),
            LinkId = linkId,
            Details = new AlertDetails { LinkState = state },
        });
    }

    /// <summary>Closes what told of another end of the link's consent than this one.</summary>
    public static Task FollowConsent(
        DbConnection connection, DbTransaction transaction, UserId userId, Guid linkId, DateTimeOffset endsAt, DateTimeOffset now) =>
        connection.ExecuteAsync("""
            UPDATE alerts SET seen_at = @now
            WHERE user_id = @userId AND link_id = @linkId AND rule = 'ConsentEnds' AND seen_at IS NULL AND ends_at <> @endsAt
            """, new { userId, linkId, endsAt, now }, transaction);

    /// <summary>Closes what told of a link, because it is repaired, or over by the member's own act.</summary>
    public static Task Close(
        DbConnection connection, DbTransaction transaction, UserId userId, Guid linkId, AlertRule rule, DateTimeOffset now) =>
        connection.ExecuteAsync("""
            UPDATE alerts SET seen_at = @now WHERE user_id = @userId AND link_id = @linkId AND rule = @rule AND seen_at IS NULL
            """, new { userId, linkId, rule = rule.ToString(), now }, transaction);

    private static LinkHealth? StateOf(ProblemKind? problem) => problem switch
    {
        ProblemKind.ConsentRevoked => LinkHealth.Revoked,
        ProblemKind.ConsentExpired => LinkHealth.Expired,
        ProblemKind.ReauthRequired or ProblemKind.Refused or ProblemKind.TokenCompromised or ProblemKind.PaymentRequired => LinkHealth.NeedsYou,
        _ => null,
    };
}

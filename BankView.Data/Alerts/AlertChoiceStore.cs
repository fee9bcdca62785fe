using BankView.Data.Database;
using Dapper;

namespace BankView.Data.Alerts;

/// <summary>What members chose about alerts as a whole, and which rules they muted. Holds no finances.</summary>
public sealed class AlertChoiceStore(Databases databases, TimeProvider clock)
{
    /// <summary>The member's choices, or what holds without any; null for who is no active member.</summary>
    public async Task<AlertChoices?> Find(UserId userId)
    {
        await using var connection = await databases.Data.Open();
        var row = await connection.QuerySingleOrDefaultAsync<Row>("""
            SELECT c.daily_cap AS DailyCap, c.link_needs_you AS LinkNeedsYou, c.consent_ends AS ConsentEnds,
                   c.consent_ends_days AS ConsentEndsDays, c.summary_since AS SummarySince
            FROM users u
            LEFT JOIN alert_choices c ON c.user_id = u.id
            WHERE u.id = @userId AND u.status = 'Active' AND u.is_member
            """, new { userId });
        return row is null ? null : row.DailyCap is not { } cap ? new AlertChoices() : new AlertChoices
        {
            DailyCap = (int)cap,
            LinkNeedsYou = row.LinkNeedsYou!.Value,
            ConsentEnds = row.ConsentEnds!.Value,
            ConsentEndsDays = (int)row.ConsentEndsDays!.Value,
            MonthlySummary = row.SummarySince is not null,
        };
    }

    /// <summary>Keeps all choices at once; a monthly summary begins with the month in which it is chosen.</summary>
    public Task<ChoiceOutcome> Save(UserId userId, AlertChoices choices) => choices switch
    {
        { DailyCap: < 1 or > AlertChoices.MostPerDay } => Task.FromResult(ChoiceOutcome.CapOutOfRange),
        { ConsentEndsDays: < 1 or > AlertChoices.MostDaysBeforeEnd } => Task.FromResult(ChoiceOutcome.DaysOutOfRange),
        _ => Write(userId, choices),
    };

    /// <summary>What is muted now, in the order of the rules.</summary>
    public async Task<IReadOnlyList<AlertMute>> ListMutes(UserId userId)
    {
        await using var connection = await databases.Data.Open();
        var rows = await connection.QueryAsync<(string Rule, DateTimeOffset? Until)>("""
            SELECT m.rule, m.until FROM alert_mutes m
            JOIN users u ON u.id = m.user_id AND u.status = 'Active' AND u.is_member
            WHERE m.user_id = @userId AND (m.until IS NULL OR m.until > @now)
            """, new { userId, now = clock.GetUtcNow() });
        return [.. rows.Select(row => new AlertMute(Enum.Parse<AlertRule>(row.Rule), row.Until)).OrderBy(mute => mute.Rule)];
    }

    /// <summary>
    /// Records a rule's alerts quietly until then, or without an end. False, and nothing changed, for a time that is past and for who is
    /// no active member.
    /// </summary>
    public async Task<bool> Mute(UserId userId, AlertRule rule, DateTimeOffset? until) =>
        !(until <= clock.GetUtcNow()) && await Change(userId, """
            INSERT INTO alert_mutes (user_id, rule, until) VALUES (@userId, @rule, @until)
            ON CONFLICT (user_id, rule) DO UPDATE SET until = excluded.until
            """, new { userId, rule = rule.ToString(), until });

    /// <summary>False when it was not muted.</summary>
    public Task<bool> Unmute(UserId userId, AlertRule rule) => Change(
        userId, "DELETE FROM alert_mutes WHERE user_id = @userId AND rule = @rule", new { userId, rule = rule.ToString() });

    private async Task<ChoiceOutcome> Write(UserId userId, AlertChoices choices) => await Change(userId, """
        INSERT INTO alert_choices (user_id, daily_cap, link_needs_you, consent_ends, consent_ends_days, summary_since)
        VALUES (@userId, @cap, @LinkNeedsYou, @ConsentEnds, @days, @since)
        ON CONFLICT (user_id) DO UPDATE SET daily_cap = excluded.daily_cap, link_needs_you = excluded.link_needs_you,
            consent_ends = excluded.consent_ends, consent_ends_days = excluded.consent_ends_days,
            summary_since = CASE WHEN excluded.summary_since IS NULL THEN NULL
                                 ELSE COALESCE(alert_choices.summary_since, excluded.summary_since) END
        """, new
    {
        userId,
        cap = (long)choices.DailyCap,
        choices.LinkNeedsYou,
        choices.ConsentEnds,
        days = (long)choices.ConsentEndsDays,
        since = choices.MonthlySummary ? clock.GetUtcNow() : (DateTimeOffset?)null,
    }) ? ChoiceOutcome.Saved : ChoiceOutcome.NotAllowed;

    private async Task<bool> Change(UserId userId, string sql, object parameters)
    {
        var changed = await databases.Data.Write(async (connection, transaction) =>
            await MemberTurn.Take(connection, transaction, userId) && await connection.ExecuteAsync(sql, parameters, transaction) == 1);
        if (changed)
        {
            databases.Changes.Tell(userId);
        }

        return changed;
    }

    private sealed record Row
    {
        public required long? DailyCap { get; init; }

        public required bool? LinkNeedsYou { get; init; }

        public required bool? ConsentEnds { get; init; }

        public required long? ConsentEndsDays { get; init; }

        public required DateTimeOffset? SummarySince { get; init; }
    }
}

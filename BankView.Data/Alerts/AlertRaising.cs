using System.Data.Common;
using BankView.Data.Channels;
using BankView.Data.Sealing;
using Dapper;

namespace BankView.Data.Alerts;

/// <summary>
/// The one way by which alerts are raised, inside the transaction that stores their cause and in the member's turn. What is muted, or
/// beyond the member's cap of the UTC day, is recorded all the same, and is quiet; for all else messages are written beside it. Questions
/// and what only tells have a cap each: who is told of every payment must not miss the one that somebody else made.
/// </summary>
internal sealed class AlertRaising(DbConnection connection, DbTransaction transaction, UserId userId, MemberKey key, DateTimeOffset now)
{
    private HashSet<string>? _muted;
    private long _questionsLeft, _newsLeft;

    public async Task<bool> IsMuted(AlertRule rule) => (await Muted()).Contains(rule.ToString());

    /// <summary>False when its subject was told of already.</summary>
    public async Task<bool> Raise(NewAlert alert)
    {
        if (alert.TransactionId is { } row && await WasToldOf(alert.Subject, row, alert.Rule.Asks()))
        {
            return false;
        }

        var id = Guid.CreateVersion7(now);
        QuietReason? quiet = await IsMuted(alert.Rule) ? QuietReason.Muted : (alert.Rule.Asks() ? _questionsLeft : _newsLeft) <= 0 ? QuietReason.DailyCap : null;
        var isQuiet = quiet is not null;
        var raised = await connection.ExecuteAsync("""
            INSERT INTO alerts (user_id, id, rule, account_id, link_id, transaction_id, subject_tag, merchant_tag, card_tag, ends_at, raised_at,
                                is_quiet, sealed)
            VALUES (@userId, @id, @rule, @AccountId, @LinkId, @TransactionId, @Subject, @MerchantTag, @CardTag, @EndsAt, @now, @isQuiet, @details)
            ON CONFLICT DO NOTHING
            """, new
        {
            userId,
            id,
            rule = alert.Rule.ToString(),
            alert.AccountId,
            alert.LinkId,
            alert.TransactionId,
            alert.Subject,
            alert.MerchantTag,
            alert.CardTag,
            alert.EndsAt,
            now,
            isQuiet,
            details = (alert.Details with { QuietBecause = quiet }).Seal(key, id),
        }, transaction) == 1;
        if (raised && !isQuiet)
        {
            _questionsLeft -= alert.Rule.Asks() ? 1 : 0;
            _newsLeft -= alert.Rule.Asks() ? 0 : 1;
            await Outbox.Add(connection, transaction, userId, id, alert.Rule, now);
        }

        return raised;
    }

    // A bank that took a payment's row back and brings it again: the member knows of it already. Who was only told was not asked.
    private async Task<bool> WasToldOf(Tag subject, Guid transactionId, bool isAsked) => await connection.ExecuteAsync($"""
        UPDATE alerts SET transaction_id = @transactionId
        WHERE user_id = @userId AND id = (
            SELECT t.id FROM alerts t
            WHERE t.user_id = @userId AND t.subject_tag = @subject AND t.transaction_id IS NOT NULL
              {(isAsked ? "AND t.rule = 'UnusualPayment'" : "")}
              AND NOT EXISTS (SELECT 1 FROM transactions p WHERE p.user_id = t.user_id AND p.id = t.transaction_id)
            ORDER BY t.raised_at, t.id LIMIT 1)
          AND NOT EXISTS (SELECT 1 FROM alerts o WHERE o.user_id = @userId AND o.transaction_id = @transactionId)
        """, new { userId, subject, transactionId }, transaction) == 1;

    private async Task<HashSet<string>> Muted()
    {
        if (_muted is null)
        {
            _muted = [.. await connection.QueryAsync<string>(
                "SELECT m.rule FROM alert_mutes m WHERE m.user_id = @userId AND (m.until IS NULL OR m.until > @now)", new { userId, now }, transaction)];
            var cap = await connection.QuerySingleOrDefaultAsync<long?>(
                "SELECT c.daily_cap FROM alert_choices c WHERE c.user_id = @userId", new { userId }, transaction) ?? new AlertChoices().DailyCap;
            var (questions, news) = await connection.QuerySingleAsync<(long Questions, long News)>("""
                SELECT count(CASE WHEN t.rule = 'UnusualPayment' THEN 1 END), count(CASE WHEN t.rule <> 'UnusualPayment' THEN 1 END)
                FROM alerts t WHERE t.user_id = @userId AND t.raised_at >= @day AND NOT t.is_quiet
                """, new { userId, day = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero) }, transaction);
            (_questionsLeft, _newsLeft) = (cap - questions, cap - news);
        }

        return _muted;
    }
}

using System.Data.Common;
using BankView.Data.Alerts;
using BankView.Data.Database;
using Dapper;

namespace BankView.Data.Channels;

/// <summary>One delivery that was taken to be sent, and what is written down of it.</summary>
internal sealed record DeliveryTry
{
    /// <summary>News of a day ago is no warning any more: it stands in BankView.</summary>
    public static readonly TimeSpan TooOld = TimeSpan.FromDays(1);

    private const int FallBackAfter = 3;

    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(20), TimeSpan.FromHours(1),
        TimeSpan.FromHours(3), TimeSpan.FromHours(6),
    ];

    public required UserId UserId { get; init; }

    public required Guid Id { get; init; }

    public required Guid? AlertId { get; init; }

    public required string Rule { get; init; }

    public required Guid ChannelId { get; init; }

    public required string ChannelKind { get; init; }

    public required long Tries { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Null when the channel is no more.</summary>
    public required byte[]? SealedAddress { get; init; }

    public required string? Detail { get; init; }

    public required DateTimeOffset? LastHeardAt { get; init; }

    public ChannelKind Kind => Enum.Parse<ChannelKind>(ChannelKind);

    /// <summary>Takes a delivery that is due; null when somebody else has it, and for a member who may not be told anything.</summary>
    public static Task<DeliveryTry?> Claim(Databases databases, TimeProvider clock, UserId userId, Guid id, DateTimeOffset due) =>
        databases.Data.Write(async (connection, transaction) =>
        {
            var mine = new { userId, id, due, now = clock.GetUtcNow() };
            var claimed = await connection.ExecuteAsync("""
                UPDATE deliveries SET state = 'Sending', tries = tries + 1, next_try_at = NULL, claimed_at = @now
                WHERE user_id = @userId AND id = @id AND state = 'Waiting' AND next_try_at <= @due
                """, mine, transaction) == 1;
            var row = !claimed ? null : await connection.QuerySingleOrDefaultAsync<DeliveryTry>("""
                SELECT d.user_id AS UserId, d.id, d.alert_id AS AlertId, d.rule, d.channel_id AS ChannelId, d.channel_kind AS ChannelKind, d.tries,
                       d.created_at AS CreatedAt, c.sealed AS SealedAddress, c.detail, c.last_heard_at AS LastHeardAt
                FROM deliveries d
                JOIN users u ON u.id = d.user_id AND u.status = 'Active' AND u.is_member
                LEFT JOIN channels c ON c.user_id = d.user_id AND c.id = d.channel_id
                WHERE d.user_id = @userId AND d.id = @id
                """, mine, transaction);
            if (claimed && row is null)
            {
                await End(connection, transaction, userId, id, DeliveryState.NotNeeded, problem: null, mine.now);
            }

            return row;
        });

    /// <summary>The process that began to send it before then died: nobody can tell whether it arrived.</summary>
    public static Task EndAsUncertain(Databases databases, TimeProvider clock, UserId userId, Guid id, DateTimeOffset begunBefore) =>
        databases.Data.Write(async (connection, transaction) =>
        {
            await MemberTurn.TakeWhoever(connection, transaction, userId);
            var now = clock.GetUtcNow();
            var alertId = await connection.QuerySingleOrDefaultAsync<Guid?>("""
                UPDATE deliveries SET state = 'Uncertain', problem = 'Uncertain', finished_at = @now
                WHERE user_id = @userId AND id = @id AND state = 'Sending' AND claimed_at < @begunBefore
                RETURNING alert_id
                """, new { userId, id, now, begunBefore }, transaction);
            await UseNext(connection, transaction, userId, alertId, now);
        });

    /// <param name="result">Null when nothing was sent: it was not needed, or the channel is no more.</param>
    public Task Finish(Databases databases, TimeProvider clock, bool isNeeded, SendResult? result) =>
        databases.Data.Write(async (connection, transaction) =>
        {
            // Two channels of one alert that fail at once must not both leave the fall-back to the other.
            await MemberTurn.TakeWhoever(connection, transaction, UserId);
            var now = clock.GetUtcNow();
            if (!isNeeded)
            {
                await End(connection, transaction, UserId, Id, DeliveryState.NotNeeded, problem: null, now);
                await LetGo(connection, transaction, now);
                return;
            }

            switch (result?.Outcome ?? SendOutcome.Gone)
            {
                case SendOutcome.Sent:
                    await End(connection, transaction, UserId, Id, DeliveryState.Sent, problem: null, now);
                    await LetGo(connection, transaction, now);
                    break;
                case SendOutcome.Gone:
                    await connection.ExecuteAsync("DELETE FROM channels WHERE user_id = @UserId AND id = @ChannelId", new { UserId, ChannelId }, transaction);
                    await Fail(connection, transaction, DeliveryState.Failed, DeliveryProblem.Gone, now);
                    break;
                case SendOutcome.Refused:
                    await Fail(connection, transaction, DeliveryState.Failed, DeliveryProblem.Refused, now);
                    break;
                case SendOutcome.Uncertain:
                    await Fail(connection, transaction, DeliveryState.Uncertain, DeliveryProblem.Uncertain, now);
                    break;
                default:
                    await TryAgain(connection, transaction, result!, now);
                    break;
            }

            await connection.ExecuteAsync("""
                UPDATE channels SET problem = @problem, problem_since = CASE WHEN CAST(@problem AS TEXT) IS NULL THEN NULL ELSE coalesce(problem_since, @now) END
                WHERE user_id = @UserId AND id = @ChannelId
                """, new { UserId, ChannelId, now, problem = Problem(result?.Outcome)?.ToString() }, transaction);
        });

    private async Task TryAgain(DbConnection connection, DbTransaction transaction, SendResult result, DateTimeOffset now)
    {
        var problem = Problem(result.Outcome)!.Value;
        var wait = Waits[Math.Min(Tries - 1, Waits.Length - 1)];
        var next = await Ready(connection, transaction, UserId, Rule, now + (result.RetryAfter is { } asked && asked > wait ? asked : wait));
        if (Tries >= Waits.Length || next > CreatedAt + TooOld)
        {
            await Fail(connection, transaction, DeliveryState.Failed, problem, now);
            return;
        }

        await connection.ExecuteAsync("""
            UPDATE deliveries SET state = 'Waiting', next_try_at = @next, problem = @problem WHERE user_id = @UserId AND id = @Id AND state = 'Sending'
            """, new { UserId, Id, next, problem = problem.ToString() }, transaction);
        if (Tries >= FallBackAfter || problem is DeliveryProblem.Misconfigured)
        {
            await UseNext(connection, transaction, UserId, AlertId, now);
        }
    }

    private async Task Fail(DbConnection connection, DbTransaction transaction, DeliveryState state, DeliveryProblem problem, DateTimeOffset now)
    {
        await End(connection, transaction, UserId, Id, state, problem, now);
        await UseNext(connection, transaction, UserId, AlertId, now);
    }

    // Only what is still being sent: a slow process whose delivery was given up meanwhile has no more say.
    private static Task<int> End(DbConnection connection, DbTransaction transaction, UserId userId, Guid id, DeliveryState state, DeliveryProblem? problem, DateTimeOffset now) =>
        connection.ExecuteAsync("""
            UPDATE deliveries SET state = @state, problem = @problem, finished_at = @now WHERE user_id = @userId AND id = @id AND state = 'Sending'
            """, new { userId, id, state = state.ToString(), problem = problem?.ToString(), now }, transaction);

    // Settled: no fall-back is needed any more.
    private Task<int> LetGo(DbConnection connection, DbTransaction transaction, DateTimeOffset now) => connection.ExecuteAsync("""
        UPDATE deliveries SET state = 'NotNeeded', finished_at = @now WHERE user_id = @UserId AND alert_id = @AlertId AND state = 'Held'
        """, new { UserId, AlertId, now }, transaction);

    // The next fall-back, unless another channel had the message or may still have it soon.
    private static async Task UseNext(DbConnection connection, DbTransaction transaction, UserId userId, Guid? alertId, DateTimeOffset now)
    {
        var held = await connection.QuerySingleOrDefaultAsync<(Guid Id, string Rule)?>("""
            SELECT h.id, h.rule FROM deliveries h
            WHERE h.user_id = @userId AND h.alert_id = @alertId AND h.state = 'Held'
              AND NOT EXISTS (
                SELECT 1 FROM deliveries o WHERE o.user_id = @userId AND o.alert_id = @alertId
                  AND (o.state = 'Sent' OR (o.state IN ('Waiting', 'Sending') AND o.problem IS NULL)))
            ORDER BY h.place, h.id LIMIT 1
            """, new { userId, alertId }, transaction);
        if (held is { } next)
        {
            await connection.ExecuteAsync("UPDATE deliveries SET state = 'Waiting', next_try_at = @at WHERE user_id = @userId AND id = @Id",
                new { userId, next.Id, at = await Ready(connection, transaction, userId, next.Rule, now) }, transaction);
        }
    }

    // Retries and fall-backs keep quiet hours as first tries do.
    private static async Task<DateTimeOffset> Ready(DbConnection connection, DbTransaction transaction, UserId userId, string rule, DateTimeOffset at) =>
        Enum.TryParse<AlertRule>(rule, out var known) && await MessageSettingsRow.Find(connection, transaction, userId) is { } settings
            ? settings.Wait(known, at)
            : at;

    private static DeliveryProblem? Problem(SendOutcome? outcome) => outcome switch
    {
        SendOutcome.Sent => null,
        SendOutcome.Refused => DeliveryProblem.Refused,
        SendOutcome.TryLater => DeliveryProblem.Unreachable,
        SendOutcome.Uncertain => DeliveryProblem.Uncertain,
        SendOutcome.Misconfigured => DeliveryProblem.Misconfigured,
        _ => DeliveryProblem.Gone,
    };
}

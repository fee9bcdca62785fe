using System.Data.Common;
using Dapper;

namespace BankView.Data.BankLinks.Sync;

/// <summary>Writes what is remembered of a reading. A run that nobody finishes stays without an end, and is shown as interrupted.</summary>
internal sealed class RunRecord(UserId userId, Guid linkId, Guid runId)
{
    /// <summary>How long runs are remembered.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(90);

    public Task Begin(DbConnection connection, DbTransaction transaction, SyncTrigger askedBy, DateTimeOffset now) => connection.ExecuteAsync("""
        INSERT INTO sync_runs (user_id, link_id, id, asked_by, started_at) VALUES (@userId, @linkId, @runId, @askedBy, @now)
        """, new { userId, linkId, runId, askedBy = askedBy.ToString(), now }, transaction);

    /// <summary>Counts what one page brought, and its calls against the link's day.</summary>
    public async Task<long> Count(DbConnection connection, DbTransaction transaction, SyncCounts counts, DateTimeOffset now)
    {
        await connection.ExecuteAsync("""
            UPDATE sync_runs SET added = added + @Added, changed = changed + @Changed, removed = removed + @Removed,
                unreadable = unreadable + @Unreadable, calls = calls + @Calls
            WHERE user_id = @userId AND link_id = @linkId AND id = @runId
            """, new { userId, linkId, runId, counts.Added, counts.Changed, counts.Removed, counts.Unreadable, counts.Calls }, transaction);
        return await connection.QuerySingleOrDefaultAsync<long>("""
            UPDATE bank_links SET calls_today = CASE WHEN calls_day = @today THEN calls_today ELSE 0 END + @Calls, calls_day = @today
            WHERE user_id = @userId AND id = @linkId
            RETURNING calls_today
            """, new { userId, linkId, today = CallBudget.DayOf(now), counts.Calls }, transaction);
    }

    public Task Finish(DbConnection connection, DbTransaction transaction, string? problem, DateTimeOffset now) => connection.ExecuteAsync("""
        UPDATE sync_runs SET finished_at = @now, problem = @problem WHERE user_id = @userId AND link_id = @linkId AND id = @runId
        """, new { userId, linkId, runId, problem, now }, transaction);
}

/// <summary>What pages brought.</summary>
internal readonly record struct SyncCounts(long Added, long Changed, long Removed, long Unreadable, long Calls)
{
    public static SyncCounts operator +(SyncCounts one, SyncCounts other) => new(one.Added + other.Added, one.Changed + other.Changed,
        one.Removed + other.Removed, one.Unreadable + other.Unreadable, one.Calls + other.Calls);
}

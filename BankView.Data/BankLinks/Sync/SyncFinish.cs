using System.Data.Common;
using BankView.Data.Alerts;
using BankView.Data.BankLinks.Connectors;
using BankView.Data.Database;
using BankView.Data.Sealing;
using Dapper;

namespace BankView.Data.BankLinks.Sync;

/// <summary>Ends a reading: how the link fares from now on, when it is read next, and the lease given back.</summary>
internal sealed class SyncFinish(
    Databases databases, MemberKeys keys, UserId userId, Guid linkId, LinkLease lease, LinkEnding ending, TimeProvider clock)
{
    private readonly RunRecord _run = new(userId, linkId, lease.RunId);

    /// <summary>The bank was asked for everything; what is missing is in the reading's problems.</summary>
    public async Task<SyncOutcome> Finish(SyncReading reading, ConnectorTraits traits, int callsOfFailures)
    {
        var problems = reading.Problems();
        var finished = await databases.Data.Write(async (connection, transaction) =>
        {
            await MemberTurn.Take(connection, transaction, userId);
            if (!await lease.Hold(connection, transaction))
            {
                return false;
            }

            var now = clock.GetUtcNow();
            await _run.Count(connection, transaction, new SyncCounts(0, 0, 0, 0, callsOfFailures), now);
            await WriteHealth(connection, transaction, problems, traits, now);
            await WriteAccountProblems(connection, transaction, reading, problems);
            await Close(connection, transaction, problems.Count == 0 ? null : problems[0].Kind, now);
            return true;
        });
        databases.Changes.Tell(userId);
        var counts = reading.Counts;
        return new SyncOutcome(!finished ? SyncEnd.TakenOver : problems.Count == 0 ? SyncEnd.Done : SyncEnd.Problem)
        {
            Added = (int)counts.Added,
            Changed = (int)counts.Changed,
            Removed = (int)counts.Removed,
            Unreadable = (int)counts.Unreadable,
            Problems = problems,
        };
    }

    /// <summary>What may be read changed meanwhile: what is still allowed is read at the next chance.</summary>
    public async Task<SyncOutcome> Changed()
    {
        await databases.Data.Write(async (connection, transaction) =>
        {
            var now = clock.GetUtcNow();
            await connection.ExecuteAsync("""
                UPDATE bank_links SET next_sync_at = @now
                WHERE user_id = @userId AND id = @linkId AND lease_id = @RunId AND revoked_at IS NULL AND next_sync_at IS NOT NULL
                """, new { userId, linkId, lease.RunId, now }, transaction);
            await Close(connection, transaction, problem: null, now);
        });
        databases.Changes.Tell(userId);
        return new SyncOutcome(SyncEnd.Changed);
    }

    /// <summary>The host goes down, or the member left: the run stays without an end, and the link is as due as it was.</summary>
    public Task Release() => databases.Data.Write(lease.Release);

    /// <summary>A defect of ours: the link stops being fine at once, and does not come back every few seconds.</summary>
    public async Task GiveUp()
    {
        var now = clock.GetUtcNow();
        await databases.Data.Write((connection, transaction) => connection.ExecuteAsync("""
            UPDATE bank_links SET lease_id = NULL, lease_until = NULL, problem = COALESCE(problem, @partial), problem_since = COALESCE(problem_since, @now),
                failures = failures + 1, next_sync_at = @later
            WHERE user_id = @userId AND id = @linkId AND lease_id = @RunId
            """, new { userId, linkId, lease.RunId, partial = nameof(ProblemKind.PartialData), now, later = now.AddHours(1) }, transaction));
        databases.Changes.Tell(userId);
    }

    private async Task WriteHealth(
        DbConnection connection, DbTransaction transaction, IReadOnlyList<ConnectorProblem> problems, ConnectorTraits traits, DateTimeOffset now)
    {
        var worst = problems.Count == 0 ? null : problems[0] with { RetryAfter = problems.Max(problem => problem.RetryAfter) };
        var failures = SyncHealth.IsFailure(worst) ? 1 + await connection.QuerySingleAsync<long>(
            "SELECT failures FROM bank_links WHERE user_id = @userId AND id = @linkId", new { userId, linkId }, transaction) : 0;
        // Whoever ended the link meanwhile has written why, and it is read no more.
        await connection.ExecuteAsync("""
            UPDATE bank_links SET
                last_success_at = CASE WHEN @isFine THEN @now ELSE last_success_at END,
                problem = @problem, problem_since = CASE WHEN @isFine THEN NULL ELSE COALESCE(problem_since, @now) END,
                failures = @failures, next_sync_at = @next
            WHERE user_id = @userId AND id = @linkId AND revoked_at IS NULL
            """, new
        {
            userId,
            linkId,
            isFine = worst is null,
            problem = worst?.Kind.ToString(),
            failures,
            now,
            next = SyncHealth.NextAt(worst, traits, failures, now),
        }, transaction);
        await LinkAlerts.FollowHealth(connection, transaction, userId, keys, linkId, worst?.Kind, now);
        if (SyncHealth.Ends(worst))
        {
            await ending.End(connection, transaction, userId, linkId, LinkEnd.Bank, reason: null);
        }
    }

    private async Task WriteAccountProblems(
        DbConnection connection, DbTransaction transaction, SyncReading reading, IReadOnlyList<ConnectorProblem> problems)
    {
        foreach (var account in reading.Accounts)
        {
            var problem = problems.FirstOrDefault(one => string.Equals(one.AccountId, account.BankId, StringComparison.Ordinal))?.Kind.ToString();
            await connection.ExecuteAsync("""
                INSERT INTO account_syncs (user_id, account_id, link_id, problem) VALUES (@userId, @accountId, @linkId, @problem)
                ON CONFLICT (user_id, account_id) DO UPDATE SET problem = excluded.problem, link_id = excluded.link_id
                """, new { userId, accountId = account.Account.Id, linkId, problem }, transaction);
        }
    }

    private async Task Close(DbConnection connection, DbTransaction transaction, ProblemKind? problem, DateTimeOffset now)
    {
        await _run.Finish(connection, transaction, problem?.ToString(), now);
        await lease.Release(connection, transaction);
        await connection.ExecuteAsync("DELETE FROM sync_runs WHERE user_id = @userId AND link_id = @linkId AND started_at < @old",
            new { userId, linkId, old = now - RunRecord.KeptFor }, transaction);
    }
}

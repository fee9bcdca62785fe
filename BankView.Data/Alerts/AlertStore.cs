using System.Data.Common;
using BankView.Data.Database;
using BankView.Data.Sealing;
using Dapper;

namespace BankView.Data.Alerts;

/// <summary>
/// Alerts, for the member they are for. What is about an account is limited, in the same statement, by an active consent that covers
/// what the rule read of it for <see cref="Consents.Purpose.FraudAlerts"/>: taken back, it is shown no more.
/// </summary>
public sealed class AlertStore(Databases databases, MemberKeys keys, TimeProvider clock)
{
    internal static readonly SealedColumn Details = new("alerts");

    // What is about a link or a month reads nothing of any account, and is the member's as long as they are one.
    private const string Covered = """
        (t.account_id || '' IN (
            SELECT c.account_id FROM covered_accounts c
            WHERE c.user_id = @userId AND c.purpose = 'FraudAlerts' AND c.cluster = 'TRANSACTIONS' AND c.expires_at > @now)
            AND t.rule <> 'LowBalance'
         OR t.account_id || '' IN (
            SELECT c.account_id FROM covered_accounts c
            WHERE c.user_id = @userId AND c.purpose = 'FraudAlerts' AND c.cluster = 'BALANCES' AND c.expires_at > @now)
            AND t.rule = 'LowBalance'
         OR t.account_id IS NULL AND EXISTS (SELECT 1 FROM users u WHERE u.id = @userId AND u.status = 'Active' AND u.is_member))
        """;

    /// <summary>At most <paramref name="count"/> alerts below <paramref name="after"/>, newest first, quiet ones among them.</summary>
    public Task<IReadOnlyList<Alert>> List(UserId userId, AlertFilter filter, AlertCursor after, int count) => Read(userId, $"""
        {filter.Sql} AND (t.raised_at, t.id) < (@at, @before) ORDER BY t.raised_at DESC, t.id DESC LIMIT @count
        """, new
    {
        userId,
        now = clock.GetUtcNow(),
        rule = filter.Rule?.ToString(),
        accountId = filter.AccountId,
        at = after.At,
        before = after.Id,
        count,
    });

    /// <summary>
    /// At most <paramref name="count"/> of those that wait for the member, to be answered or closed, newest first, without quiet ones.
    /// </summary>
    public Task<IReadOnlyList<Alert>> ListOpen(UserId userId, int count) =>
        List(userId, new AlertFilter { IsOpen = true, IsQuiet = false }, AlertCursor.Newest, count);

    /// <summary>One of the member's; null for what is not theirs to see.</summary>
    public async Task<Alert?> Find(UserId userId, Guid id) =>
        (await Read(userId, "AND t.id = @id", new { userId, now = clock.GetUtcNow(), id })).SingleOrDefault();

    /// <summary>Keeps what the member said; a later answer takes the place of an earlier one. False when there is no such question.</summary>
    public Task<bool> Answer(UserId userId, Guid id, MemberAnswer answer) => Write(userId, id, answer);

    /// <summary>Takes an answer back: the question waits again, and what was learned from the answer is forgotten.</summary>
    public Task<bool> TakeAnswerBack(UserId userId, Guid id) => Write(userId, id, answer: null);

    /// <summary>Closes what only tells, once seen. False for a question, what is closed already, and what is not this member's.</summary>
    public async Task<bool> Close(UserId userId, Guid id) => await CloseAll(userId, [id]) == 1;

    /// <summary>Closes several at once, each as <see cref="Close"/> does. How many were closed.</summary>
    public Task<int> CloseAll(UserId userId, IReadOnlyCollection<Guid> ids) => Write(
        userId, "seen_at = @now", "t.id = @id AND t.rule <> 'UnusualPayment' AND t.seen_at IS NULL",
        ids.Select(id => new { userId, id, now = clock.GetUtcNow() }));

    private async Task<IReadOnlyList<Alert>> Read(UserId userId, string rest, object parameters)
    {
        await using var connection = await databases.Data.Open();
        var rows = (await connection.QueryAsync<AlertRow>(
            $"SELECT {AlertRow.Columns} {AlertRow.From} WHERE t.user_id = @userId AND {Covered} {rest}", parameters)).AsList();
        if (rows.Count == 0)
        {
            return [];
        }

        var key = await keys.Get(userId);
        return [.. rows.Select(row => row.Open(key))];
    }

    private async Task<bool> Write(UserId userId, Guid id, MemberAnswer? answer)
    {
        var (key, now) = (await keys.Get(userId), clock.GetUtcNow());
        return await Write(userId, "answer = @answer, answered_at = @answeredAt", "t.id = @id AND t.rule = 'UnusualPayment'", [new
        {
            userId,
            id,
            answer = answer?.ToString(),
            answeredAt = answer is null ? (DateTimeOffset?)null : now,
            now,
        }], (connection, transaction) => new SharedReports(connection, transaction, userId, key, now).Follow(id, answer)) == 1;
    }

    // All in one transaction. How many rows were written.
    private async Task<int> Write(
        UserId userId, string change, string which, IEnumerable<object> each, Func<DbConnection, DbTransaction, Task>? andThen = null)
    {
        var written = await databases.Data.Write(async (connection, transaction) =>
        {
            var count = await MemberTurn.Take(connection, transaction, userId) ? await connection.ExecuteAsync(
                $"UPDATE alerts AS t SET {change} WHERE t.user_id = @userId AND {which} AND {Covered}", each, transaction) : 0;
            await (count > 0 && andThen is not null ? andThen(connection, transaction) : Task.CompletedTask);
            return count;
        });
        if (written > 0)
        {
            databases.Changes.Tell(userId);
        }

        return written;
    }
}

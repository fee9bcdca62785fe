using BankView.Data.Database;
using BankView.Data.Sealing;
using Dapper;

namespace BankView.Data.Alerts;

/// <summary>
/// Alerts, for the member whose payments they are about. Every read is limited, in the same statement, by an active consent that covers
/// the account's transactions for <see cref="Consents.Purpose.FraudAlerts"/>: taken back, they are shown no more.
/// </summary>
public sealed class AlertStore(Databases databases, MemberKeys keys, TimeProvider clock)
{
    internal static readonly SealedColumn Details = new("alerts");

    private const string Covered = """
        t.account_id || '' IN (
            SELECT c.account_id FROM covered_accounts c
            WHERE c.user_id = @userId AND c.purpose = 'FraudAlerts' AND c.cluster = 'TRANSACTIONS' AND c.expires_at > @now)
        """;

    /// <summary>At most <paramref name="count"/> alerts below <paramref name="after"/>, newest first.</summary>
    public Task<IReadOnlyList<Alert>> List(UserId userId, AlertCursor after, int count) => Read(userId, """
        AND (t.raised_at, t.id) < (@at, @before) ORDER BY t.raised_at DESC, t.id DESC LIMIT @count
        """, new { userId, now = clock.GetUtcNow(), at = after.At, before = after.Id, count });

    /// <summary>At most <paramref name="count"/> of those that wait for an answer, newest first.</summary>
    public Task<IReadOnlyList<Alert>> ListOpen(UserId userId, int count) => Read(userId, """
        AND t.answer IS NULL ORDER BY t.raised_at DESC, t.id DESC LIMIT @count
        """, new { userId, now = clock.GetUtcNow(), count });

    /// <summary>Keeps what the member said; a later answer takes the place of an earlier one. False when there is no such alert to answer.</summary>
    public Task<bool> Answer(UserId userId, Guid id, MemberAnswer answer) => Write(userId, id, answer);

    /// <summary>Takes an answer back: the alert waits again, and what was learned from the answer is forgotten.</summary>
    public Task<bool> TakeAnswerBack(UserId userId, Guid id) => Write(userId, id, answer: null);

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
        var written = await databases.Data.Write(async (connection, transaction) =>
        {
            var found = await MemberTurn.Take(connection, transaction, userId) && await connection.ExecuteAsync($"""
                UPDATE alerts AS t SET answer = @answer, answered_at = @answeredAt WHERE t.user_id = @userId AND t.id = @id AND {Covered}
                """, new { userId, id, answer = answer?.ToString(), answeredAt = answer is null ? (DateTimeOffset?)null : now, now }, transaction) == 1;
            if (found)
            {
                await new SharedReports(connection, transaction, userId, key, now).Follow(id, answer);
            }

            return found;
        });
        if (written)
        {
            databases.Changes.Tell(userId);
        }

        return written;
    }
}

using System.Runtime.CompilerServices;
using BankView.Data.Consents;
using BankView.Data.Database;
using BankView.Data.Sealing;
using Dapper;

namespace BankView.Data.Transactions;

/// <summary>How far a search through descriptions is, and what its last step found.</summary>
/// <param name="Found">New ones, newest first; older than those of any step before.</param>
/// <param name="Looked">Rows looked at so far.</param>
/// <param name="Total">Rows there are to look at, at most; the last step sets it to <paramref name="Looked"/>.</param>
public sealed record DescriptionSearchStep(IReadOnlyList<Transaction> Found, long Looked, long Total);

/// <summary>
/// Searches what the dictionary does not hold: the bank's whole text and memo of each transaction, which are sealed row by row. So
/// it opens them one after another, newest first, and tells how far it is.
/// </summary>
public sealed class DescriptionSearch(Databases databases, MemberKeys keys, TimeProvider clock)
{
    // A step is some milliseconds: short enough for a progress line and a quick stop, long enough that statements cost little.
    private const int StepRows = 1000;

    /// <summary>
    /// Transactions below <paramref name="after"/> that pass the filter and hold the text, compared as <see cref="SearchText"/> does, in description or memo.
    /// The active consent is asked in each step, so a search under way ends when it is revoked. Runs off the caller's thread.
    /// </summary>
    public async IAsyncEnumerable<DescriptionSearchStep> Find(UserId userId, Purpose purpose, string text, TransactionFilter filter,
        TransactionCursor after, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var total = await Count(userId, purpose, filter);
        for (var looked = 0L; ;)
        {
            cancellation.ThrowIfCancellationRequested();
            var rows = await Task.Run(() => Read(userId, purpose, filter, after), cancellation);
            looked += rows.Count;
            var isLast = rows.Count < StepRows;
            total = isLast ? looked : long.Max(total, looked);
            var key = rows.Count == 0 ? null : await keys.Get(userId);
            var found = key is null ? [] : await Task.Run(() => TransactionRow.OpenAll(rows.Where(row => Holds(row, key, text)), key), cancellation);
            yield return new DescriptionSearchStep(found, looked, total);
            if (isLast)
            {
                yield break;
            }

            after = new TransactionCursor(rows[^1].OccurredAt, rows[^1].Id);
        }
    }

    internal static string RowsSql(TransactionFilter filter) => $"""
        SELECT {TransactionRow.Columns}, t.sealed
        FROM transactions t
        WHERE t.user_id = @userId AND (t.occurred_at, t.id) < (@at, @before) AND {TransactionStore.Covered}{FilterSql.Of(filter)}
        ORDER BY t.occurred_at DESC, t.id DESC
        LIMIT @count
        """;

    private static bool Holds(TransactionRow row, MemberKey key, string text)
    {
        var fields = key.Open(TransactionStore.Details, row.Id, row.Sealed, 2);
        return Array.Exists(fields, field => field is not null && SearchText.Holds(field, text));
    }

    private async Task<List<TransactionRow>> Read(UserId userId, Purpose purpose, TransactionFilter filter, TransactionCursor after)
    {
        await using var connection = await databases.Data.Open();
        var parameters = FilterSql.Parameters(filter, userId, purpose, clock.GetUtcNow(), after, StepRows);
        return (await connection.QueryAsync<TransactionRow>(RowsSql(filter), parameters)).AsList();
    }

    private async Task<long> Count(UserId userId, Purpose purpose, TransactionFilter filter)
    {
        await using var connection = await databases.Data.Open();
        return await connection.ExecuteScalarAsync<long>("""
            SELECT CAST(COALESCE(SUM(d.transaction_count), 0) AS BIGINT)
            FROM account_days d
            WHERE d.user_id = @userId AND d.day >= @from AND d.day <= @to
              AND (CAST(@accountId AS TEXT) IS NULL OR d.account_id = @accountId)
              AND d.account_id IN (
                  SELECT c.account_id FROM covered_accounts c
                  WHERE c.user_id = @userId AND c.purpose = @purpose AND c.cluster = 'TRANSACTIONS' AND c.expires_at > @now)
            """, new
        {
            userId,
            from = filter.From ?? DateOnly.MinValue,
            to = filter.To ?? DateOnly.MaxValue,
            accountId = filter.AccountId,
            purpose = purpose.ToString(),
            now = clock.GetUtcNow(),
        });
    }
}

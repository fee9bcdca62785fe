using BankView.Data.BankLinks.Connectors;
using BankView.Data.Database;
using BankView.Data.Institutions;
using BankView.Data.Sealing;
using Dapper;

namespace BankView.Data.BankLinks;

/// <summary>
/// Takes credentials back at banks: at once when a link ends, and again and again until the bank confirms. What is not confirmed is
/// never called done. Safe on several nodes: whoever moves a row's next try on has the try.
/// </summary>
public sealed class Revocations(
    Databases databases, MemberKeys keys, InstalledConnectors connectors, InstitutionStore institutions, TimeProvider clock)
{
    /// <summary>How long a bank may take to answer; the next try is always later than that.</summary>
    public static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(30);

    private const int Batch = 100;
    private const int AtOnce = 4;

    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1), TimeSpan.FromHours(4), TimeSpan.FromHours(12),
        TimeSpan.FromDays(1),
    ];

    /// <summary>Tries what is due at <paramref name="now"/>, of members who are blocked, too; returns how many tries were made.</summary>
    public async Task<int> RunDueOfAllMembers(DateTimeOffset now, CancellationToken cancellation = default)
    {
        await using var connection = await databases.Data.Open(cancellation);
        var due = await connection.QueryAsync<(UserId UserId, Guid Id)>("""
            SELECT user_id, id FROM revocations WHERE next_try_at IS NOT NULL AND next_try_at <= @now
            ORDER BY next_try_at LIMIT @Batch
            """, new { now, Batch });
        var tries = 0;
        await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
            async (row, token) =>
            {
                if (await Try(row.UserId, row.Id, now, isMemberPresent: false, token))
                {
                    Interlocked.Increment(ref tries);
                }
            });
        return tries;
    }

    /// <summary>Tries what a link left behind, whenever it would be due: the member asks for it and waits.</summary>
    public async Task TryNow(UserId userId, Guid linkId, CancellationToken cancellation = default)
    {
        await using var connection = await databases.Data.Open(cancellation);
        var pending = await connection.QueryAsync<Guid>("""
            SELECT r.id FROM revocations r
            JOIN users u ON u.id = r.user_id AND u.status = 'Active' AND u.is_member
            WHERE r.user_id = @userId AND r.link_id = @linkId AND r.next_try_at IS NOT NULL
            """, new { userId, linkId });
        foreach (var id in pending)
        {
            await Try(userId, id, DateTimeOffset.MaxValue, isMemberPresent: true, cancellation);
        }
    }

    private async Task<bool> Try(UserId userId, Guid id, DateTimeOffset due, bool isMemberPresent, CancellationToken cancellation)
    {
        if (await Claim(userId, id, due) is not { } row)
        {
            return false;
        }

        var key = await keys.Get(userId);
        var attempt = new RevocationAttempt(databases, key, userId, row, clock);
        var settings = await institutions.OpenSettings(row.InstitutionId);
        await attempt.Run(settings is null ? null : connectors.Find(settings.Connector), settings, isMemberPresent, cancellation);
        databases.Changes.Tell(userId);
        return true;
    }

    // The next try is written down before this one begins: a crash in the middle delays it, and nobody else begins it meanwhile.
    private Task<RevocationRow?> Claim(UserId userId, Guid id, DateTimeOffset due) => databases.Data.Write(async (connection, transaction) =>
    {
        var tries = await connection.ExecuteScalarAsync<long?>(
            "SELECT tries FROM revocations WHERE user_id = @userId AND id = @id", new { userId, id }, transaction);
        var claimed = tries is { } before && await connection.ExecuteAsync("""
            UPDATE revocations SET tries = @before + 1, next_try_at = @next
            WHERE user_id = @userId AND id = @id AND tries = @before AND state = 'Pending' AND next_try_at <= @due
            """, new { userId, id, before, due, next = clock.GetUtcNow() + WaitAfter(before) }, transaction) == 1;
        return !claimed ? null : await connection.QuerySingleAsync<RevocationRow>($"""
            SELECT {RevocationRow.Columns} FROM revocations r JOIN institutions i ON i.id = r.institution_id
            WHERE r.user_id = @userId AND r.id = @id
            """, new { userId, id }, transaction);
    });

    private static TimeSpan WaitAfter(long tries) => Waits[Math.Min(tries, Waits.Length - 1)];
}

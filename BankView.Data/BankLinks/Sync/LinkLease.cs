using System.Data.Common;
using BankView.Data.Database;
using Dapper;

namespace BankView.Data.BankLinks.Sync;

/// <summary>
/// The right to read one link, under the id of the run that holds it. Every transaction of a reading asks for it first, so that what
/// comes late from a node that was thought dead is refused. It runs out two minutes after it was last held.
/// </summary>
internal sealed class LinkLease(Databases databases, UserId userId, Guid linkId, Guid runId, TimeProvider clock)
{
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan HeldEvery = TimeSpan.FromSeconds(30);

    public Guid RunId => runId;

    /// <summary>Takes it unless somebody holds it; whoever asked for the next reading gets this one.</summary>
    public async Task<bool> Take(DbConnection connection, DbTransaction transaction) => await connection.ExecuteAsync("""
        UPDATE bank_links SET lease_id = @runId, lease_until = @until, last_attempt_at = @now, asked_by = NULL
        WHERE user_id = @userId AND id = @linkId AND (lease_until IS NULL OR lease_until <= @now)
        """, new { userId, linkId, runId, now = clock.GetUtcNow(), until = clock.GetUtcNow() + Lasts }, transaction) == 1;

    /// <summary>Holds it on; false when it is somebody else's by now.</summary>
    public async Task<bool> Hold(DbConnection connection, DbTransaction transaction) => await connection.ExecuteAsync("""
        UPDATE bank_links SET lease_until = @until WHERE user_id = @userId AND id = @linkId AND lease_id = @runId
        """, new { userId, linkId, runId, until = clock.GetUtcNow() + Lasts }, transaction) == 1;

    /// <summary>True when it is nobody's any more, because the link was ended or erased.</summary>
    public async Task<bool> IsVoid(DbConnection connection, DbTransaction transaction) => await connection.ExecuteScalarAsync<long>(
        "SELECT count(*) FROM bank_links WHERE user_id = @userId AND id = @linkId AND revoked_at IS NULL", new { userId, linkId }, transaction) == 0;

    /// <summary>Gives it back.</summary>
    public Task Release(DbConnection connection, DbTransaction transaction) => connection.ExecuteAsync("""
        UPDATE bank_links SET lease_id = NULL, lease_until = NULL WHERE user_id = @userId AND id = @linkId AND lease_id = @runId
        """, new { userId, linkId, runId }, transaction);

    /// <summary>Holds it on while a bank is slow, until <paramref name="stop"/>; calls <paramref name="lost"/> when it is lost.</summary>
    public async Task KeepHolding(Action lost, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(HeldEvery, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                if (!await databases.Data.Write(Hold, stop))
                {
                    lost();
                    return;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The reading is over.
        }
    }
}

using BankView.Data.Database;
using Dapper;

namespace BankView.Data.Alerts;

/// <summary>
/// Whether a member lets others of this installation be warned of merchants where they met fraud: off until they choose it. Answers from
/// then on are shared, as a keyed fingerprint of the merchant alone; earlier ones are not.
/// </summary>
public sealed class ReportSharingStore(Databases databases, TimeProvider clock)
{
    public async Task<bool> IsOn(UserId userId)
    {
        await using var connection = await databases.Data.Open();
        return await connection.ExecuteScalarAsync<long>("""
            SELECT count(*) FROM report_sharing s
            JOIN users u ON u.id = s.user_id AND u.status = 'Active' AND u.is_member
            WHERE s.user_id = @userId
            """, new { userId }) > 0;
    }

    /// <summary>
    /// Begins to share, or stops: then what was shared is taken back from everybody at once. False when it was so already, or for
    /// somebody who is blocked or no member.
    /// </summary>
    public async Task<bool> Set(UserId userId, bool isOn)
    {
        var changed = await databases.Data.Write(async (connection, transaction) =>
            await MemberTurn.Take(connection, transaction, userId) && await connection.ExecuteAsync(
                isOn ? "INSERT INTO report_sharing (user_id, since) VALUES (@userId, @now) ON CONFLICT (user_id) DO NOTHING"
                    // The reports go with it.
                    : "DELETE FROM report_sharing WHERE user_id = @userId",
                new { userId, now = clock.GetUtcNow() }, transaction) == 1);
        if (changed)
        {
            databases.Changes.Tell(userId);
        }

        return changed;
    }
}

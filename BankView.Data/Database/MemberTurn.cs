using System.Data.Common;
using Dapper;

namespace BankView.Data.Database;

/// <summary>
/// Lets changes to one member's accounts, consents and transactions take turns. What a change decides after reading (which rows are
/// new, which consent is active) would else be decided twice on PostgreSQL. Sign-in does not wait for it.
/// </summary>
internal static class MemberTurn
{
    /// <summary>
    /// Waits until no other change of this member is open; the turn ends with the transaction. False for somebody who is blocked
    /// or no member: then nothing may change.
    /// </summary>
    public static async Task<bool> Take(DbConnection connection, DbTransaction transaction, UserId userId) =>
        await connection.ExecuteAsync("""
            INSERT INTO member_turns (user_id)
            SELECT u.id FROM users u WHERE u.id = @userId AND u.status = 'Active' AND u.is_member
            ON CONFLICT (user_id) DO UPDATE SET user_id = excluded.user_id
            """, new { userId }, transaction) == 1;

    /// <summary>The same for what is done to a member's data without the member, whatever they may do themselves.</summary>
    public static Task TakeWhoever(DbConnection connection, DbTransaction transaction, UserId userId) => connection.ExecuteAsync(
        "INSERT INTO member_turns (user_id) VALUES (@userId) ON CONFLICT (user_id) DO UPDATE SET user_id = excluded.user_id",
        new { userId }, transaction);
}

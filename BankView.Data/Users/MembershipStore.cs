using System.Data.Common;
using BankView.Data.Administration;
using BankView.Data.Database;
using Dapper;

namespace BankView.Data.Users;

/// <summary>
/// What administrators decide about people: who may come in, as what. Each decision stands in the audit trail. Returns names, roles and dates, nothing of anybody's finances.
/// </summary>
public sealed class MembershipStore(Databases databases, SignInEvents events, TimeProvider clock)
{
    /// <summary>Everyone, by name.</summary>
    public async Task<IReadOnlyList<User>> ListAllPeople()
    {
        await using var connection = await databases.Data.Open();
        return (await connection.QueryAsync<User>(
            $"SELECT {UserAccountStore.Columns} FROM users ORDER BY normalized_user_name")).AsList();
    }

    public async Task<User?> Find(UserId userId)
    {
        await using var connection = await databases.Data.Open();
        return await connection.QuerySingleOrDefaultAsync<User>(
            $"SELECT {UserAccountStore.Columns} FROM users WHERE id = @userId", new { userId });
    }

    /// <summary>
    /// Ends all of the person's sessions and lets them in no more. False when nobody active would be left to administer.
    /// </summary>
    public Task<bool> Block(UserId userId, UserId administrator) => Change(userId, new(AdminActionKind.PersonBlocked, administrator, "", userId.Value), async (connection, transaction) =>
    {
        var blocked = await connection.ExecuteAsync("""
            UPDATE users SET status = 'Blocked'
            WHERE id = @userId AND (NOT is_administrator OR EXISTS (
                SELECT 1 FROM users other WHERE other.id <> @userId AND other.is_administrator AND other.status = 'Active'))
            """, new { userId }, transaction) == 1;
        if (blocked)
        {
            await SessionStore.EndAll(connection, transaction, userId, clock.GetUtcNow());
        }

        return blocked;
    });

    public Task<bool> Unblock(UserId userId, UserId administrator) => Change(userId, new(AdminActionKind.PersonUnblocked, administrator, "", userId.Value),
        async (connection, transaction) => await connection.ExecuteAsync(
            "UPDATE users SET status = 'Active' WHERE id = @userId", new { userId }, transaction) == 1);

    /// <summary>False when nobody active would be left to administer, or when the person would be neither.</summary>
    public Task<bool> SetRoles(UserId userId, bool isMember, bool isAdministrator, UserId administrator) =>
        Change(userId, new(AdminActionKind.RolesChanged, administrator, "", userId.Value, Act.RoleNames(isMember, isAdministrator)), async (connection, transaction) => (isMember || isAdministrator) && await connection.ExecuteAsync("""
            UPDATE users SET is_member = @isMember, is_administrator = @isAdministrator
            WHERE id = @userId AND (@isAdministrator OR NOT is_administrator OR status <> 'Active' OR EXISTS (
                SELECT 1 FROM users other WHERE other.id <> @userId AND other.is_administrator AND other.status = 'Active'))
            """, new { userId, isMember, isAdministrator }, transaction) == 1);

    private async Task<bool> Change(UserId userId, Act act, Func<DbConnection, DbTransaction, Task<bool>> change)
    {
        var changed = await databases.Data.Write(async (connection, transaction) =>
        {
            // Two administrators who demote each other at the same moment must take turns: this locks every administrator's row.
            await connection.ExecuteAsync("UPDATE users SET version = version WHERE is_administrator", null, transaction);
            var done = await change(connection, transaction);
            if (done)
            {
                await AdminActionStore.WriteAboutPerson(connection, transaction, userId, act, clock.GetUtcNow());
            }

            return done;
        });
        if (changed)
        {
            events.Tell(userId);
        }

        return changed;
    }
}

using BankView.Data.Administration;
using BankView.Data.Database;
using Dapper;

namespace BankView.Data.Users;

/// <summary>Links by which people choose a new password. An administrator makes them, and their person is told.</summary>
public sealed class PasswordResetStore(Databases databases, SignInEvents events, TimeProvider clock)
{
    private static readonly TimeSpan Lasts = TimeSpan.FromDays(1);

    /// <summary>The token of a link for one day by which <paramref name="userId"/> chooses a new password; earlier ones end.</summary>
    public Task<string> Make(UserId userId, UserId administrator) => databases.Data.Write(async (connection, transaction) =>
    {
        var now = clock.GetUtcNow();
        await connection.ExecuteAsync("""
            UPDATE one_time_links SET expires_at = @now
            WHERE for_user_id = @userId AND kind = 'PasswordReset' AND used_at IS NULL AND expires_at > @now
            """, new { userId, now }, transaction);
        await AdminActionStore.WriteAboutPerson(connection, transaction, userId,
            new(AdminActionKind.PasswordLinkMade, administrator, "", userId.Value), now);
        return await OneTimeLinkRows.Insert(connection, transaction, new OneTimeLink
        {
            Id = Guid.CreateVersion7(),
            Kind = OneTimeLinkKind.PasswordReset,
            ForUserId = userId,
            GrantsMember = false,
            GrantsAdministrator = false,
            CreatedAt = now,
            ExpiresAt = now + Lasts,
        }, administrator);
    });

    /// <summary>Whose password the link of this token sets; null when there is none, or it was used or is over.</summary>
    public async Task<UserId?> FindPerson(string? token)
    {
        await using var connection = await databases.Data.Open();
        return (await OneTimeLinkRows.Find(connection, OneTimeLinkKind.PasswordReset, token, clock.GetUtcNow()))?.ForUserId;
    }

    /// <summary>Uses the link: a new password, no more waiting, and every session ends. Null when the link is over.</summary>
    public async Task<UserId?> SetPassword(string? token, string passwordHash)
    {
        var userId = await databases.Data.Write(async (connection, transaction) =>
        {
            var now = clock.GetUtcNow();
            if (await OneTimeLinkRows.Take(connection, transaction, OneTimeLinkKind.PasswordReset, token, now) is not { ForUserId: { } person })
            {
                return (UserId?)null;
            }

            await connection.ExecuteAsync("""
                UPDATE users SET password_hash = @passwordHash, security_stamp = @stamp, version = version + 1, access_failed_count = 0,
                    lockout_end = NULL
                WHERE id = @person
                """, new { person, passwordHash, stamp = User.NewStamp() }, transaction);
            await SessionStore.EndAll(connection, transaction, person, now);
            return person;
        });
        if (userId is { } changed)
        {
            events.Tell(changed);
        }

        return userId;
    }

    /// <summary>The last ten links that administrators made for this person, newest first.</summary>
    public async Task<IReadOnlyList<PasswordReset>> List(UserId userId)
    {
        await using var connection = await databases.Data.Open();
        return (await connection.QueryAsync<PasswordReset>("""
            SELECT a.user_name AS Administrator, l.created_at AS CreatedAt, l.expires_at AS ExpiresAt, l.used_at AS UsedAt
            FROM one_time_links l LEFT JOIN users a ON a.id = l.created_by
            WHERE l.for_user_id = @userId AND l.kind = 'PasswordReset'
            ORDER BY l.created_at DESC, l.id DESC LIMIT 10
            """, new { userId })).AsList();
    }
}

using System.Data.Common;
using BankView.Data.Database;
using Dapper;

namespace BankView.Data.Users;

/// <summary>The browsers that people are signed in with.</summary>
public sealed class SessionStore(Databases databases, SignInEvents events, TimeProvider clock)
{
    /// <summary>A browser that was not seen for this long has to sign in again.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(14);

    /// <summary>How long a person who proved who they are may change what they sign in with.</summary>
    public static readonly TimeSpan ConfirmationLasts = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(1);

    /// <summary>
    /// The id of a new session. Somebody blocked gets one that never holds, not even after they are unblocked: the sign-in that
    /// was on its way while they were blocked is over.
    /// </summary>
    /// <param name="isConfirmed">Whether the person gave their password or a passkey for it.</param>
    public async Task<Guid> Start(UserId userId, string device, bool isConfirmed = true)
    {
        var (id, now) = (Guid.CreateVersion7(), clock.GetUtcNow());
        await databases.Data.Write(async (connection, transaction) =>
        {
            await connection.ExecuteAsync("DELETE FROM sessions WHERE user_id = @userId AND last_seen_at < @old",
                new { userId, old = now - Lifetime }, transaction);
            await connection.ExecuteAsync("""
                INSERT INTO sessions (user_id, id, device, created_at, last_seen_at, confirmed_at, ended_at)
                SELECT u.id, @id, @device, @now, @now, @confirmedAt, NULL FROM users u WHERE u.id = @userId AND u.status = 'Active'
                """, new { userId, id, device, now, confirmedAt = isConfirmed ? now : (DateTimeOffset?)null }, transaction);
        });
        return id;
    }

    /// <summary>Who the session's person is now; null when it ended, was not seen for too long, or its person is blocked.</summary>
    public async Task<SignedIn?> Check(UserId userId, Guid id)
    {
        await using var connection = await databases.Data.Open();
        return await connection.QuerySingleOrDefaultAsync<SignedIn>("""
            SELECT u.id AS UserId, u.user_name AS UserName, u.security_stamp AS SecurityStamp, u.is_member AS IsMember,
                u.is_administrator AS IsAdministrator, s.last_seen_at AS LastSeenAt
            FROM sessions s JOIN users u ON u.id = s.user_id
            WHERE s.user_id = @userId AND s.id = @id AND s.ended_at IS NULL AND s.last_seen_at > @old AND u.status = 'Active'
            """, new { userId, id, old = clock.GetUtcNow() - Lifetime });
    }

    /// <summary>Remembers that the browser was here; at most once a minute, since every request comes by.</summary>
    public async Task NoteSeen(UserId userId, Guid id, DateTimeOffset lastSeen)
    {
        var now = clock.GetUtcNow();
        if (now - lastSeen >= SeenEvery)
        {
            await databases.Data.Write(async (connection, transaction) => await connection.ExecuteAsync(
                "UPDATE sessions SET last_seen_at = @now WHERE user_id = @userId AND id = @id AND ended_at IS NULL",
                new { userId, id, now }, transaction));
        }
    }

    /// <summary>Remembers that the person proved, at this browser and now, who they are.</summary>
    public Task Confirm(UserId userId, Guid id) => databases.Data.Write(async (connection, transaction) => await connection.ExecuteAsync(
        "UPDATE sessions SET confirmed_at = @now WHERE user_id = @userId AND id = @id AND ended_at IS NULL",
        new { userId, id, now = clock.GetUtcNow() }, transaction));

    /// <summary>Whether they did so within <see cref="ConfirmationLasts"/>; false for a session that ended.</summary>
    public async Task<bool> IsConfirmed(UserId userId, Guid id)
    {
        await using var connection = await databases.Data.Open();
        return await connection.ExecuteScalarAsync<long>("""
            SELECT COUNT(*) FROM sessions WHERE user_id = @userId AND id = @id AND ended_at IS NULL AND confirmed_at > @since
            """, new { userId, id, since = clock.GetUtcNow() - ConfirmationLasts }) > 0;
    }

    /// <summary>The person's valid sessions, last seen first.</summary>
    public async Task<IReadOnlyList<Session>> List(UserId userId)
    {
        await using var connection = await databases.Data.Open();
        return (await connection.QueryAsync<Session>("""
            SELECT id AS Id, device AS Device, created_at AS CreatedAt, last_seen_at AS LastSeenAt FROM sessions
            WHERE user_id = @userId AND ended_at IS NULL AND last_seen_at > @old ORDER BY last_seen_at DESC, id DESC
            """, new { userId, old = clock.GetUtcNow() - Lifetime })).AsList();
    }

    public async Task End(UserId userId, Guid id)
    {
        await databases.Data.Write(async (connection, transaction) => await connection.ExecuteAsync(
            "UPDATE sessions SET ended_at = @now WHERE user_id = @userId AND id = @id AND ended_at IS NULL",
            new { userId, id, now = clock.GetUtcNow() }, transaction));
        events.Tell(userId);
    }

    public async Task EndAll(UserId userId)
    {
        await databases.Data.Write((connection, transaction) => EndAll(connection, transaction, userId, clock.GetUtcNow()));
        events.Tell(userId);
    }

    internal static Task EndAll(DbConnection connection, DbTransaction transaction, UserId userId, DateTimeOffset now) =>
        connection.ExecuteAsync("UPDATE sessions SET ended_at = @now WHERE user_id = @userId AND ended_at IS NULL",
            new { userId, now }, transaction);
}

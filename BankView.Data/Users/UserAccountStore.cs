using System.Data.Common;
using BankView.Data.Database;
using Dapper;

namespace BankView.Data.Users;

/// <summary>People and what they sign in with.</summary>
public sealed class UserAccountStore(Databases databases, SignInEvents events, TimeProvider clock)
{
    internal const string Columns = """
        id AS Id, user_name AS UserName, normalized_user_name AS NormalizedUserName, password_hash AS PasswordHash,
        security_stamp AS SecurityStamp, version AS Version, status AS Status, is_member AS IsMember,
        is_administrator AS IsAdministrator, two_factor_enabled AS TwoFactorEnabled, lockout_end AS LockoutEnd,
        access_failed_count AS AccessFailedCount, created_at AS CreatedAt, last_sign_in_at AS LastSignInAt
        """;

    // Five tries are free; then the wait doubles with each further failure, from a minute up to an hour.
    private const int FreeTries = 5;
    private const int MostMinutes = 60;

    public async Task<User?> Find(UserId userId)
    {
        await using var connection = await databases.Data.Open();
        return await connection.QuerySingleOrDefaultAsync<User>($"SELECT {Columns} FROM users WHERE id = @userId", new { userId });
    }

    /// <summary>By <see cref="User.NormalizedUserName"/>.</summary>
    public async Task<User?> FindByName(string normalizedName)
    {
        await using var connection = await databases.Data.Open();
        return await connection.QuerySingleOrDefaultAsync<User>(
            $"SELECT {Columns} FROM users WHERE normalized_user_name = @normalizedName", new { normalizedName });
    }

    public async Task<bool> HasAny()
    {
        await using var connection = await databases.Data.Open();
        return await connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM (SELECT 1 FROM users LIMIT 1) AS one") > 0;
    }

    /// <summary>Stores what <paramref name="user"/> signs in with; false when somebody stored a newer state in between.</summary>
    public async Task<bool> SaveCredentials(User user)
    {
        var saved = await databases.Data.Write(async (connection, transaction) => await connection.ExecuteAsync("""
            UPDATE users SET password_hash = @PasswordHash, security_stamp = @SecurityStamp, two_factor_enabled = @TwoFactorEnabled,
                version = version + 1
            WHERE id = @Id AND version = @Version
            """, new { user.PasswordHash, user.SecurityStamp, user.TwoFactorEnabled, user.Id, user.Version }, transaction)) == 1;
        if (saved)
        {
            user.Version++;
            events.Tell(user.Id);
        }

        return saved;
    }

    /// <summary>Counts a wrong password or code, and starts the wait that follows. Tries at the same moment are all counted.</summary>
    public Task<int> CountFailure(UserId userId) => databases.Data.Write(async (connection, transaction) =>
    {
        var failures = await connection.ExecuteScalarAsync<int>("""
            UPDATE users SET access_failed_count = access_failed_count + 1 WHERE id = @userId RETURNING access_failed_count
            """, new { userId }, transaction);
        if (failures >= FreeTries)
        {
            var minutes = Math.Min(Math.Pow(2, Math.Min(failures - FreeTries, 10)), MostMinutes);
            await connection.ExecuteAsync("UPDATE users SET lockout_end = @until WHERE id = @userId",
                new { userId, until = clock.GetUtcNow().AddMinutes(minutes) }, transaction);
        }

        return failures;
    });

    public Task ForgetFailures(UserId userId) => Execute(
        "UPDATE users SET access_failed_count = 0, lockout_end = NULL WHERE id = @userId AND access_failed_count > 0", new { userId });

    public Task NoteSignIn(UserId userId) => Execute(
        "UPDATE users SET last_sign_in_at = @now WHERE id = @userId", new { userId, now = clock.GetUtcNow() });

    /// <summary>
    /// Takes the time step of an authenticator code; false when that step or a later one was taken before: a code that somebody
    /// looked at over a shoulder is worth nothing once it was used (RFC 6238, section 5.2).
    /// </summary>
    public async Task<bool> TakeCodeStep(UserId userId, long step) => await Execute(
        "UPDATE users SET last_code_step = @step WHERE id = @userId AND last_code_step < @step", new { userId, step }) == 1;

    internal static Task<int> Insert(DbConnection connection, DbTransaction transaction, User user) => connection.ExecuteAsync("""
        INSERT INTO users (id, user_name, normalized_user_name, password_hash, security_stamp, version, status, is_member,
            is_administrator, two_factor_enabled, last_code_step, lockout_end, access_failed_count, created_at, last_sign_in_at)
        VALUES (@Id, @UserName, @NormalizedUserName, @PasswordHash, @SecurityStamp, 0, @status, @IsMember, @IsAdministrator,
            @no, 0, NULL, 0, @CreatedAt, NULL)
        ON CONFLICT (normalized_user_name) DO NOTHING
        """, new
    {
        user.Id,
        user.UserName,
        user.NormalizedUserName,
        user.PasswordHash,
        user.SecurityStamp,
        status = nameof(UserStatus.Active),
        user.IsMember,
        user.IsAdministrator,
        no = false,
        user.CreatedAt,
    }, transaction);

    private Task<int> Execute(string sql, object parameters) => databases.Data.Write(async (connection, transaction) =>
        await connection.ExecuteAsync(sql, parameters, transaction));
}

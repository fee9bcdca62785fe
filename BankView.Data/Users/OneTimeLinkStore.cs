using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using BankView.Data.Administration;
using BankView.Data.Database;
using Dapper;

namespace BankView.Data.Users;

/// <summary>
/// Links that work once. A token has 256 random bits, so its SHA-256 can be looked up and gives nothing away. Taking a link and what
/// it grants are one transaction: two openers at the same moment end with one person.
/// </summary>
public sealed class OneTimeLinkStore(Databases databases, SignInEvents events, TimeProvider clock)
{
    private static readonly TimeSpan InvitationLasts = TimeSpan.FromDays(7);
    private static readonly TimeSpan PasswordResetLasts = TimeSpan.FromDays(1);

    private const string Columns = """
        id AS Id, kind AS Kind, for_user_id AS ForUserId, note AS Note, grants_member AS GrantsMember,
        grants_administrator AS GrantsAdministrator, created_at AS CreatedAt, expires_at AS ExpiresAt
        """;

    private const string IsOpen = "kind = @kind AND used_at IS NULL AND (expires_at IS NULL OR expires_at > @now)";

    /// <summary>
    /// A new setup link's token. Earlier ones stay open until one of them is used, since several nodes may start at once. Null when
    /// somebody has set up already.
    /// </summary>
    public Task<string?> MakeSetup() => databases.Data.Write(async (connection, transaction) =>
    {
        var people = await connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM users", null, transaction);
        return people > 0 ? null : await Insert(connection, transaction, OneTimeLinkKind.Setup, null, null, true, true, null, null);
    });

    /// <summary>The token of an invitation for seven days.</summary>
    public Task<string> MakeInvitation(UserId administrator, string? note, bool grantsMember, bool grantsAdministrator) =>
        databases.Data.Write(async (connection, transaction) =>
        {
            await AdminActionStore.Write(connection, transaction, new(AdminActionKind.PersonInvited, administrator, note ?? "", null,
                Act.RoleNames(grantsMember, grantsAdministrator)), clock.GetUtcNow());
            return await Insert(connection, transaction, OneTimeLinkKind.Invitation, null, note, grantsMember, grantsAdministrator,
                administrator, InvitationLasts);
        });

    /// <summary>The token of a link for one day by which <paramref name="userId"/> chooses a new password; earlier ones end.</summary>
    public Task<string> MakePasswordReset(UserId userId, UserId administrator) => databases.Data.Write(async (connection, transaction) =>
    {
        await connection.ExecuteAsync(
            "DELETE FROM one_time_links WHERE for_user_id = @userId AND used_at IS NULL", new { userId }, transaction);
        await AdminActionStore.WriteAboutPerson(connection, transaction, userId,
            new(AdminActionKind.PasswordLinkMade, administrator, "", userId.Value), clock.GetUtcNow());
        return await Insert(connection, transaction, OneTimeLinkKind.PasswordReset, userId, null, false, false, administrator,
            PasswordResetLasts);
    });

    /// <summary>The link of this token; null when there is none, or it was used, revoked or expired.</summary>
    public async Task<OneTimeLink?> Find(OneTimeLinkKind kind, string? token)
    {
        await using var connection = await databases.Data.Open();
        return await connection.QuerySingleOrDefaultAsync<OneTimeLink>(
            $"SELECT {Columns} FROM one_time_links WHERE token_hash = @hash AND {IsOpen}", Parameters(kind, token));
    }

    /// <summary>Invitations that can still be used, newest first.</summary>
    public async Task<IReadOnlyList<OneTimeLink>> ListOpenInvitations()
    {
        await using var connection = await databases.Data.Open();
        return (await connection.QueryAsync<OneTimeLink>(
            $"SELECT {Columns} FROM one_time_links WHERE {IsOpen} ORDER BY created_at DESC, id DESC",
            Parameters(OneTimeLinkKind.Invitation, null))).AsList();
    }

    /// <summary>False when it was used or revoked before.</summary>
    public Task<bool> RevokeInvitation(Guid id, UserId administrator) => databases.Data.Write(async (connection, transaction) =>
    {
        var note = await connection.QueryAsync<string?>("""
            DELETE FROM one_time_links WHERE id = @id AND kind = 'Invitation' AND used_at IS NULL RETURNING note
            """, new { id }, transaction);
        if (note.AsList() is not [var revoked])
        {
            return false;
        }

        await AdminActionStore.Write(connection, transaction,
            new(AdminActionKind.InvitationRevoked, administrator, revoked ?? "", null), clock.GetUtcNow());
        return true;
    });

    /// <summary>Uses a setup or invitation link for a new person, who gets what the link grants. A taken name leaves the link open.</summary>
    public Task<(JoinOutcome Outcome, User? User)> Join(OneTimeLinkKind kind, string? token, string userName, string? passwordHash) =>
        databases.Data.Write<(JoinOutcome, User?)>(async (connection, transaction) =>
        {
            if (kind is OneTimeLinkKind.Setup)
            {
                // Openers of different setup links take turns: this locks every one of them.
                await connection.ExecuteAsync("UPDATE one_time_links SET kind = kind WHERE kind = 'Setup'", null, transaction);
            }

            var link = await Take(connection, transaction, kind, token);
            if (link is null)
            {
                return (JoinOutcome.LinkOver, null);
            }

            var user = User.New(userName, link.GrantsMember, link.GrantsAdministrator, clock.GetUtcNow());
            user.PasswordHash = passwordHash;
            if (await UserAccountStore.Insert(connection, transaction, user) == 1)
            {
                await connection.ExecuteAsync("UPDATE one_time_links SET used_at = @now WHERE kind = 'Setup' AND used_at IS NULL",
                    new { now = clock.GetUtcNow() }, transaction);
                return (JoinOutcome.Joined, user);
            }

            await connection.ExecuteAsync("UPDATE one_time_links SET used_at = NULL WHERE id = @Id", new { link.Id }, transaction);
            return (JoinOutcome.NameTaken, null);
        });

    /// <summary>Uses a reset link: a new password, no more waiting, and every session ends. Null when the link is over.</summary>
    public async Task<UserId?> ResetPassword(string? token, string passwordHash)
    {
        var userId = await databases.Data.Write(async (connection, transaction) =>
        {
            if (await Take(connection, transaction, OneTimeLinkKind.PasswordReset, token) is not { ForUserId: { } person })
            {
                return (UserId?)null;
            }

            await connection.ExecuteAsync("""
                UPDATE users SET password_hash = @passwordHash, security_stamp = @stamp, version = version + 1, access_failed_count = 0,
                    lockout_end = NULL
                WHERE id = @person
                """, new { person, passwordHash, stamp = User.NewStamp() }, transaction);
            await SessionStore.EndAll(connection, transaction, person, clock.GetUtcNow());
            return person;
        });
        if (userId is { } changed)
        {
            events.Tell(changed);
        }

        return userId;
    }

    private Task<OneTimeLink?> Take(DbConnection connection, DbTransaction transaction, OneTimeLinkKind kind, string? token) =>
        connection.QuerySingleOrDefaultAsync<OneTimeLink>(
            $"UPDATE one_time_links SET used_at = @now WHERE token_hash = @hash AND {IsOpen} RETURNING {Columns}",
            Parameters(kind, token), transaction);

    private async Task<string> Insert(DbConnection connection, DbTransaction transaction, OneTimeLinkKind kind, UserId? forUserId,
        string? note, bool grantsMember, bool grantsAdministrator, UserId? createdBy, TimeSpan? lasts)
    {
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var now = clock.GetUtcNow();
        await connection.ExecuteAsync("""
            INSERT INTO one_time_links (id, token_hash, kind, for_user_id, note, grants_member, grants_administrator, created_by,
                created_at, expires_at, used_at)
            VALUES (@id, @hash, @kind, @forUserId, @note, @grantsMember, @grantsAdministrator, @createdBy, @now, @expiresAt, NULL)
            """, new
        {
            id = Guid.CreateVersion7(),
            hash = HashOf(token),
            kind = kind.ToString(),
            forUserId,
            note,
            grantsMember,
            grantsAdministrator,
            createdBy,
            now,
            expiresAt = now + lasts,
        }, transaction);
        return token;
    }

    private object Parameters(OneTimeLinkKind kind, string? token) =>
        new { kind = kind.ToString(), hash = HashOf(token ?? ""), now = clock.GetUtcNow() };

    private static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}

using BankView.Data.Administration;
using BankView.Data.Database;
using Dapper;

namespace BankView.Data.Users;

/// <summary>
/// Links by which people come in: setup and invitations. Taking a link and what it grants are one transaction: two openers at the
/// same moment end with one person.
/// </summary>
public sealed class OneTimeLinkStore(Databases databases, TimeProvider clock)
{
    private static readonly TimeSpan InvitationLasts = TimeSpan.FromDays(7);

    /// <summary>
    /// A new setup link's token. Earlier ones stay open until one of them is used, since several nodes may start at once. Null when
    /// somebody has set up already.
    /// </summary>
    public Task<string?> MakeSetup() => databases.Data.Write(async (connection, transaction) =>
    {
        var people = await connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM users", null, transaction);
        return people > 0 ? null : await OneTimeLinkRows.Insert(connection, transaction, New(OneTimeLinkKind.Setup, null, true, true, null), null);
    });

    /// <summary>The token of an invitation for seven days.</summary>
    public Task<string> MakeInvitation(UserId administrator, string? note, bool grantsMember, bool grantsAdministrator) =>
        databases.Data.Write(async (connection, transaction) =>
        {
            await AdminActionStore.Write(connection, transaction, new(AdminActionKind.PersonInvited, administrator, note ?? "", null,
                Act.RoleNames(grantsMember, grantsAdministrator)), clock.GetUtcNow());
            return await OneTimeLinkRows.Insert(connection, transaction,
                New(OneTimeLinkKind.Invitation, note, grantsMember, grantsAdministrator, InvitationLasts), administrator);
        });

    /// <summary>The link of this token; null when there is none, or it was used, revoked or expired.</summary>
    public async Task<OneTimeLink?> Find(OneTimeLinkKind kind, string? token)
    {
        await using var connection = await databases.Data.Open();
        return await OneTimeLinkRows.Find(connection, kind, token, clock.GetUtcNow());
    }

    /// <summary>Invitations that can still be used, newest first.</summary>
    public async Task<IReadOnlyList<OneTimeLink>> ListOpenInvitations()
    {
        await using var connection = await databases.Data.Open();
        return (await connection.QueryAsync<OneTimeLink>(
            $"SELECT {OneTimeLinkRows.Columns} FROM one_time_links WHERE {OneTimeLinkRows.IsOpen} ORDER BY created_at DESC, id DESC",
            new { kind = nameof(OneTimeLinkKind.Invitation), now = clock.GetUtcNow() })).AsList();
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
                // Openers of different setup links take turns at the first of them. To lock each would be a deadlock waiting to happen:
                // a row just written stands elsewhere than before, so two openers can come by the same rows in another order.
                await connection.ExecuteAsync("""
                    UPDATE one_time_links SET kind = kind WHERE id = (SELECT MIN(id) FROM one_time_links WHERE kind = 'Setup')
                    """, null, transaction);
            }

            var link = await OneTimeLinkRows.Take(connection, transaction, kind, token, clock.GetUtcNow());
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

    private OneTimeLink New(OneTimeLinkKind kind, string? note, bool grantsMember, bool grantsAdministrator, TimeSpan? lasts)
    {
        var now = clock.GetUtcNow();
        return new OneTimeLink
        {
            Id = Guid.CreateVersion7(),
            Kind = kind,
            Note = note,
            GrantsMember = grantsMember,
            GrantsAdministrator = grantsAdministrator,
            CreatedAt = now,
            ExpiresAt = now + lasts,
        };
    }
}

using System.Data.Common;
using BankView.Data.BankLinks;
using BankView.Data.BankLinks.Connectors;
using BankView.Data.Consents;
using BankView.Data.Database;
using BankView.Data.Institutions;
using BankView.Data.Sealing;
using Dapper;

namespace BankView.Data.Administration;

/// <summary>An institution leaves: why, and what becomes of what members have of it.</summary>
/// <param name="Reason">For the members, in the administrator's words.</param>
/// <param name="EraseAfterDays">Days until the history of every member is erased; null when each of them decides.</param>
public sealed record Withdrawal(string Reason, int? EraseAfterDays)
{
    public const int MostDays = 365;
}

/// <summary>Takes institutions out of service for good. Returns counts of links, nothing of anybody's finances.</summary>
public sealed class WithdrawalStore(
    Databases databases, MemberKeys keys, ConsentStore consents, WithdrawnSecrets secrets, TimeProvider clock)
{
    private readonly LinkEnding _ending = new(keys, consents, clock);
    private readonly AttemptSteps _attempts = new(databases, keys, clock);

    /// <summary>
    /// In one transaction: no more reads or links, consents revoked, credentials out of the store and on their way to be revoked at
    /// the bank, links being made given up, and the institution's own secrets destroyed as soon as that needs them no more. How many
    /// links ended; null when there is no such institution or it is withdrawn already.
    /// </summary>
    public async Task<int?> WithdrawOfAllMembers(Guid institutionId, Withdrawal withdrawal, UserId administrator)
    {
        HashSet<UserId> members = [];
        var ended = await databases.Data.Write<int?>(async (connection, transaction) =>
        {
            await InstitutionAdminStore.LockOrder(connection, transaction);
            var now = clock.GetUtcNow();
            var institution = await InstitutionStore.Find(connection, transaction, institutionId);
            if (institution is null or { Connector: ConnectorKind.File } or { State: InstitutionState.Withdrawn })
            {
                return null;
            }

            await connection.ExecuteAsync("""
                UPDATE institutions SET state = 'Withdrawn', withdrawn_at = @now, erase_history_at = @eraseAt WHERE id = @institutionId
                """, new { institutionId, now, eraseAt = withdrawal.EraseAfterDays is { } days ? now.AddDays(days) : (DateTimeOffset?)null }, transaction);
            await AdminActionStore.Write(connection, transaction, new(AdminActionKind.InstitutionWithdrawn, administrator,
                institution.Name, institutionId, withdrawal.Reason), now);
            var ends = await End(connection, transaction, institutionId, withdrawal.Reason, members);
            await secrets.Settle(connection, transaction, institutionId);
            return ends;
        });
        foreach (var member in members)
        {
            databases.Changes.Tell(member);
        }

        return ended;
    }

    /// <summary>
    /// Erases what members have of institutions whose term is over at <paramref name="now"/> (UTC), link by link. For a job, daily
    /// or oftener; a run that is cut off is finished by the next. How many links were erased.
    /// </summary>
    public async Task<int> EraseWithdrawnOfAllMembers(DateTimeOffset now)
    {
        IReadOnlyList<(UserId UserId, Guid Id)> links;
        await using (var connection = await databases.Data.Open())
        {
            links = (await connection.QueryAsync<(UserId UserId, Guid Id)>("""
                SELECT l.user_id, l.id FROM institutions i
                JOIN bank_links l ON l.institution_id = i.id
                WHERE i.state = 'Withdrawn' AND i.erase_history_at <= @now
                """, new { now })).AsList();
        }

        var erased = 0;
        foreach (var (userId, linkId) in links)
        {
            var key = await keys.Get(userId);
            erased += await databases.Data.Write(async (connection, transaction) =>
            {
                await MemberTurn.TakeWhoever(connection, transaction, userId);
                return await BankLinkStore.Remove(connection, transaction, userId, key, linkId);
            }) ? 1 : 0;
            databases.Changes.Tell(userId);
        }

        return erased;
    }

    private async Task<int> End(
        DbConnection connection, DbTransaction transaction, Guid institutionId, string reason, HashSet<UserId> members)
    {
        var all = (await connection.QueryAsync<UserId>($"""
            SELECT user_id FROM bank_links WHERE institution_id = @institutionId AND revoked_at IS NULL
            UNION SELECT user_id FROM link_attempts WHERE institution_id = @institutionId AND step IN {AttemptSteps.OpenSteps}
            ORDER BY user_id
            """, new { institutionId }, transaction)).AsList();
        members.UnionWith(all);
        // Always in one order, so that two withdrawals never wait for each other.
        foreach (var member in all)
        {
            await MemberTurn.TakeWhoever(connection, transaction, member);
        }

        // Read in the members' turns: who ended one meanwhile ended it themselves.
        var links = (await connection.QueryAsync<(UserId UserId, Guid Id)>("""
            SELECT user_id, id FROM bank_links WHERE institution_id = @institutionId AND revoked_at IS NULL ORDER BY user_id, id
            """, new { institutionId }, transaction)).AsList();
        foreach (var (userId, linkId) in links)
        {
            await _ending.End(connection, transaction, userId, linkId, LinkEnd.Institution, reason);
        }

        var attempts = await connection.QueryAsync<(UserId UserId, Guid Id)>($"""
            SELECT user_id, id FROM link_attempts WHERE institution_id = @institutionId AND step IN {AttemptSteps.OpenSteps} ORDER BY user_id, id
            """, new { institutionId }, transaction);
        foreach (var (userId, id) in attempts)
        {
            await _attempts.GiveUp(connection, transaction, userId, id, AttemptStep.NotOffered);
        }

        return links.Count;
    }
}

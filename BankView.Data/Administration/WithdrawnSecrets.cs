using System.Data.Common;
using BankView.Data.BankLinks;
using BankView.Data.BankLinks.Connectors;
using BankView.Data.Database;
using BankView.Data.Sealing;
using Dapper;

namespace BankView.Data.Administration;

/// <summary>How it stands with the secrets of a withdrawn institution.</summary>
/// <param name="AreKept">False when they are destroyed, or there never were any.</param>
/// <param name="Waiting">How many credentials its bank has not confirmed to have taken back.</param>
/// <param name="Until">When they are destroyed at the latest (UTC).</param>
public sealed record WithdrawnSecretsState(bool AreKept, int Waiting, DateTimeOffset Until);

/// <summary>
/// The secrets of institutions that were withdrawn: kept for as long as members' credentials are being taken back with them, and
/// destroyed when the last is, or when there is nothing to ask the bank for. Nothing here opens one.
/// </summary>
public sealed class WithdrawnSecrets(Databases databases, MemberKeys keys, InstalledConnectors connectors, TimeProvider clock)
{
    /// <summary>A bank that has not confirmed by then will not: its members are told how to end the access there themselves.</summary>
    public static readonly TimeSpan KeptAtMost = TimeSpan.FromDays(30);

    /// <summary>Null for an institution that is not withdrawn.</summary>
    public async Task<WithdrawnSecretsState?> Read(Guid institutionId)
    {
        await using var connection = await databases.Data.Open();
        return await Find(connection, null, institutionId) is not { } withdrawn ? null
            : new(withdrawn.Secrets > 0, (int)withdrawn.Waiting, withdrawn.WithdrawnAt + KeptAtMost);
    }

    /// <summary>Destroys what is no longer needed, of all withdrawn institutions. For a job, hourly or oftener; returns of how many.</summary>
    public async Task<int> DestroyDue()
    {
        await using var connection = await databases.Data.Open();
        var withdrawn = await connection.QueryAsync<Guid>("SELECT id FROM institutions WHERE state = 'Withdrawn' ORDER BY id");
        var destroyed = 0;
        foreach (var id in withdrawn)
        {
            destroyed += await databases.Data.Write((open, transaction) => Settle(open, transaction, id)) ? 1 : 0;
        }

        return destroyed;
    }

    /// <summary>Destroys the institution's secrets unless they are still needed; true, with an entry in the audit trail, when there were any.</summary>
    internal async Task<bool> Settle(DbConnection connection, DbTransaction transaction, Guid institutionId)
    {
        if (await Find(connection, transaction, institutionId) is not { } withdrawn || withdrawn.Secrets + withdrawn.Waiting == 0)
        {
            return false;
        }

        var now = clock.GetUtcNow();
        var isOver = now >= withdrawn.WithdrawnAt + KeptAtMost;
        var cannotAsk = connectors.Find(Enum.Parse<ConnectorKind>(withdrawn.Connector)) is null or { Traits.RevokesAtBank: false };
        if (withdrawn.Waiting > 0 && !isOver && !cannotAsk)
        {
            return false;
        }

        await LeaveToMembers(connection, transaction, institutionId, now);
        var destroyed = await connection.ExecuteAsync(
            "DELETE FROM institution_secrets WHERE institution_id = @institutionId", new { institutionId }, transaction) > 0;
        if (destroyed)
        {
            var why = withdrawn.Waiting == 0 ? "NothingOpen" : isOver ? "Term" : "CannotAsk";
            await AdminActionStore.WriteSequel(connection, transaction,
                AdminActionKind.InstitutionSecretsDestroyed, AdminActionKind.InstitutionWithdrawn, institutionId, why, now);
        }

        return destroyed;
    }

    // Without the secrets the bank cannot be asked: what is still open there only its members can end, and ours is destroyed.
    private async Task LeaveToMembers(DbConnection connection, DbTransaction transaction, Guid institutionId, DateTimeOffset now)
    {
        var open = await connection.QueryAsync<(UserId UserId, Guid Id, byte[] Sealed)>("""
            SELECT user_id, id, sealed FROM revocations WHERE institution_id = @institutionId AND state = 'Pending' ORDER BY user_id, id
            """, new { institutionId }, transaction);
        foreach (var (userId, id, blob) in open)
        {
            await RevocationRow.Finish(
                connection, transaction, await keys.Get(userId), userId, id, blob, RevocationState.ManualAtProvider, now);
        }
    }

    private static Task<Withdrawn?> Find(DbConnection connection, DbTransaction? transaction, Guid institutionId) =>
        connection.QuerySingleOrDefaultAsync<Withdrawn?>("""
            SELECT i.connector, i.withdrawn_at AS WithdrawnAt,
                   (SELECT count(*) FROM institution_secrets s WHERE s.institution_id = i.id) AS Secrets,
                   (SELECT count(*) FROM revocations r WHERE r.institution_id = i.id AND r.state = 'Pending') AS Waiting
            FROM institutions i WHERE i.id = @institutionId AND i.state = 'Withdrawn'
            """, new { institutionId }, transaction);

    private sealed record Withdrawn
    {
        public required string Connector { get; init; }

        public required DateTimeOffset WithdrawnAt { get; init; }

        public required long Secrets { get; init; }

        public required long Waiting { get; init; }
    }
}

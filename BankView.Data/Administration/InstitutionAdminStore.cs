using System.Data.Common;
using System.Text.Json;
using BankView.Data.Database;
using BankView.Data.Institutions;
using Dapper;

namespace BankView.Data.Administration;

/// <summary>What administrators decide about the banks on offer. Each act leaves one entry in the audit trail, in its transaction.</summary>
public sealed class InstitutionAdminStore(Databases databases, InstitutionStore institutions, TimeProvider clock)
{
    /// <summary>The configuration without its secrets; null when there is no such institution.</summary>
    public async Task<InstitutionConfiguration?> ReadConfiguration(Guid id)
    {
        await using var connection = await databases.Data.Open();
        return await Read(connection, null, id);
    }

    /// <summary>Adds an institution at the end of the list; members do not see it before it is offered.</summary>
    public async Task Add(Institution institution, IReadOnlyDictionary<string, string> values, UserId administrator) =>
        await databases.Data.Write(async (connection, transaction) =>
        {
            await LockOrder(connection, transaction);
            var last = await connection.ExecuteScalarAsync<long>("SELECT MAX(place) FROM institutions", null, transaction);
            var draft = institution with { State = InstitutionState.Draft, Place = (int)last + 1 };
            await institutions.Save(connection, transaction, draft, values, new Dictionary<string, string>(StringComparer.Ordinal));
            await Note(connection, transaction, AdminActionKind.InstitutionAdded, administrator, draft, draft.Connector.ToString());
        });

    /// <summary>
    /// Changes an institution's name, note, website, phone and configuration. Secrets given replace those of
    /// the same name, an empty one removes it, and the others stay. False when nothing differs, or there is no such institution, or it is withdrawn.
    /// </summary>
    public Task<bool> Change(Institution institution, IReadOnlyDictionary<string, string> values,
        IReadOnlyDictionary<string, string> secrets, UserId administrator) => databases.Data.Write(async (connection, transaction) =>
    {
        await LockOrder(connection, transaction);
        var before = await InstitutionStore.Find(connection, transaction, institution.Id);
        var configuration = await Read(connection, transaction, institution.Id);
        if (before is null || configuration is null || before.State is InstitutionState.Withdrawn)
        {
            return false;
        }

        var changed = InstitutionDifference.Names(before, institution, configuration, values, secrets).ToList();
        if (changed.Count > 0)
        {
            var after = institution with { Connector = before.Connector, State = before.State, Place = before.Place };
            await institutions.Save(connection, transaction, after, values, secrets);
            await Note(connection, transaction, AdminActionKind.InstitutionChanged, administrator, after, string.Join(", ", changed));
        }

        return changed.Count > 0;
    });

    /// <summary>Members may link it from now on, and links to it are read. False when it is offered already, withdrawn, or not there.</summary>
    public Task<bool> Offer(Guid id, UserId administrator) =>
        Set(id, InstitutionState.Offered, AdminActionKind.InstitutionOffered, administrator, InstitutionState.Draft, InstitutionState.Paused);

    /// <summary>No new links, and nothing is read until it is offered again. False when it is not offered.</summary>
    public Task<bool> Pause(Guid id, UserId administrator) =>
        Set(id, InstitutionState.Paused, AdminActionKind.InstitutionPaused, administrator, InstitutionState.Offered);

    /// <summary>Moves it one place up or down in the list that members choose from. False when there is no place to move to.</summary>
    public Task<bool> Move(Guid id, bool up, UserId administrator) => databases.Data.Write(async (connection, transaction) =>
    {
        await LockOrder(connection, transaction);
        var order = (await InstitutionStore.List(connection, transaction)).ToList();
        var from = order.FindIndex(institution => institution.Id == id);
        var to = from + (up ? -1 : 1);
        if (from < 0 || to < 0 || to >= order.Count)
        {
            return false;
        }

        (order[from], order[to]) = (order[to], order[from]);
        for (var place = 0; place < order.Count; place++)
        {
            await connection.ExecuteAsync("UPDATE institutions SET place = @place WHERE id = @Id AND place <> @place",
                new { order[place].Id, place = (long)place + 1 }, transaction);
        }

        await Note(connection, transaction, AdminActionKind.InstitutionMoved, administrator, order[to], up ? "up" : "down");
        return true;
    });

    private Task<bool> Set(Guid id, InstitutionState state, AdminActionKind kind, UserId administrator, params InstitutionState[] from) =>
        databases.Data.Write(async (connection, transaction) =>
        {
            await LockOrder(connection, transaction);
            var institution = await InstitutionStore.Find(connection, transaction, id);
            if (institution is null || !from.Contains(institution.State))
            {
                return false;
            }

            await connection.ExecuteAsync(
                "UPDATE institutions SET state = @state WHERE id = @id", new { id, state = state.ToString() }, transaction);
            await Note(connection, transaction, kind, administrator, institution, null);
            return true;
        });

    // Two administrators who order, change or add at the same moment take turns: the built-in institution's row is their lock.
    internal static Task LockOrder(DbConnection connection, DbTransaction transaction) =>
        connection.ExecuteAsync("UPDATE institutions SET place = place WHERE connector = 'File'", null, transaction);

    private Task Note(DbConnection connection, DbTransaction transaction, AdminActionKind kind, UserId administrator,
        Institution institution, string? detail) => AdminActionStore.Write(
            connection, transaction, new(kind, administrator, institution.Name, institution.Id, detail), clock.GetUtcNow());

    private static async Task<InstitutionConfiguration?> Read(DbConnection connection, DbTransaction? transaction, Guid id)
    {
        var settings = await connection.QuerySingleOrDefaultAsync<string>(
            "SELECT settings FROM institutions WHERE id = @id", new { id }, transaction);
        var secrets = await connection.QueryAsync<(string Name, DateTimeOffset UpdatedAt)>(
            "SELECT name, updated_at FROM institution_secrets WHERE institution_id = @id", new { id }, transaction);
        return settings is null ? null : new(
            JsonSerializer.Deserialize<Dictionary<string, string>>(settings) ?? [],
            secrets.ToDictionary(secret => secret.Name, secret => secret.UpdatedAt, StringComparer.Ordinal));
    }
}

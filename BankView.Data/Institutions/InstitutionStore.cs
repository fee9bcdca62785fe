using System.Data.Common;
using System.Text.Json;
using BankView.Data.BankLinks.Connectors;
using BankView.Data.Database;
using BankView.Data.Sealing;
using Dapper;

namespace BankView.Data.Institutions;

/// <summary>
/// Institutions and their configuration. Holds nothing of any member's. Secrets are sealed under the installation's own key and are
/// opened for connectors alone.
/// </summary>
public sealed class InstitutionStore(Databases databases, MasterKey masterKey, TimeProvider clock)
{
    /// <summary>Institutions that a member may link now, in the administrator's order; statement files are not among them.</summary>
    public async Task<IReadOnlyList<Institution>> ListOffered() =>
        [.. (await List()).Where(institution => institution.State is InstitutionState.Offered)];

    /// <summary>All institutions that a connector reaches, in the administrator's order.</summary>
    public async Task<IReadOnlyList<Institution>> List()
    {
        await using var connection = await databases.Data.Open();
        return await List(connection, null);
    }

    /// <summary>Null when there is none such.</summary>
    public async Task<Institution?> Find(Guid id)
    {
        await using var connection = await databases.Data.Open();
        return await Find(connection, null, id);
    }

    /// <summary>An institution's configuration with its secrets, for a connector; null when there is none such.</summary>
    public async Task<InstitutionSettings?> OpenSettings(Guid id)
    {
        await using var connection = await databases.Data.Open();
        var row = await connection.QuerySingleOrDefaultAsync<(string Name, string Connector, string Settings)?>(
            "SELECT name, connector, settings FROM institutions WHERE id = @id", new { id });
        var secrets = await connection.QueryAsync<(string Name, byte[] Sealed)>(
            "SELECT name, sealed FROM institution_secrets WHERE institution_id = @id", new { id });
        return row is not { } found ? null : new InstitutionSettings
        {
            InstitutionId = id,
            Name = found.Name,
            Connector = Enum.Parse<ConnectorKind>(found.Connector),
            Values = JsonSerializer.Deserialize<Dictionary<string, string>>(found.Settings) ?? [],
            Secrets = secrets.ToDictionary(secret => secret.Name, secret => masterKey.Installation.Open(Column(secret.Name), id, secret.Sealed, 1)[0]!, StringComparer.Ordinal),
        };
    }

    /// <summary>
    /// Adds an institution, or changes the one with its id. Secrets given replace those of the same name, an empty one removes it, and
    /// those not given stay as they are.
    /// </summary>
    public Task Save(Institution institution, IReadOnlyDictionary<string, string> values, IReadOnlyDictionary<string, string> secrets) =>
        databases.Data.Write((connection, transaction) => Save(connection, transaction, institution, values, secrets));

    internal static async Task<IReadOnlyList<Institution>> List(DbConnection connection, DbTransaction? transaction)
    {
        var rows = await connection.QueryAsync<InstitutionRow>(
            $"SELECT {InstitutionRow.Columns} FROM institutions WHERE connector <> 'File' ORDER BY place, name, id", null, transaction);
        return [.. rows.Select(row => row.ToInstitution())];
    }

    internal static async Task<Institution?> Find(DbConnection connection, DbTransaction? transaction, Guid id) =>
        (await connection.QuerySingleOrDefaultAsync<InstitutionRow>($"SELECT {InstitutionRow.Columns} FROM institutions WHERE id = @id", new { id }, transaction))?.ToInstitution();

    /// <summary>True when members may link it now, and it stays so until the transaction ends: who pauses or withdraws it waits.</summary>
    internal static async Task<bool> HoldOffered(DbConnection connection, DbTransaction transaction, BankViewDatabase database, Guid id) =>
        await connection.QuerySingleOrDefaultAsync<string>(
            $"SELECT state FROM institutions WHERE id = @id AND connector <> 'File' {database.Unchanged}", new { id }, transaction) is nameof(InstitutionState.Offered);

    internal async Task Save(DbConnection connection, DbTransaction transaction, Institution institution,
        IReadOnlyDictionary<string, string> values, IReadOnlyDictionary<string, string> secrets)
    {
        await connection.ExecuteAsync("""
            INSERT INTO institutions (id, name, connector, state, place, settings, note, website, phone, created_at)
            VALUES (@Id, @Name, @connector, @state, @place, @settings, @Note, @website, @Phone, @now)
            ON CONFLICT (id) DO UPDATE SET name = excluded.name, connector = excluded.connector, state = excluded.state,
                place = excluded.place, settings = excluded.settings, note = excluded.note, website = excluded.website,
                phone = excluded.phone
            """, new
        {
            institution.Id,
            institution.Name,
            connector = institution.Connector.ToString(),
            state = institution.State.ToString(),
            place = (long)institution.Place,
            settings = JsonSerializer.Serialize(values),
            institution.Note,
            website = institution.Website?.AbsoluteUri,
            institution.Phone,
            now = clock.GetUtcNow(),
        }, transaction);
        foreach (var (name, value) in secrets)
        {
            await connection.ExecuteAsync(
                "DELETE FROM institution_secrets WHERE institution_id = @Id AND name = @name", new { institution.Id, name }, transaction);
            if (value.Length > 0)
            {
                await connection.ExecuteAsync("""
                    INSERT INTO institution_secrets (institution_id, name, sealed, updated_at) VALUES (@Id, @name, @secret, @now)
                    """, new { institution.Id, name, secret = masterKey.Installation.Seal(Column(name), institution.Id, value), now = clock.GetUtcNow() }, transaction);
            }
        }
    }

    // The name is bound too, so that one secret never opens in another's place.
    private static SealedColumn Column(string name) => new("institution_secrets", name);
}

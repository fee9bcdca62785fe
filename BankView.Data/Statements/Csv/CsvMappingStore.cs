using System.Text.Json;
using BankView.Data.Database;
using BankView.Data.Sealing;
using Dapper;

namespace BankView.Data.Statements.Csv;

/// <summary>A mapping as the member left it, and the account such files belong to when they do not say so themselves.</summary>
public sealed record RememberedMapping(CsvMapping Mapping, Guid? AccountId);

/// <summary>
/// How a member reads CSV files, remembered by the fingerprint of their header. The header's tag and the mapping are both under
/// the member's key: which banks a member has is not told by this table.
/// </summary>
public sealed class CsvMappingStore(Databases databases, MemberKeys keys, TimeProvider clock)
{
    private static readonly SealedColumn Mappings = new("csv_mappings");

    // What is computed (IsComplete) is no part of what was chosen.
    private static readonly JsonSerializerOptions Json = new() { IgnoreReadOnlyProperties = true };

    /// <summary>Null for a header this member has not mapped yet, and for a member who is blocked.</summary>
    public async Task<RememberedMapping?> Find(UserId userId, string fingerprint)
    {
        var key = await keys.Get(userId);
        var header = TagOf(key, fingerprint);
        await using var connection = await databases.Data.Open();
        var blob = await connection.QuerySingleOrDefaultAsync<byte[]>("""
            SELECT m.sealed FROM csv_mappings m
            JOIN users u ON u.id = m.user_id AND u.status = 'Active' AND u.is_member
            WHERE m.user_id = @userId AND m.header_tag = @header
            """, new { userId, header });
        if (blob is null)
        {
            return null;
        }

        var fields = key.Open(Mappings, header, blob, 2);
        return new RememberedMapping(
            JsonSerializer.Deserialize<CsvMapping>(fields[0]!, Json)!,
            fields[1] is { } account ? Guid.ParseExact(account, "D") : null);
    }

    /// <summary>
    /// Keeps the mapping for the next file with that header, in place of an earlier one. False for a member who is blocked, and for an
    /// account that is not this member's.
    /// </summary>
    public async Task<bool> Remember(UserId userId, string fingerprint, CsvMapping mapping, Guid? accountId)
    {
        var key = await keys.Get(userId);
        var header = TagOf(key, fingerprint);
        return await databases.Data.Write(async (connection, transaction) => await connection.ExecuteAsync("""
            INSERT INTO csv_mappings (user_id, header_tag, id, sealed, updated_at)
            SELECT u.id, @header, @id, @blob, @now FROM users u
            WHERE u.id = @userId AND u.status = 'Active' AND u.is_member
              AND (CAST(@accountId AS TEXT) IS NULL
                   OR EXISTS (SELECT 1 FROM accounts a WHERE a.user_id = u.id AND a.id = @accountId))
            ON CONFLICT (user_id, header_tag) DO UPDATE SET sealed = excluded.sealed, updated_at = excluded.updated_at
            """, new
        {
            userId,
            header,
            accountId,
            id = Guid.CreateVersion7(),
            blob = key.Seal(Mappings, header, JsonSerializer.Serialize(mapping, Json), accountId?.ToString("D")),
            now = clock.GetUtcNow(),
        }, transaction)) == 1;
    }

    private static Tag TagOf(MemberKey key, string fingerprint) => key.TagOf("csv header", fingerprint);
}

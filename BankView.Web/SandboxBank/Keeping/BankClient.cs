using System.Text.Json;
using Dapper;

namespace BankView.Web.SandboxBank.Keeping;

/// <summary>A company that may ask customers for access.</summary>
public sealed record BankClient
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string SecretHash { get; init; }

    /// <summary>PEM, for <c>private_key_jwt</c>; null for a client that signs in with its secret alone.</summary>
    public string? PublicKey { get; init; }

    public required IReadOnlyList<string> ReturnAddresses { get; init; }
}

/// <summary>The companies that are registered with the bank.</summary>
internal sealed class BankClientStore(BankFile file)
{
    public async Task<BankClient?> Find(string? id)
    {
        await using var connection = await file.Open();
        var row = await connection.QuerySingleOrDefaultAsync<(string Id, string Name, string SecretHash, string? PublicKey, string ReturnAddresses)?>(
            "SELECT id, name, secret_hash, public_key, return_addresses FROM clients WHERE id = @id", new { id });
        return row is not { } found ? null : new()
        {
            Id = found.Id,
            Name = found.Name,
            SecretHash = found.SecretHash,
            PublicKey = found.PublicKey,
            ReturnAddresses = JsonSerializer.Deserialize<string[]>(found.ReturnAddresses) ?? [],
        };
    }

    public Task Register(BankClient client) => file.Run("""
        INSERT INTO clients (id, name, secret_hash, public_key, return_addresses) VALUES (@Id, @Name, @SecretHash, @PublicKey, @addresses)
        ON CONFLICT (id) DO UPDATE SET name = excluded.name, secret_hash = excluded.secret_hash, public_key = excluded.public_key,
            return_addresses = excluded.return_addresses
        """, new { client.Id, client.Name, client.SecretHash, client.PublicKey, addresses = JsonSerializer.Serialize(client.ReturnAddresses) });
}

using BankView.Data.Database;
using BankView.Data.Sealing;
using Dapper;

namespace BankView.Data.Channels.WebPush;

/// <summary>Keeps the installation's signing key for Web Push. Browsers are bound to it: with another, they would have to subscribe anew.</summary>
public sealed class VapidKeyStore(Databases databases, MasterKey masterKey, TimeProvider clock)
{
    private const string Name = "web-push";

    private static readonly SealedColumn Column = new("installation_keys", Name);

    private VapidKey? _kept;

    /// <summary>The key; made at the first call.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">It was sealed under another master key.</exception>
    public async ValueTask<VapidKey> Get() => _kept ??= await Read() ?? await Make();

    private async Task<VapidKey?> Read()
    {
        await using var connection = await databases.Data.Open();
        var blob = await connection.QuerySingleOrDefaultAsync<byte[]>("SELECT sealed FROM installation_keys WHERE name = @Name", new { Name });
        return blob is null ? null : VapidKey.Read(masterKey.Installation.Open(Column, Guid.Empty, blob, 1)[0]!);
    }

    // Two nodes that make one at once must end with one, so the loser reads what the winner stored.
    private async Task<VapidKey> Make()
    {
        var blob = masterKey.Installation.Seal(Column, Guid.Empty, VapidKey.Make().Write());
        await databases.Data.Write((connection, transaction) => connection.ExecuteAsync("""
            INSERT INTO installation_keys (name, sealed, created_at) VALUES (@Name, @blob, @now) ON CONFLICT (name) DO NOTHING
            """, new { Name, blob, now = clock.GetUtcNow() }, transaction));
        return (await Read())!;
    }
}

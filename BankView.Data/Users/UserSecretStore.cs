using BankView.Data.Database;
using BankView.Data.Sealing;
using Dapper;

namespace BankView.Data.Users;

/// <summary>
/// What people prove themselves with besides a password: the authenticator app's key, and recovery codes. Sealed under the
/// member's own key; of the codes only keyed fingerprints are kept, so that nobody can read them back.
/// </summary>
public sealed class UserSecretStore(Databases databases, MemberKeys keys)
{
    private const string AuthenticatorKey = nameof(AuthenticatorKey);
    private const string RecoveryCodes = nameof(RecoveryCodes);

    private static readonly SealedColumn Column = new("user_secrets");

    public async Task<string?> GetAuthenticatorKey(UserId userId) => (await Read(userId, AuthenticatorKey)).Text;

    public Task SetAuthenticatorKey(UserId userId, string key) => Write(userId, AuthenticatorKey, key);

    /// <summary>Forgets the authenticator app and the recovery codes that stood in for it.</summary>
    public Task RemoveAll(UserId userId) => databases.Data.Write(async (connection, transaction) =>
        await connection.ExecuteAsync("DELETE FROM user_secrets WHERE user_id = @userId", new { userId }, transaction));

    /// <summary>Replaces all recovery codes.</summary>
    public async Task SetRecoveryCodes(UserId userId, IEnumerable<string> codes)
    {
        var key = await keys.Get(userId);
        await Write(userId, RecoveryCodes, string.Join(' ', codes.Select(code => Fingerprint(key, code))));
    }

    public async Task<int> CountRecoveryCodes(UserId userId) => Split((await Read(userId, RecoveryCodes)).Text).Length;

    /// <summary>Uses up a recovery code; false when there is no such code, also when it was used in the same moment elsewhere.</summary>
    public async Task<bool> TakeRecoveryCode(UserId userId, string code)
    {
        var stored = await Read(userId, RecoveryCodes);
        var codes = Split(stored.Text);
        var key = await keys.Get(userId);
        var left = codes.Except([Fingerprint(key, code)], StringComparer.Ordinal).ToArray();
        if (left.Length == codes.Length)
        {
            return false;
        }

        return await databases.Data.Write(async (connection, transaction) => await connection.ExecuteAsync("""
            UPDATE user_secrets SET sealed = @sealed WHERE user_id = @userId AND kind = @RecoveryCodes AND sealed = @before
            """, new { userId, RecoveryCodes, @sealed = key.Seal(Column, stored.Id, string.Join(' ', left)), before = stored.Sealed },
            transaction)) == 1;
    }

    private static string Fingerprint(MemberKey key, string code) =>
        Convert.ToHexString(key.TagOf("recovery code", code.Trim().ToUpperInvariant()).ToBytes());

    private static string[] Split(string? codes) => codes?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];

    private async Task<(Guid Id, byte[]? Sealed, string? Text)> Read(UserId userId, string kind)
    {
        await using var connection = await databases.Data.Open();
        var row = await connection.QuerySingleOrDefaultAsync<(Guid Id, byte[] Sealed)>(
            "SELECT id AS Id, sealed AS Sealed FROM user_secrets WHERE user_id = @userId AND kind = @kind", new { userId, kind });
        return row.Sealed is null
            ? default
            : (row.Id, row.Sealed, (await keys.Get(userId)).Open(Column, row.Id, row.Sealed, 1)[0]);
    }

    private async Task Write(UserId userId, string kind, string text)
    {
        var id = Guid.CreateVersion7();
        var blob = (await keys.Get(userId)).Seal(Column, id, text);
        await databases.Data.Write(async (connection, transaction) => await connection.ExecuteAsync("""
            INSERT INTO user_secrets (user_id, kind, id, sealed) VALUES (@userId, @kind, @id, @blob)
            ON CONFLICT (user_id, kind) DO UPDATE SET id = excluded.id, sealed = excluded.sealed
            """, new { userId, kind, id, blob }, transaction));
    }
}

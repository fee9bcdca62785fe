using System.Collections.Concurrent;
using System.Security.Cryptography;
using BankView.Data.Database;
using Dapper;

namespace BankView.Data.Sealing;

/// <summary>
/// The members' keys in their own store, each wrapped by the master key. Erasing a member's key makes everything that was ever
/// sealed with it unreadable, in every copy and backup.
/// </summary>
public sealed class MemberKeys(Databases databases, MasterKey masterKey, TimeProvider clock)
{
    // Unwrapping costs a query; a key in use is kept for a moment, and never outlives its erasure on this node.
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(1);
    private const int MostKept = 1000;

    private readonly ConcurrentDictionary<UserId, (MemberKey Key, long At)> _kept = [];

    /// <summary>The member's key; made at the first call.</summary>
    /// <exception cref="CryptographicException">The store's keys were wrapped by another master key.</exception>
    public async ValueTask<MemberKey> Get(UserId userId)
    {
        if (_kept.TryGetValue(userId, out var kept) && clock.GetElapsedTime(kept.At) < KeptFor)
        {
            return kept.Key;
        }

        var wrapped = await Read(userId) ?? await Make(userId);
        var plain = masterKey.Unwrap(userId, wrapped);
        var key = new MemberKey(userId, plain, masterKey.Installation);
        CryptographicOperations.ZeroMemory(plain);
        if (_kept.Count >= MostKept)
        {
            _kept.Clear();
        }

        _kept[userId] = (key, clock.GetTimestamp());
        return key;
    }

    /// <summary>Destroys the member's key for good.</summary>
    public async Task Erase(UserId userId)
    {
        await databases.Keys.Write(async (connection, transaction) =>
            await connection.ExecuteAsync("DELETE FROM member_keys WHERE user_id = @userId", new { userId }, transaction));
        _kept.TryRemove(userId, out _);
    }

    private async Task<byte[]?> Read(UserId userId)
    {
        await using var connection = await databases.Keys.Open();
        return await connection.QuerySingleOrDefaultAsync<byte[]>(
            "SELECT wrapped_key FROM member_keys WHERE user_id = @userId", new { userId });
    }

    // Two first calls at once must end with one key, so the loser reads what the winner stored.
    private async Task<byte[]> Make(UserId userId)
    {
        var wrapped = masterKey.Wrap(userId, RandomNumberGenerator.GetBytes(MemberKey.Size));
        await databases.Keys.Write(async (connection, transaction) => await connection.ExecuteAsync("""
            INSERT INTO member_keys (user_id, wrapped_key, created_at) VALUES (@userId, @wrapped, @now)
            ON CONFLICT (user_id) DO NOTHING
            """, new { userId, wrapped, now = clock.GetUtcNow() }, transaction));
        return (await Read(userId))!;
    }
}

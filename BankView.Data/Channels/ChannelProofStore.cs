using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using BankView.Data.Database;
using BankView.Data.Sealing;
using Dapper;

namespace BankView.Data.Channels;

/// <summary>Proves that an address is the member's: by a code sent there and typed in BankView, before anything else is sent.</summary>
public sealed class ChannelProofStore(Databases databases, MemberKeys keys, TimeProvider clock)
{
    /// <summary>How long a code holds.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(15);

    /// <summary>Wrong codes before a proof is over: with six digits a guess is right once in 200,000 proofs.</summary>
    public const int MostTries = 5;

    /// <summary>Proofs that one member may begin in a day: an address may be a stranger's, who asked for no codes.</summary>
    public const int ProofsPerDay = 10;

    private static readonly SealedColumn Details = new("channel_proofs");

    /// <summary>Begins with an address; the code is to be sent there. Null after <see cref="ProofsPerDay"/>.</summary>
    public async Task<SentCode?> Begin(UserId userId, ChannelKind kind, string address, string label)
    {
        var (key, id, code) = (await keys.Get(userId), Guid.CreateVersion7(clock.GetUtcNow()), NewCode());
        return await Begin(userId, id, kind, tokenHash: null, CodeTag(key, id, code), key.Seal(Details, id, address, label)) ? new(id, code) : null;
    }

    /// <summary>Begins with a token that the other side is to bring back (<see cref="TakeToken"/>). Null after <see cref="ProofsPerDay"/>.</summary>
    public async Task<string?> BeginByToken(UserId userId, ChannelKind kind)
    {
        var token = RandomNumberGenerator.GetHexString(32, lowercase: true);
        return await Begin(userId, Guid.CreateVersion7(clock.GetUtcNow()), kind, Hash(token), codeTag: null, content: null) ? token : null;
    }

    /// <summary>
    /// Somebody came back with a token from this address: the code to answer them with. Null for a token that is unknown, used or too late.
    /// </summary>
    public async Task<string?> TakeToken(ChannelKind kind, string token, string address, string label)
    {
        var code = NewCode();
        await using var connection = await databases.Data.Open();
        if (await connection.QuerySingleOrDefaultAsync<(UserId UserId, Guid Id)?>(
            "SELECT user_id, id FROM channel_proofs WHERE token_hash = @hash AND code_tag IS NULL", new { hash = Hash(token) }) is not { } proof)
        {
            return null;
        }

        var key = await keys.Get(proof.UserId);
        var taken = await databases.Data.Write((write, transaction) => write.ExecuteAsync("""
            UPDATE channel_proofs SET code_tag = @code, sealed = @content
            WHERE user_id = @UserId AND id = @Id AND kind = @kind AND code_tag IS NULL AND expires_at > @now
            """, new
        {
            proof.UserId,
            proof.Id,
            kind = kind.ToString(),
            code = CodeTag(key, proof.Id, code),
            content = key.Seal(Details, proof.Id, address, label),
            now = clock.GetUtcNow(),
        }, transaction)) == 1;
        databases.Changes.Tell(proof.UserId);
        return taken ? code : null;
    }

    /// <summary>The member's newest proof of this kind that still holds; null for none.</summary>
    public async Task<ChannelProof?> Find(UserId userId, ChannelKind kind)
    {
        await using var connection = await databases.Data.Open();
        var row = await connection.QuerySingleOrDefaultAsync<(Guid Id, byte[]? Sealed, DateTimeOffset ExpiresAt)?>("""
            SELECT p.id, p.sealed, p.expires_at FROM channel_proofs p
            JOIN users u ON u.id = p.user_id AND u.status = 'Active' AND u.is_member
            WHERE p.user_id = @userId AND p.kind = @kind AND p.expires_at > @now ORDER BY p.id DESC LIMIT 1
            """, new { userId, kind = kind.ToString(), now = clock.GetUtcNow() });
        return row is not { } found ? null : new ChannelProof
        {
            Id = found.Id,
            Kind = kind,
            Label = found.Sealed is null ? null : (await keys.Get(userId)).Open(Details, found.Id, found.Sealed, 2)[1],
            ExpiresAt = found.ExpiresAt,
        };
    }

    /// <summary>Makes the channel, when the code is right. A proof is good for one channel.</summary>
    /// <param name="replyTag">From an address, the tag by which its messages are known; null where none come in.</param>
    public async Task<ProofOutcome> Confirm(UserId userId, Guid id, string code, Func<string, Tag?>? replyTag = null)
    {
        var key = await keys.Get(userId);
        var outcome = await databases.Data.Write(async (connection, transaction) =>
        {
            var mine = new { userId, id, now = clock.GetUtcNow(), most = (long)MostTries };
            var proof = await MemberTurn.Take(connection, transaction, userId)
                ? await connection.QuerySingleOrDefaultAsync<(string Kind, Tag Code, byte[] Sealed)?>("""
                    UPDATE channel_proofs SET tries = tries + 1
                    WHERE user_id = @userId AND id = @id AND code_tag IS NOT NULL AND tries < @most AND expires_at > @now
                    RETURNING kind, code_tag, sealed
                    """, mine, transaction)
                : null;
            return proof is not { } found ? ProofOutcome.Over
                : found.Code != CodeTag(key, id, code.Trim()) ? ProofOutcome.WrongCode
                : await Finish(connection, transaction, userId, id, key, Enum.Parse<ChannelKind>(found.Kind), found.Sealed, replyTag);
        });
        databases.Changes.Tell(userId);
        return outcome;
    }

    private async Task<ProofOutcome> Finish(DbConnection connection, DbTransaction transaction, UserId userId, Guid id, MemberKey key,
        ChannelKind kind, byte[] content, Func<string, Tag?>? replyTag)
    {
        // Kept without its content, so that a day's proofs can be counted.
        await connection.ExecuteAsync("UPDATE channel_proofs SET sealed = NULL, code_tag = NULL, token_hash = NULL, expires_at = created_at WHERE user_id = @userId AND id = @id",
            new { userId, id }, transaction);
        var fields = key.Open(Details, id, content, 2);
        var channel = new NewChannel(kind, fields[0]!, fields[1]!, replyTag?.Invoke(fields[0]!));
        return await ChannelRow.Add(connection, transaction, key, userId, channel, clock.GetUtcNow()) is null ? ProofOutcome.Taken : ProofOutcome.Proved;
    }

    private Task<bool> Begin(UserId userId, Guid id, ChannelKind kind, string? tokenHash, Tag? codeTag, byte[]? content) =>
        databases.Data.Write(async (connection, transaction) =>
        {
            var now = clock.GetUtcNow();
            if (!await MemberTurn.Take(connection, transaction, userId))
            {
                return false;
            }

            // An earlier one of the kind is over: one code is good at a time.
            await connection.ExecuteAsync("""
                UPDATE channel_proofs SET sealed = NULL, code_tag = NULL, token_hash = NULL, expires_at = created_at
                WHERE user_id = @userId AND kind = @kind
                """, new { userId, kind = kind.ToString() }, transaction);
            await connection.ExecuteAsync("DELETE FROM channel_proofs WHERE user_id = @userId AND created_at < @dayAgo",
                new { userId, dayAgo = now.AddDays(-1) }, transaction);
            return await connection.ExecuteAsync("""
                INSERT INTO channel_proofs (user_id, id, kind, token_hash, code_tag, sealed, created_at, expires_at)
                SELECT @userId, @id, @kind, @tokenHash, @codeTag, @content, @now, @end
                WHERE (SELECT count(*) FROM channel_proofs p WHERE p.user_id = @userId) < @most
                """, new { userId, id, kind = kind.ToString(), tokenHash, codeTag, content, now, end = now + Lasts, most = (long)ProofsPerDay }, transaction) == 1;
        });

    private static string NewCode() => RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);

    private static Tag CodeTag(MemberKey key, Guid id, string code) => key.TagOf("channel code", $"{id:N}|{code}");

    private static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(token)));
}

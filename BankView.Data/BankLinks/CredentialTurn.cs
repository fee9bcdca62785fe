using BankView.Data.BankLinks.Connectors;
using BankView.Data.Database;
using BankView.Data.Sealing;
using Dapper;

namespace BankView.Data.BankLinks;

/// <summary>
/// The right to exchange a stored credential, held in its row: readings on several nodes that share it take turns. It ends with what
/// <see cref="CredentialStore"/> keeps, when it is disposed, or a minute later when its holder died.
/// </summary>
internal sealed class CredentialTurn : ICredentialTurn
{
    // Longer than a bank may take, asked twice; what then comes late is worth no more than what another node got meanwhile.
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);

    private readonly Databases _databases;
    private readonly UserId _userId;
    private readonly Guid _credentialId;
    private readonly Guid _turnId;

    private CredentialTurn(Databases databases, UserId userId, Guid credentialId, Guid turnId, string? credential) =>
        (_databases, _userId, _credentialId, _turnId, Credential) = (databases, userId, credentialId, turnId, credential);

    public string? Credential { get; }

    /// <summary>Waits for it.</summary>
    public static async Task<ICredentialTurn> Take(
        Databases databases, MemberKeys keys, TimeProvider clock, UserId userId, Guid credentialId, CancellationToken cancellation)
    {
        var turnId = Guid.CreateVersion7();
        while (true)
        {
            var (exists, secret) = await Try(databases, clock, userId, credentialId, turnId, cancellation);
            if (secret is not null || !exists)
            {
                var credential = secret is null ? null : (await keys.Get(userId)).Open(CredentialStore.Secret, credentialId, secret, 1)[0];
                return new CredentialTurn(databases, userId, credentialId, turnId, credential);
            }

            await Task.Delay(LookEvery, cancellation);
        }
    }

    public async ValueTask DisposeAsync() => await _databases.Data.Write((connection, transaction) => connection.ExecuteAsync("""
        UPDATE credentials SET turn_id = NULL, turn_until = NULL WHERE user_id = @_userId AND id = @_credentialId AND turn_id = @_turnId
        """, new { _userId, _credentialId, _turnId }, transaction));

    private static Task<(bool Exists, byte[]? Secret)> Try(
        Databases databases, TimeProvider clock, UserId userId, Guid credentialId, Guid turnId, CancellationToken cancellation) =>
        databases.Data.Write(async (connection, transaction) =>
        {
            var now = clock.GetUtcNow();
            var mine = new { userId, credentialId, turnId, now, until = now + Lasts };
            var secret = await connection.QuerySingleOrDefaultAsync<byte[]>("""
                UPDATE credentials SET turn_id = @turnId, turn_until = @until
                WHERE user_id = @userId AND id = @credentialId AND (turn_until IS NULL OR turn_until <= @now)
                RETURNING sealed
                """, mine, transaction);
            var exists = secret is not null || await connection.ExecuteScalarAsync<long>(
                "SELECT count(*) FROM credentials WHERE user_id = @userId AND id = @credentialId", mine, transaction) == 1;
            return (exists, secret);
        }, cancellation);
}

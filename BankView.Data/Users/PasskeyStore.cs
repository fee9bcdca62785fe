using BankView.Data.Database;
using Dapper;

namespace BankView.Data.Users;

/// <summary>People's passkeys.</summary>
public sealed class PasskeyStore(Databases databases)
{
    private const string Columns = """
        credential_id AS CredentialId, name AS Name, public_key AS PublicKey, sign_count AS SignCount, transports AS Transports,
        is_user_verified AS IsUserVerified, is_backup_eligible AS IsBackupEligible, is_backed_up AS IsBackedUp,
        attestation_object AS AttestationObject, client_data_json AS ClientDataJson, created_at AS CreatedAt
        """;

    /// <summary>Adds a passkey, or stores the new counter, flags and name of one the person has. Never takes over another person's.</summary>
    public Task Save(UserId userId, Passkey passkey) => databases.Data.Write(async (connection, transaction) =>
        await connection.ExecuteAsync("""
            INSERT INTO passkeys (user_id, credential_id, name, public_key, sign_count, transports, is_user_verified,
                is_backup_eligible, is_backed_up, attestation_object, client_data_json, created_at)
            VALUES (@userId, @CredentialId, @Name, @PublicKey, @SignCount, @Transports, @IsUserVerified, @IsBackupEligible,
                @IsBackedUp, @AttestationObject, @ClientDataJson, @CreatedAt)
            ON CONFLICT (user_id, credential_id) DO UPDATE SET name = excluded.name, sign_count = excluded.sign_count,
                is_user_verified = excluded.is_user_verified, is_backed_up = excluded.is_backed_up
            """, new
        {
            userId,
            passkey.CredentialId,
            passkey.Name,
            passkey.PublicKey,
            passkey.SignCount,
            passkey.Transports,
            passkey.IsUserVerified,
            passkey.IsBackupEligible,
            passkey.IsBackedUp,
            passkey.AttestationObject,
            passkey.ClientDataJson,
            passkey.CreatedAt,
        }, transaction));

    /// <summary>The person's passkeys, oldest first.</summary>
    public async Task<IReadOnlyList<Passkey>> List(UserId userId)
    {
        await using var connection = await databases.Data.Open();
        return (await connection.QueryAsync<Passkey>(
            $"SELECT {Columns} FROM passkeys WHERE user_id = @userId ORDER BY created_at, credential_id", new { userId })).AsList();
    }

    public async Task<Passkey?> Find(UserId userId, string credentialId)
    {
        await using var connection = await databases.Data.Open();
        return await connection.QuerySingleOrDefaultAsync<Passkey>(
            $"SELECT {Columns} FROM passkeys WHERE user_id = @userId AND credential_id = @credentialId", new { userId, credentialId });
    }

    /// <summary>Whose passkey it is: asked before anybody is signed in, so it answers with the person alone.</summary>
    public async Task<UserId?> FindOwner(string credentialId)
    {
        await using var connection = await databases.Data.Open();
        return await connection.QuerySingleOrDefaultAsync<UserId?>(
            "SELECT user_id FROM passkeys WHERE credential_id = @credentialId", new { credentialId });
    }

    /// <summary>Null takes the name away.</summary>
    public Task Rename(UserId userId, string credentialId, string? name) => databases.Data.Write(async (connection, transaction) =>
        await connection.ExecuteAsync("UPDATE passkeys SET name = @name WHERE user_id = @userId AND credential_id = @credentialId",
            new { userId, credentialId, name }, transaction));

    public Task Remove(UserId userId, string credentialId) => databases.Data.Write(async (connection, transaction) =>
        await connection.ExecuteAsync("DELETE FROM passkeys WHERE user_id = @userId AND credential_id = @credentialId",
            new { userId, credentialId }, transaction));
}

using BankView.Data.Database;
using Dapper;

namespace BankView.Data.Users;

/// <summary>
/// Which person an account at an outside sign-in service belongs to, by the service's unchanging id for it (the subject; OpenID
/// Connect Core 1.0, section 5.7). A name or e-mail address there never decides.
/// </summary>
public sealed class OutsideSignInStore(Databases databases, TimeProvider clock)
{
    /// <summary>Asked before anybody is signed in, so it answers with the person alone.</summary>
    public async Task<UserId?> FindPerson(string provider, string subject)
    {
        await using var connection = await databases.Data.Open();
        return await connection.QuerySingleOrDefaultAsync<UserId?>(
            "SELECT user_id FROM outside_sign_ins WHERE provider = @provider AND subject = @subject", new { provider, subject });
    }

    public async Task<bool> IsLinked(UserId userId, string provider)
    {
        await using var connection = await databases.Data.Open();
        return await connection.ExecuteScalarAsync<long>(
            "SELECT COUNT(*) FROM outside_sign_ins WHERE user_id = @userId AND provider = @provider", new { userId, provider }) > 0;
    }

    /// <summary>False when the account there is another person's here, or this person has linked one already.</summary>
    public Task<bool> Link(UserId userId, string provider, string subject) => databases.Data.Write(async (connection, transaction) =>
        await connection.ExecuteAsync("""
            INSERT INTO outside_sign_ins (user_id, provider, subject, created_at) VALUES (@userId, @provider, @subject, @now)
            ON CONFLICT DO NOTHING
            """, new { userId, provider, subject, now = clock.GetUtcNow() }, transaction) == 1);

    public Task Unlink(UserId userId, string provider) => databases.Data.Write(async (connection, transaction) =>
        await connection.ExecuteAsync("DELETE FROM outside_sign_ins WHERE user_id = @userId AND provider = @provider",
            new { userId, provider }, transaction));
}

using BankView.Data.Database;
using Dapper;

namespace BankView.Data.Channels.Messenger;

/// <summary>What a member lets be answered in a messenger.</summary>
public sealed class MessagingScope(Databases databases, TimeProvider clock)
{
    /// <summary>The accounts under an active consent for <see cref="Consents.Purpose.Messaging"/> and this data cluster.</summary>
    public async Task<IReadOnlySet<Guid>> ListAccounts(UserId userId, string cluster)
    {
        await using var connection = await databases.Data.Open();
        return (await connection.QueryAsync<Guid>("""
            SELECT c.account_id FROM covered_accounts c
            WHERE c.user_id = @userId AND c.purpose = 'Messaging' AND c.cluster = @cluster AND c.expires_at > @now
            """, new { userId, cluster, now = clock.GetUtcNow() })).ToHashSet();
    }
}

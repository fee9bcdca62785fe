using System.Data.Common;
using BankView.Data.Sealing;
using Dapper;

namespace BankView.Data.BankLinks;

/// <summary>Puts credentials aside that no link came of, so that they are taken back at the bank.</summary>
internal static class CredentialTakeBack
{
    private static readonly SealedColumn Kept = new("revocations");

    /// <summary>From now on, the revocation job takes it back. Sealed are the bank's name and the credential.</summary>
    public static Task Add(DbConnection connection, DbTransaction transaction, MemberKey key, UserId userId, Guid id, Guid linkId,
        Guid institutionId, string bankName, string credential, DateTimeOffset now) => connection.ExecuteAsync("""
            INSERT INTO revocations (user_id, id, link_id, institution_id, state, sealed, next_try_at, created_at)
            VALUES (@userId, @id, @linkId, @institutionId, 'Pending', @secret, @now, @now)
            """, new { userId, id, linkId, institutionId, secret = key.Seal(Kept, id, bankName, credential), now }, transaction);
}

using System.Data.Common;
using BankView.Data.Accounts;
using BankView.Data.BankLinks;
using BankView.Data.Sealing;
using BankView.Data.Statements;
using Dapper;

namespace BankView.Data.Imports;

/// <summary>
/// The number of an account that a file without one made: it takes it from the first statement with a number that the member puts
/// there, so that the next one finds it, and loses it when that import is undone.
/// </summary>
internal static class AccountNumbers
{
    public static async Task Take(
        DbConnection connection, DbTransaction transaction, UserId userId, MemberKey key, Guid accountId, StatementAccount statement, Guid importId)
    {
        if (AccountIdentity.Of(key, statement) is not { } identity)
        {
            return;
        }

        var details = await connection.QuerySingleOrDefaultAsync<byte[]>("""
            SELECT a.sealed FROM accounts a JOIN bank_links l ON l.user_id = a.user_id AND l.id = a.link_id
            WHERE a.user_id = @userId AND a.id = @accountId AND a.number_tag IS NULL AND l.institution_id = @files
              AND NOT EXISTS (SELECT 1 FROM accounts o WHERE o.user_id = @userId AND o.identity_tag = @whole)
            """, new { userId, accountId, files = BankLinkStore.StatementFiles, whole = identity.Whole }, transaction);
        if (details is not null)
        {
            await Store(connection, transaction, userId, key, accountId, details, identity.Whole, identity.Number, statement.Number, importId);
        }
    }

    public static async Task Release(DbConnection connection, DbTransaction transaction, UserId userId, MemberKey key, Guid importId)
    {
        var numbered = await connection.QueryAsync<(Guid Id, byte[] Details)>(
            "SELECT a.id, a.sealed FROM accounts a WHERE a.user_id = @userId AND a.numbered_by = @importId", new { userId, importId }, transaction);
        foreach (var (id, details) in numbered.AsList())
        {
            await Store(connection, transaction, userId, key, id, details, AccountIdentity.WithoutNumber(key, id), number: null, plainNumber: null, by: null);
        }
    }

    private static Task<int> Store(DbConnection connection, DbTransaction transaction, UserId userId, MemberKey key, Guid accountId, byte[] details,
        Tag identity, Tag? number, string? plainNumber, Guid? by) => connection.ExecuteAsync("""
        UPDATE accounts SET identity_tag = @identity, number_tag = @number, sealed = @details, numbered_by = @by
        WHERE user_id = @userId AND id = @accountId
        """, new
        {
            userId,
            accountId,
            identity,
            number,
            by,
            details = key.Seal(AccountStore.Details, accountId, key.Open(AccountStore.Details, accountId, details, 1)[0], AccountIdentity.LastFour(plainNumber)),
        }, transaction);
}

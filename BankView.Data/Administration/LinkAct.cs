using System.Data.Common;
using Dapper;

namespace BankView.Data.Administration;

/// <summary>An act on a link, named by its member and its institution: the bank's own name for it is sealed.</summary>
internal static class LinkAct
{
    public static async Task<Act> Of(DbConnection connection, DbTransaction transaction, AdminActionKind kind, UserId administrator,
        UserId userId, Guid linkId, string? detail)
    {
        var subject = await connection.QuerySingleAsync<string>("""
            SELECT u.user_name || ', ' || i.name FROM bank_links l
            JOIN institutions i ON i.id = l.institution_id
            JOIN users u ON u.id = l.user_id
            WHERE l.user_id = @userId AND l.id = @linkId
            """, new { userId, linkId }, transaction);
        return new(kind, administrator, subject, linkId, detail);
    }
}

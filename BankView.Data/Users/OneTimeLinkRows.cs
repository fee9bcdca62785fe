using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Dapper;

namespace BankView.Data.Users;

/// <summary>
/// The rows of links that work once. A token has 256 random bits, so its SHA-256 can be looked up and gives nothing away.
/// </summary>
internal static class OneTimeLinkRows
{
    public const string Columns = """
        id AS Id, kind AS Kind, for_user_id AS ForUserId, note AS Note, grants_member AS GrantsMember,
        grants_administrator AS GrantsAdministrator, created_at AS CreatedAt, expires_at AS ExpiresAt
        """;

    public const string IsOpen = "kind = @kind AND used_at IS NULL AND (expires_at IS NULL OR expires_at > @now)";

    /// <summary>The link of this token; null when there is none, or it was used or is over at <paramref name="now"/>.</summary>
    public static Task<OneTimeLink?> Find(DbConnection connection, OneTimeLinkKind kind, string? token, DateTimeOffset now) =>
        connection.QuerySingleOrDefaultAsync<OneTimeLink>(
            $"SELECT {Columns} FROM one_time_links WHERE token_hash = @hash AND {IsOpen}",
            new { kind = kind.ToString(), hash = HashOf(token ?? ""), now });

    /// <summary>Uses it up in the same statement that finds it: of two openers at once, one gets null.</summary>
    public static Task<OneTimeLink?> Take(
        DbConnection connection, DbTransaction transaction, OneTimeLinkKind kind, string? token, DateTimeOffset now) =>
        connection.QuerySingleOrDefaultAsync<OneTimeLink>(
            $"UPDATE one_time_links SET used_at = @now WHERE token_hash = @hash AND {IsOpen} RETURNING {Columns}",
            new { kind = kind.ToString(), hash = HashOf(token ?? ""), now }, transaction);

    /// <summary>Stores the link and answers with its token, which is nowhere else.</summary>
    public static async Task<string> Insert(DbConnection connection, DbTransaction transaction, OneTimeLink link, UserId? createdBy)
    {
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        await connection.ExecuteAsync("""
            INSERT INTO one_time_links (id, token_hash, kind, for_user_id, note, grants_member, grants_administrator, created_by,
                created_at, expires_at, used_at)
            VALUES (@Id, @hash, @kind, @ForUserId, @Note, @GrantsMember, @GrantsAdministrator, @createdBy, @CreatedAt, @ExpiresAt, NULL)
            """, new
        {
            link.Id,
            hash = HashOf(token),
            kind = link.Kind.ToString(),
            link.ForUserId,
            link.Note,
            link.GrantsMember,
            link.GrantsAdministrator,
            createdBy,
            link.CreatedAt,
            link.ExpiresAt,
        }, transaction);
        return token;
    }

    private static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}

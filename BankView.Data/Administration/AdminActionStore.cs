using System.Data.Common;
using BankView.Data.Database;
using Dapper;

namespace BankView.Data.Administration;

/// <summary>The audit trail. It is only ever added to, by the transaction that does what it tells.</summary>
public sealed class AdminActionStore(Databases databases)
{
    /// <summary>At most <paramref name="count"/> entries older than the cursor, newest first; all kinds when none is named.</summary>
    public async Task<IReadOnlyList<AdminAction>> List(AdminActionKind? kind, AdminActionCursor before, int count)
    {
        await using var connection = await databases.Data.Open();
        return (await connection.QueryAsync<AdminAction>("""
            SELECT id AS Id, acted_at AS ActedAt, action AS Kind, administrator AS Administrator, subject AS Subject, detail AS Detail
            FROM admin_actions
            WHERE (acted_at, id) < (@At, @Id) AND (CAST(@kind AS TEXT) IS NULL OR action = @kind)
            ORDER BY acted_at DESC, id DESC LIMIT @count
            """, new { before.At, before.Id, kind = kind?.ToString(), count })).AsList();
    }

    /// <summary>An act on a person, who is named as they are called now.</summary>
    internal static async Task WriteAboutPerson(DbConnection connection, DbTransaction transaction, UserId userId, Act act, DateTimeOffset now)
    {
        var name = await connection.QuerySingleAsync<string>("SELECT user_name FROM users WHERE id = @userId", new { userId }, transaction);
        await Write(connection, transaction, act with { Subject = name, SubjectId = userId.Value }, now);
    }

    /// <summary>What follows from an act, perhaps days later and by itself: under the name of the administrator whose act it was.</summary>
    internal static Task WriteSequel(DbConnection connection, DbTransaction transaction, AdminActionKind kind, AdminActionKind of, Guid subjectId,
        string? detail, DateTimeOffset now) => connection.ExecuteAsync("""
            INSERT INTO admin_actions (id, acted_at, administrator_id, administrator, action, subject, subject_id, detail)
            SELECT @id, @after, a.administrator_id, a.administrator, @kind, a.subject, a.subject_id, @detail FROM admin_actions a
            WHERE a.subject_id = @subjectId AND a.action = @of
            ORDER BY a.acted_at DESC, a.id DESC LIMIT 1
            """, new
        {
            id = Guid.CreateVersion7(now),
            // The trail is in the order of instants, and what follows comes after what it follows from.
            after = now.AddMilliseconds(1),
            kind = kind.ToString(),
            of = of.ToString(),
            subjectId,
            detail,
        }, transaction);

    /// <exception cref="InvalidOperationException">There is no such administrator; nothing of the transaction may stand.</exception>
    internal static async Task Write(DbConnection connection, DbTransaction transaction, Act act, DateTimeOffset now)
    {
        var written = await connection.ExecuteAsync("""
            INSERT INTO admin_actions (id, acted_at, administrator_id, administrator, action, subject, subject_id, detail)
            SELECT @id, @now, u.id, u.user_name, @kind, @Subject, @SubjectId, @Detail FROM users u WHERE u.id = @Administrator
            """, new
        {
            id = Guid.CreateVersion7(now),
            now,
            kind = act.Kind.ToString(),
            act.Subject,
            act.SubjectId,
            act.Detail,
            act.Administrator,
        }, transaction);
        if (written != 1)
        {
            throw new InvalidOperationException("An act of administration needs a person who does it.");
        }
    }
}

using BankView.Data.BankLinks;
using BankView.Data.Database;
using Dapper;

namespace BankView.Data.Administration;

/// <summary>
/// How everybody's bank links fare, for administrators. Reads names, states, instants and counts of calls and rows; opens nothing
/// that is sealed and touches no table of accounts, balances or transactions. Links that statement files feed are not among them.
/// </summary>
public sealed class LinkHealthStore(Databases databases, TimeProvider clock)
{
    // A link's word is a rule in code, not in SQL: rows are read in portions until enough of the wanted word are found.
    private const int Portion = 500;

    /// <summary>At most <paramref name="count"/> links after the cursor, by member and link.</summary>
    public async Task<IReadOnlyList<MemberLink>> ListOfAllMembers(MemberLinkFilter filter, MemberLinkCursor after, int count)
    {
        var now = clock.GetUtcNow();
        var found = new List<MemberLink>();
        await foreach (var link in ReadAll(filter.InstitutionId, after, now))
        {
            if (filter.Health is not { } health || link.Status.HealthAt(now) == health)
            {
                found.Add(link);
                if (found.Count == count)
                {
                    break;
                }
            }
        }

        return found;
    }

    /// <summary>Null when there is none such.</summary>
    public async Task<MemberLink?> FindOfAllMembers(UserId userId, Guid linkId)
    {
        await using var connection = await databases.Data.Open();
        var row = await connection.QuerySingleOrDefaultAsync<MemberLinkRow>(
            $"{MemberLinkRow.Sql} WHERE l.user_id = @userId AND l.id = @linkId", new { userId, linkId });
        return row?.ToLink(clock.GetUtcNow());
    }

    /// <summary>How many links each institution has in each state; institutions without links are not there.</summary>
    public async Task<ILookup<Guid, (LinkHealth Health, int Links)>> CountOfAllMembers()
    {
        var now = clock.GetUtcNow();
        var counts = await ReadAll(institutionId: null, MemberLinkCursor.First, now)
            .GroupBy(link => (link.InstitutionId, Health: link.Status.HealthAt(now)))
            .Select(group => (group.Key, Links: group.Count()))
            .ToListAsync();
        return counts.OrderBy(count => count.Key.Health).ToLookup(count => count.Key.InstitutionId, count => (count.Key.Health, count.Links));
    }

    /// <summary>At most <paramref name="count"/> readings that began before the cursor, newest first.</summary>
    public async Task<IReadOnlyList<MemberSyncRun>> ListRunsOfAllMembers(Guid? institutionId, SyncRunCursor before, int count)
    {
        await using var connection = await databases.Data.Open();
        return (await connection.QueryAsync<MemberSyncRun>("""
            SELECT r.id AS Id, u.user_name AS MemberName, i.name AS InstitutionName, r.asked_by AS AskedBy, r.started_at AS StartedAt,
                   r.finished_at AS FinishedAt, r.problem AS Problem, r.added AS Added, r.changed AS Changed, r.removed AS Removed
            FROM sync_runs r
            JOIN bank_links l ON l.user_id = r.user_id AND l.id = r.link_id
            JOIN institutions i ON i.id = l.institution_id
            JOIN users u ON u.id = r.user_id
            WHERE (r.started_at, r.id) < (@At, @Id) AND (CAST(@institutionId AS TEXT) IS NULL OR l.institution_id = @institutionId)
            ORDER BY r.started_at DESC, r.id DESC LIMIT @count
            """, new { before.At, before.Id, institutionId, count })).AsList();
    }

    private async IAsyncEnumerable<MemberLink> ReadAll(Guid? institutionId, MemberLinkCursor after, DateTimeOffset now)
    {
        await using var connection = await databases.Data.Open();
        List<MemberLinkRow> rows;
        do
        {
            rows = (await connection.QueryAsync<MemberLinkRow>($"""
                {MemberLinkRow.Sql}
                WHERE (u.normalized_user_name, l.id) > (@MemberKey, @LinkId)
                    AND (CAST(@institutionId AS TEXT) IS NULL OR l.institution_id = @institutionId)
                ORDER BY u.normalized_user_name, l.id LIMIT @Portion
                """, new { after.MemberKey, after.LinkId, institutionId, Portion })).AsList();
            foreach (var row in rows)
            {
                yield return row.ToLink(now);
                after = row.Cursor;
            }
        }
        while (rows.Count == Portion);
    }
}

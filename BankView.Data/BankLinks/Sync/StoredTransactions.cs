using System.Data.Common;
using System.Globalization;
using BankView.Data.Sealing;
using Dapper;

namespace BankView.Data.BankLinks.Sync;

/// <summary>Finds the stored transactions of one account that incoming rows may be.</summary>
internal sealed class StoredTransactions(DbConnection connection, DbTransaction transaction, UserId userId, Guid accountId)
{
    // One statement for any number of tags, so that it is prepared once; what is left over of the last is filled up with the first.
    private const int TagsPerQuery = 32;

    private static readonly string ByTagSql = $"""
        SELECT {StoredTransaction.Columns} FROM transactions t
        WHERE t.user_id = @userId AND t.account_id = @accountId AND t.external_tag IN ({string.Join(", ", Enumerable.Range(0, TagsPerQuery).Select(Name))})
        """;

    public async Task<Dictionary<Tag, StoredTransaction>> ByTag(IEnumerable<Tag> tags)
    {
        var found = new Dictionary<Tag, StoredTransaction>();
        foreach (var chunk in tags.Distinct().Chunk(TagsPerQuery))
        {
            var parameters = new DynamicParameters(new { userId, accountId });
            for (var i = 0; i < TagsPerQuery; i++)
            {
                parameters.Add(Name(i), chunk[i < chunk.Length ? i : 0]);
            }

            foreach (var row in await connection.QueryAsync<StoredTransaction>(ByTagSql, parameters, transaction))
            {
                found[row.ExternalTag] = row;
            }
        }

        return found;
    }

    /// <summary>Those that occurred from one UTC day to another, both included.</summary>
    public async Task<List<StoredTransaction>> OfDays(DateOnly from, DateOnly to) => (await connection.QueryAsync<StoredTransaction>($"""
        SELECT {StoredTransaction.Columns} FROM transactions t
        WHERE t.user_id = @userId AND t.account_id = @accountId AND t.occurred_at >= @from AND t.occurred_at < @end
        """, new { userId, accountId, from, end = to.AddDays(1) }, transaction)).AsList();

    private static string Name(int i) => $"@t{i.ToString(CultureInfo.InvariantCulture)}";
}

using BankView.Data.Consents;
using BankView.Data.Database;
using BankView.Data.Imports;
using BankView.Data.Transactions;
using BankView.Tests.Testing;
using Dapper;
using static BankView.Tests.Testing.Statements;

namespace BankView.Tests.Database;

/// <summary>
/// PostgreSQL plans by what it knows of the data. Right after a large import, and without waiting for its autovacuum, a list is read
/// through the index that is in its order: no walk through the table, no sorting.
/// </summary>
public class PostgresPlanTests
{
    [Fact]
    public async Task After_a_large_import_a_list_reads_a_page_of_one_index()
    {
        await using var database = await TestDatabase.Make(DatabaseKind.Postgres);
        var member = await TestMember.Join(database);
        await member.BringIn(Checking([.. Enumerable.Range(0, 2 * ImportStore.ManyRows).Select(i =>
            Row(new DateOnly(2026, 11, 19).AddDays(-i / 5).ToString("yyyy-MM-dd"), -100 - (i % 900), $"Kiosk {(char)('a' + (i % 26))}", $"{i}", isCard: i % 3 == 0))]));
        await using var connection = await database.Databases.Data.Open();

        foreach (var (filter, index) in new[]
        {
            (new TransactionFilter(), "transactions_recent"),
            (new TransactionFilter { CardOnly = true }, "transactions_recent_card"),
        })
        {
            var parameters = FilterSql.Parameters(filter, member.Id, Purpose.View, database.Clock.GetUtcNow(), TransactionCursor.Newest, 50);
            var plan = (await connection.QueryAsync<string>($"EXPLAIN {TransactionStore.ListSql(filter)}", parameters)).ToList();

            Assert.Contains(plan, step => step.Contains($" using {index} on transactions t ", StringComparison.Ordinal));
            Assert.DoesNotContain(plan, step => step.Contains("Sort", StringComparison.Ordinal) || step.Contains("Seq Scan on transactions", StringComparison.Ordinal));
        }
    }
}

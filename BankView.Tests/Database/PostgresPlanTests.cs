using System.Globalization;
using BankView.Data.Consents;
using BankView.Data.Database;
using BankView.Data.Imports;
using BankView.Data.Statements;
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
    // A long history, of which PostgreSQL was told nothing.
    private const string HundredTimes = """
        INSERT INTO transactions (user_id, id, account_id, import_id, status, occurred_at, has_time, posted_at, amount_minor, currency, is_card,
                                  category, merchant_tag, card_tag, external_tag, has_bank_id, sealed)
        SELECT t.user_id, gen_random_uuid()::text, t.account_id, t.import_id, t.status, t.occurred_at, t.has_time, t.posted_at, t.amount_minor,
               t.currency, t.is_card, t.category, t.merchant_tag, t.card_tag, decode(md5(t.id || n), 'hex'), t.has_bank_id, t.sealed
        FROM transactions t, generate_series(1, 100) n
        """;

    [Fact]
    public async Task After_a_large_import_a_list_reads_a_page_of_one_index()
    {
        await using var database = await TestDatabase.Make(DatabaseKind.Postgres);
        var member = await TestMember.Join(database);
        await member.BringIn(Checking([.. Rows("2024-11-19", 1_000)]));
        await database.Databases.Data.Write((write, transaction) => write.ExecuteAsync(HundredTimes, transaction: transaction));

        await member.BringIn(Checking([.. Rows("2026-11-19", ImportStore.ManyRows)]));

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

    private static IEnumerable<StatementRow> Rows(string newest, int count) => Enumerable.Range(0, count).Select(i => Row(
        DateOnly.Parse(newest, CultureInfo.InvariantCulture).AddDays(-i / 15).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        -100 - (i % 900), $"Kiosk {(char)('a' + (i % 26))}", $"{newest} {i}", isCard: i % 3 == 0));
}

using BankView.Data;
using BankView.Data.Accounts;
using BankView.Data.Consents;
using BankView.Data.Database;
using BankView.Data.Sealing;
using BankView.Data.Transactions;
using BankView.Tests.Testing;
using Dapper;

namespace BankView.Tests.Database;

/// <summary>Every list is read through one index that is in its order already: no scan, no sorting, whatever the data.</summary>
public class QueryPlanTests
{
    private static readonly Tag AnyTag = new(1);

    public static TheoryData<TransactionFilter, string> Lists => new()
    {
        { new(), "COVERING INDEX transactions_recent " },
        { new() { CardOnly = true }, "COVERING INDEX transactions_recent_card " },
        { new() { AccountId = Guid.Empty }, "COVERING INDEX transactions_of_account " },
        { new() { AccountId = Guid.Empty, CardOnly = true }, "COVERING INDEX transactions_of_account " },
        { new() { From = new(2026, 1, 1), To = new(2026, 2, 1) }, "COVERING INDEX transactions_recent " },
        { new() { Merchant = AnyTag }, "INDEX transactions_with_merchant " },
        { new() { Merchant = AnyTag, AccountId = Guid.Empty }, "INDEX transactions_with_merchant " },
        { new() { ExactMinor = -100 }, "INDEX transactions_by_amount " },
        { new() { Category = Category.Dining }, "INDEX transactions_by_category " },
        { new() { Card = AnyTag }, "INDEX transactions_by_card " },
        { new() { Status = TransactionStatus.Pending }, "INDEX transactions_pending " },
    };

    [Theory, MemberData(nameof(Lists), DisableDiscoveryEnumeration = true)]
    public async Task A_list_reads_a_page_of_one_index(TransactionFilter filter, string index)
    {
        var plan = await Plan(TransactionStore.ListSql(filter), Parameters(filter));

        Assert.Contains(plan, step => step.StartsWith($"SEARCH t USING {index}(user_id=?", StringComparison.Ordinal));
        AssertNeitherScansNorSorts(plan);
    }

    [Fact]
    public async Task A_search_by_merchants_reads_their_rows_of_a_window_alone()
    {
        var window = new MerchantWindow([AnyTag, AnyTag, AnyTag], DateTimeOffset.UnixEpoch);
        var parameters = Parameters(new() { AccountId = Guid.Empty });
        window.AddTo(parameters);

        var plan = await Plan(TransactionStore.ListSql(new() { AccountId = Guid.Empty }, window), parameters);

        Assert.Contains(plan, step => step.Contains("transactions_with_merchant (user_id=? AND merchant_tag=? AND occurred_at>?", StringComparison.Ordinal));
        Assert.DoesNotContain(plan, step => step.StartsWith("SCAN", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_overview_reads_the_last_days_alone()
    {
        var plan = await Plan(AccountStore.DaysSql, Overview());

        Assert.Contains(plan, step => step.Contains("COVERING INDEX account_days_recent (user_id=? AND day>?)", StringComparison.Ordinal));
        AssertNeitherScansNorSorts(plan);
        AssertNeitherScansNorSorts(await Plan(AccountStore.LinkedSql, Overview()));
    }

    private static async Task<List<string>> Plan(string sql, DynamicParameters parameters)
    {
        await using var database = await TestDatabase.Make(DatabaseKind.Sqlite);
        await using var connection = await database.Databases.Data.Open();
        var steps = await connection.QueryAsync<(long Id, long Parent, long Unused, string Detail)>($"EXPLAIN QUERY PLAN {sql}", parameters);
        return [.. steps.Select(step => step.Detail)];
    }

    private static void AssertNeitherScansNorSorts(List<string> plan) =>
        Assert.DoesNotContain(plan, step => step.StartsWith("SCAN", StringComparison.Ordinal) || step.Contains("TEMP B-TREE", StringComparison.Ordinal)
            || step.StartsWith("MATERIALIZE", StringComparison.Ordinal));

    private static DynamicParameters Parameters(TransactionFilter filter) =>
        FilterSql.Parameters(filter, UserId.New(), Purpose.View, DateTimeOffset.UnixEpoch, TransactionCursor.Newest, 50);

    private static DynamicParameters Overview() =>
        new(new { userId = UserId.New(), since = new DateOnly(2026, 10, 1), accountId = (Guid?)null, purpose = "View", now = DateTimeOffset.UnixEpoch });
}

using BankView.Data.Database;
using BankView.Data.Transactions;
using BankView.Tests.Testing;
using CsCheck;
using static BankView.Tests.Testing.Statements;

namespace BankView.Tests.Transactions;

public class TransactionSearchTests
{
    [Theory, Databases]
    public async Task A_search_finds_what_looking_at_every_row_finds_page_by_page(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        await SearchData.Histories.SampleAsync(async history =>
        {
            var member = await TestMember.Join(database);
            await SearchData.BringIn(member, history.Checking, history.Card);
            var (all, search) = (await member.Activity(), await member.BeginSearch());
            var accounts = all.Select(row => row.AccountId).Distinct().ToList();
            await SearchData.Questions(accounts).SampleAsync(async question =>
            {
                var expected = all.Where(row => SearchData.Matches(row, question.Query, question.Filter));
                Assert.Equal(expected, await AllPages(search, question.Query, question.Filter, question.Page));
            }, iter: 20, threads: 1);
        }, iter: 15, threads: 1);
    }

    [Theory, Databases]
    public async Task A_merchant_of_every_day_and_one_seen_once_years_ago_come_in_order(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await TestMember.Join(database);
        await member.BringIn(Checking([Row("1998-01-02", -700, "Bakery of old", "old"), .. Enumerable.Range(0, 300).Select(i =>
            Row(new DateOnly(2026, 11, 19).AddDays(-i).ToString("yyyy-MM-dd"), -100, "Daily Bakery", $"{i}"))]));
        var search = await member.BeginSearch();

        var found = await AllPages(search, new SearchQuery { Text = "bakery" }, new(), 50);

        Assert.Equal(301, found.Count);
        Assert.Equal("Bakery of old", found[^1].Merchant);
        Assert.Equal(await member.Activity(), found);
    }

    [Theory, Databases]
    public async Task More_merchants_than_one_statement_takes_are_all_found(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await TestMember.Join(database);
        await member.BringIn(Checking([.. Enumerable.Range(0, 150).Select(i => Row("2026-11-03", -100 - i, $"Kiosk {Word(i)}", $"{i}"))]));

        var found = await AllPages(await member.BeginSearch(), new SearchQuery { Text = "kiosk" }, new(), 7);

        Assert.Equal(150, found.Select(row => row.Merchant).Distinct().Count());
        Assert.Equal(await member.Activity(), found);

        static string Word(int i) => $"{(char)('a' + (i / 26))}{(char)('a' + (i % 26))}la";
    }

    [Theory, Databases]
    public async Task A_search_that_was_begun_shows_nothing_once_the_consent_is_narrowed(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await TestMember.Join(database);
        await member.BringIn(Checking(Row("2026-11-03", -100, "Corner Bakery", "1")));
        var search = await member.BeginSearch();

        await member.Consents.ChangePurposes(member.Id, (await member.Links.List(member.Id))[0].Id, new HashSet<BankView.Data.Consents.Purpose>());

        Assert.Empty(await AllPages(search, new SearchQuery { Text = "bakery", AmountsMinor = [-100] }, new(), 50));
    }

    private static async Task<List<Transaction>> AllPages(TransactionSearch search, SearchQuery query, TransactionFilter filter, int page)
    {
        var found = new List<Transaction>();
        while (await search.Find(query, filter, found.Count == 0 ? TransactionCursor.Newest : found[^1].Cursor, page) is { Count: > 0 } more)
        {
            found.AddRange(more);
        }

        return found;
    }
}

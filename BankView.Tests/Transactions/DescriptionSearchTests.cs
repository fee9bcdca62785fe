using BankView.Data.Consents;
using BankView.Data.Database;
using BankView.Data.Transactions;
using BankView.Tests.Testing;
using static BankView.Tests.Testing.Statements;

namespace BankView.Tests.Transactions;

public class DescriptionSearchTests
{
    [Theory, Databases]
    public async Task Text_that_no_merchant_has_is_found_in_descriptions_and_memos_newest_first(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await Fill(database, rows: 2_500);

        var steps = await Steps(member, "UMBRELLA", new());

        Assert.Equal([-2000L, -1000, 0], steps.SelectMany(step => step.Found).Select(row => row.Amount.MinorUnits + 1));
        Assert.Equal([1000L, 2000, 2500], steps.Select(step => step.Looked));
        Assert.All(steps, step => Assert.Equal(2500, step.Total));
    }

    [Theory, Databases]
    public async Task Only_what_passes_the_filter_is_looked_at(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await Fill(database, rows: 30);

        var step = Assert.Single(await Steps(member, "umbrella", new() { LeastMinor = 21 }));

        Assert.Empty(step.Found);
        Assert.Equal((10, 10), (step.Looked, step.Total));
    }

    [Theory, Databases]
    public async Task A_search_under_way_ends_when_the_consent_is_revoked_or_the_member_stops_it(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await Fill(database, rows: 2_500);
        await using var under_way = Search(member).Find(member.Id, Purpose.View, "umbrella", new(), TransactionCursor.Newest).GetAsyncEnumerator();
        Assert.True(await under_way.MoveNextAsync());
        using var stop = new CancellationTokenSource();
        var stopped = Search(member).Find(member.Id, Purpose.View, "umbrella", new(), TransactionCursor.Newest, stop.Token).GetAsyncEnumerator(stop.Token);
        Assert.True(await stopped.MoveNextAsync());

        await member.Consents.ChangePurposes(member.Id, (await member.Links.List(member.Id))[0].Id, new HashSet<Purpose>());
        await stop.CancelAsync();

        Assert.True(await under_way.MoveNextAsync());
        Assert.Equal((0, 1000), (under_way.Current.Found.Count, under_way.Current.Looked));
        Assert.False(await under_way.MoveNextAsync());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await stopped.MoveNextAsync());
    }

    // Row i is i days old, costs i + 1 cents, and every thousandth memo speaks of an umbrella.
    private static async Task<TestMember> Fill(TestDatabase database, int rows)
    {
        var member = await TestMember.Join(database);
        await member.BringIn(Checking([.. Enumerable.Range(0, rows).Select(i =>
            Row(new DateOnly(2026, 11, 19).AddDays(-(rows - i)).ToString("yyyy-MM-dd"), -1 - i, "Department Store", $"{i}") with
            {
                Memo = i % 1000 == 0 ? "One blue Umbrella" : "Sundries",
            })]));
        return member;
    }

    private static DescriptionSearch Search(TestMember member) => new(member.Database.Databases, member.Database.Keys, member.Database.Clock);

    private static async Task<List<DescriptionSearchStep>> Steps(TestMember member, string text, TransactionFilter filter) =>
        await Search(member).Find(member.Id, Purpose.View, text, filter, TransactionCursor.Newest).ToListAsync();
}

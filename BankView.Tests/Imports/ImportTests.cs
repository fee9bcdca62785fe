using BankView.Data.Consents;
using BankView.Data.Database;
using BankView.Tests.Testing;
using static BankView.Tests.Testing.Statements;

namespace BankView.Tests.Imports;

public class ImportTests
{
    [Theory, Databases]
    public async Task An_imported_statement_shows_its_balance_and_its_rows(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await TestMember.Join(database);

        await member.BringIn(Checking(
            Row("2026-11-03", -1234, "CORNER BAKERY", "1", isCard: true),
            Row("2026-11-02", 250000, "PAYROLL", "2")).WithBalance("2026-11-04", 512345));

        var account = Assert.Single(await member.Accounts.ListLinked(member.Id, Purpose.View));
        Assert.Equal("5123.45 USD", account.Current.ToString());
        Assert.Equal("6789", account.LastFour);
        Assert.Equal("Example Bank", account.BankName);
        Assert.Equal(["-12.34 USD", "2500.00 USD"], (await member.Activity()).Select(row => row.Amount.ToString()));
        var card = Assert.Single(await member.Transactions.ListRecentCardActivity(member.Id, Purpose.View, 50));
        Assert.Equal("CORNER BAKERY", card.Merchant, ignoreCase: true);
    }

    [Theory, Databases]
    public async Task The_same_file_again_brings_nothing_new(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await TestMember.Join(database);
        var statement = Checking(Row("2026-11-03", -500, "Coffee", "1"), Row("2026-11-03", -500, "Coffee", "2"), Row("2026-11-03", -500, "Coffee"),
            Row("2026-11-03", -500, "Coffee"));

        var first = await member.BringIn(statement);
        var again = await member.BringIn(statement);

        Assert.Equal((4, 0), (first.NewRows, first.KnownRows));
        Assert.Equal((0, 4), (again.NewRows, again.KnownRows));
        Assert.Equal(4, (await member.Activity()).Count);
        Assert.Single(await member.Accounts.ListLinked(member.Id, Purpose.View));
    }

    [Theory, Databases]
    public async Task A_csv_after_an_ofx_finds_the_same_rows_again(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await TestMember.Join(database);
        await member.BringIn(Checking(Row("2026-11-03", -1234, "CORNER BAKERY 0041", "a1"), Row("2026-11-05", -900, "City Transit", "a2")));

        var csv = await member.BringIn(Checking(
            Row("2026-11-03", -1234, "Card purchase corner bakery Springfield"),
            Row("2026-11-06", -900, "City Transit"),
            Row("2026-11-07", -900, "City Transit")), file: "export.csv");

        Assert.Equal((1, 2), (csv.NewRows, csv.KnownRows));
    }

    [Theory, Databases]
    public async Task A_row_with_another_text_on_the_same_day_is_a_look_alike_that_the_member_decides(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await TestMember.Join(database);
        await member.BringIn(Checking(Row("2026-11-03", -1234, "CORNER BAKERY", "a1")));
        var part = await member.Part(Checking(Row("2026-11-03", -1234, "Something else")));

        Assert.Equal(1, (await member.Imports.Preview(member.Id, [part]))[0].LookAlikes);
        Assert.Equal(1, (await member.Imports.Import(member.Id, [part with { LeaveOutLookAlikes = true }], 0))!.LeftOutRows);
        Assert.Single(await member.Activity());
        Assert.Equal(1, (await member.Imports.Import(member.Id, [part], 0))!.NewRows);
    }

    [Theory, Databases]
    public async Task A_preview_counts_what_an_import_would_bring_and_stores_nothing(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await TestMember.Join(database);
        var part = await member.Part(Checking(Row("2026-11-03", -500, "Coffee", "1"), Row("2026-11-04", -600, "Tea", "2")));

        var twice = await member.Imports.Preview(member.Id, [part, part]);

        Assert.Equal([(2, 0), (0, 2)], twice.Select(preview => (preview.NewRows, preview.KnownRows)));
        Assert.Empty(await member.Accounts.ListLinked(member.Id, Purpose.View));
    }

    [Theory, Databases]
    public async Task Undoing_an_import_brings_the_state_before_it_back(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await TestMember.Join(database);
        await member.BringIn(Checking(Row("2026-10-03", -500, "Coffee", "1")).WithBalance("2026-10-04", 1000));
        var before = await Everything(member);
        var second = await member.BringIn(Checking(Row("2026-11-03", -700, "Tea", "2"), Row("2026-10-03", -500, "Coffee", "1")).WithBalance("2026-11-04", 300));
        await member.BringIn(Card(Row("2026-11-01", -900, "Books", "9", isCard: true)), file: "card.qfx");
        var imports = await member.Imports.List(member.Id);

        Assert.True(await member.Imports.Undo(member.Id, imports[0].Id));
        Assert.True(await member.Imports.Undo(member.Id, second.ImportId));
        Assert.False(await member.Imports.Undo(member.Id, second.ImportId));

        Assert.Equal(before, await Everything(member));
        Assert.Equal("statement.ofx", Assert.Single(await member.Imports.List(member.Id)).FileNames);
    }

    private static async Task<string> Everything(TestMember member)
    {
        var days = await member.Accounts.ListDays(member.Id, Purpose.View, new DateOnly(2026, 1, 1));
        var merchants = await member.Merchants.List(member.Id, Purpose.View);
        return string.Join('\n', [.. await member.Accounts.ListLinked(member.Id, Purpose.View), .. await member.Activity(), .. days, .. merchants]);
    }
}

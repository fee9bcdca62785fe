using BankView.Data.Accounts;
using BankView.Data.Consents;
using BankView.Data.Database;
using BankView.Data.Imports;
using BankView.Data.Statements;
using BankView.Tests.Testing;
using static BankView.Tests.Testing.Statements;

namespace BankView.Tests.Imports;

/// <summary>A file without an account number came first, and the bank's own format of the same account comes later.</summary>
public class StatementAccountTests
{
    private static readonly StatementRow[] Rows =
    [
        Row("2026-11-01", -450, "Tea House"), Row("2026-11-02", -1299, "Corner Bakery"), Row("2026-11-03", 250000, "Payroll"),
        Row("2026-11-04", -9900, "City Transit"), Row("2026-11-05", -780, "Book Shop"),
    ];

    [Theory, Databases]
    public async Task The_account_that_has_its_rows_is_proposed_and_known_by_its_number_from_then_on(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await TestMember.Join(database);
        var csv = await member.BringIn(Csv(Rows), file: "export.csv");
        var ofx = Checking([.. Ided(Rows), Row("2026-11-09", -500, "Zoo", "new")]);

        var proposal = await member.StatementAccounts.Propose(member.Id, ofx);
        Assert.Equal(new AccountProposal(csv.AccountIds[0], 5), proposal);
        var result = await member.BringIn(ofx, account: proposal!.AccountId);

        Assert.Equal((1, 5), (result.NewRows, result.KnownRows));
        Assert.Equal("6789", Assert.Single(await member.Accounts.ListLinked(member.Id, Purpose.View)).LastFour);
        Assert.Equal(csv.AccountIds[0], (await member.StatementAccounts.FindByNumber(member.Id, [ofx.Account]))[0]);
    }

    [Theory, Databases]
    public async Task Undoing_the_import_that_gave_the_number_takes_it_back(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await TestMember.Join(database);
        var csv = await member.BringIn(Csv(Rows));
        var before = Assert.Single(await member.Accounts.ListLinked(member.Id, Purpose.View));
        var ofx = Checking(Ided(Rows));
        var second = await member.BringIn(ofx, account: csv.AccountIds[0]);
        var third = await member.BringIn(Checking(Row("2026-11-09", -500, "Zoo", "z")));

        await member.Imports.Undo(member.Id, third.ImportId);
        Assert.Equal(csv.AccountIds[0], (await member.StatementAccounts.FindByNumber(member.Id, [ofx.Account]))[0]);
        await member.Imports.Undo(member.Id, second.ImportId);

        Assert.Null((await member.StatementAccounts.FindByNumber(member.Id, [ofx.Account]))[0]);
        Assert.Equal(before, Assert.Single(await member.Accounts.ListLinked(member.Id, Purpose.View)));
        await member.BringIn(ofx);
        Assert.Equal(2, (await member.Accounts.ListLinked(member.Id, Purpose.View)).Count);
    }

    [Theory, Databases]
    public async Task Nothing_is_proposed_where_the_rows_do_not_tell(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await TestMember.Join(database);
        await member.BringIn(Csv(Rows));
        var ofx = Checking(Ided(Rows));

        Assert.NotNull(await Propose(ofx));
        Assert.Null(await Propose(ofx with { Account = ofx.Account with { Kind = AccountKind.Savings } }));
        Assert.Null(await Propose(Checking(Ided(Rows[..2]))));
        Assert.Null(await Propose(Checking([.. Ided(Rows[..3]), Row("2026-11-02", -1, "Elsewhere", "x"), Row("2026-11-03", -2, "Elsewhere", "y")])));
        Assert.Null(await Propose(Checking()));
        Assert.Null(await Propose(Checking(Row("2025-01-01", -450, "Tea House", "old"))));

        await member.Consents.ChangePurposes(member.Id, (await member.Links.List(member.Id))[0].Id, new HashSet<Purpose>());
        Assert.Null(await Propose(ofx));

        Task<AccountProposal?> Propose(StatementPart statement) => member.StatementAccounts.Propose(member.Id, statement);
    }

    [Theory, Databases]
    public async Task Two_accounts_that_have_the_same_rows_are_not_guessed_between(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await TestMember.Join(database);
        await member.BringIn(Csv(Rows), bank: "Alder Bank");
        await member.BringIn(Csv(Rows), bank: "Birch Bank");

        Assert.Null(await member.StatementAccounts.Propose(member.Id, Checking(Ided(Rows))));
        Assert.Null(await member.StatementAccounts.Propose(member.Id, Csv(Rows)));
    }

    [Theory, Databases]
    public async Task An_account_whose_number_another_one_has_stays_without(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await TestMember.Join(database);
        var numbered = await member.BringIn(Checking(Row("2026-01-01", -1, "Kiosk", "k")));
        var csv = await member.BringIn(Csv(Rows));

        Assert.Equal(5, (await member.BringIn(Checking(Ided(Rows)), account: csv.AccountIds[0])).KnownRows);

        Assert.Equal(numbered.AccountIds[0], (await member.StatementAccounts.FindByNumber(member.Id, [Checking().Account]))[0]);
        Assert.Equal([null, "6789"], (await member.Accounts.ListLinked(member.Id, Purpose.View)).Select(account => account.LastFour).Order());
    }

    [Theory, Databases]
    public async Task A_preview_as_a_new_account_counts_in_the_account_that_has_the_number(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await TestMember.Join(database);
        await member.BringIn(Checking(Ided(Rows)));
        var asNew = (await member.Part(Checking(Ided(Rows)))) with { AccountId = null };

        var preview = Assert.Single(await member.Imports.Preview(member.Id, [asNew]));

        Assert.Equal((0, 5), (preview.NewRows, preview.KnownRows));
        Assert.Equal((0, 5), await Imported());

        async Task<(int, int)> Imported() => await member.Imports.Import(member.Id, [asNew], 0) is { } result ? (result.NewRows, result.KnownRows) : default;
    }

    private static StatementPart Csv(params StatementRow[] rows) => Of(AccountKind.Checking, number: null, rows);

    private static StatementRow[] Ided(StatementRow[] rows) => [.. rows.Select((row, i) => row with { BankId = $"id{i}" })];
}

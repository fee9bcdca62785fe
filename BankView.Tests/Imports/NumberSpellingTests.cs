using BankView.Data;
using BankView.Data.Accounts;
using BankView.Data.Consents;
using BankView.Data.Database;
using BankView.Data.Imports;
using BankView.Data.Statements;
using BankView.Tests.Testing;
using static BankView.Tests.Testing.Statements;

namespace BankView.Tests.Imports;

/// <summary>One file names an account by its IBAN, another by the bank and number in it: the member is asked whether it is the same.</summary>
public class NumberSpellingTests
{
    private const string Iban = "DE89 3704 0044 0532 0130 00";

    private static readonly StatementRow[] Rows =
        [Row("2026-11-01", -450, "Tea House"), Row("2026-11-02", -1299, "Corner Bakery"), Row("2026-11-03", 250000, "Payroll")];

    // The registry's own examples (ISO 13616), and a country that puts digits of its own behind the number.
    [Theory]
    [InlineData("DE89370400440532013000", "37040044", "0532013000")]
    [InlineData("DE89370400440532013000", "37040044", "532013000")]
    [InlineData("AT611904300234573201", "19043", "234573201")]
    [InlineData("CH9300762011623852957", "00762", "011623852957")]
    [InlineData("CZ6508000000192000145399", "0800", "192000145399")]
    [InlineData("BE68539007547034", null, "539-0075470-34")]
    [InlineData("NO9386011117947", null, "8601 11 17947")]
    public void An_iban_and_the_number_in_it_are_spellings_of_each_other(string iban, string? bank, string number)
    {
        Assert.Contains(AccountIdentity.Normalise(number), NumberSpellings.Of(Account(null, iban)));
        Assert.Contains(iban, NumberSpellings.Of(Account(bank, number)));
    }

    [Theory]
    [InlineData("FR1420041010050500013M02606", "0500013M026")]
    [InlineData("ES9121000418450200051332", "0200051332")]
    [InlineData("GB29NWBK60161331926819", "31926819")]
    public void The_number_in_an_iban_is_found_wherever_it_stands(string iban, string number) =>
        Assert.Contains(number, NumberSpellings.Of(Account(null, iban)));

    [Theory]
    [InlineData("DE88370400440532013000")]
    [InlineData("4000123412341234")]
    [InlineData("12345")]
    [InlineData("")]
    [InlineData(null)]
    public void What_is_no_iban_has_no_number_in_it(string? number) =>
        Assert.DoesNotContain("12341234", NumberSpellings.Of(Account(null, number)).Concat(NumberSpellings.Of(Account("1", number))));

    [Theory, Databases]
    public async Task The_account_is_proposed_in_either_order_and_nothing_is_assumed(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        foreach (var (first, second) in new[] { (Ofx, Csv), (Csv, Ofx) })
        {
            var member = await TestMember.Join(database);
            var stored = await member.BringIn(first with { Rows = Rows });
            var later = second with { Rows = [Row("2026-12-05", -100, "Zoo")] };

            Assert.Null((await member.StatementAccounts.FindByNumber(member.Id, [later.Account]))[0]);
            Assert.Equal(new AccountProposal(stored.AccountIds[0], KnownRows: null), await member.StatementAccounts.Propose(member.Id, later));

            await member.Consents.ChangePurposes(member.Id, (await member.Links.List(member.Id))[0].Id, new HashSet<Purpose>());
            Assert.Null(await member.StatementAccounts.Propose(member.Id, later));
        }
    }

    [Theory, Databases]
    public async Task Two_banks_that_gave_the_same_number_are_not_guessed_between(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await TestMember.Join(database);
        await member.BringIn(Ofx);
        Assert.NotNull(await member.StatementAccounts.Propose(member.Id, Csv));

        var other = await member.Part(Ofx with { Account = Ofx.Account with { BankId = "10000000" } }, bank: "Other Bank");
        await member.Imports.Import(member.Id, [other with { AccountId = null }], unreadableRows: 0);

        Assert.Null(await member.StatementAccounts.Propose(member.Id, Csv));
        Assert.Null(await member.StatementAccounts.Propose(member.Id, Csv with { Account = Csv.Account with { Currency = Currency.Parse("EUR") } }));
    }

    [Theory, Databases]
    public async Task A_shortened_number_is_proposed_by_its_rows_when_it_ends_alike(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await TestMember.Join(database);
        var stored = await member.BringIn(Checking([.. Rows.Select((row, i) => row with { BankId = $"id{i}" })]));

        Assert.Equal(new AccountProposal(stored.AccountIds[0], 3), await Propose("XXXX6789"));
        Assert.Equal(new AccountProposal(stored.AccountIds[0], 3), await Propose("6789"));
        Assert.Null(await Propose("XXXX9876"));

        Task<AccountProposal?> Propose(string number) => member.StatementAccounts.Propose(member.Id, Of(AccountKind.Checking, number, Rows));
    }

    private static StatementPart Ofx => Checking() with { Account = Account("37040044", "0532013000") };

    private static StatementPart Csv => Checking() with { Account = Account(null, Iban) };

    private static StatementAccount Account(string? bank, string? number) =>
        new() { BankId = bank, Number = number, Kind = AccountKind.Checking, Currency = Dollar };
}

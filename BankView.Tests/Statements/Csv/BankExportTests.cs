using System.Globalization;
using BankView.Data.Accounts;
using BankView.Data.Statements;
using BankView.Tests.Testing;

namespace BankView.Tests.Statements.Csv;

/// <summary>The exports of real banks; the figures were taken from the files by hand.</summary>
public class BankExportTests
{
    private const string Folder = "statements/csv";

    public static TheoryData<string> Files =>
        [.. SharedData.Files(Folder, "*.csv").Concat(SharedData.Files(Folder, "*.CSV")).Distinct(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Files))]
    public void Every_export_is_guessed_and_brings_rows(string file)
    {
        var read = CsvText.Read(CsvText.OfFile(file));
        Assert.Null(read.Refusal);
        Assert.NotEmpty(CsvText.RowsOf(read));
    }

    [Theory]
    [InlineData("2018-04-14_10-52-13_bunq-transactieoverzicht.csv", "EUR", 3, "728.54", "2018-03-01")]
    [InlineData("20180226_12345678.csv", "GBP", 1, "-5.00", "2018-02-10")]
    [InlineData("CSV_A_20180414_112204.csv", "EUR", 3, "-1037.49", "2018-03-01")]
    [InlineData("MonzoDataExport_February2018_2018-02-26_174335.csv", "GBP", 1, "-10.00", "2018-02-25")]
    [InlineData("TH_20180101-20180523_page_1.csv", "CZK", 9, "-2599.99", "1111-11-11")]
    [InlineData("TH_20180521-20180523.csv", "CZK", 1, "-111.11", "1111-11-11")]
    [InlineData("Umsaetze_KtoNr538917600_EUR_02-03-2018_1503.CSV", "EUR", 1, "-17.22", "2018-03-02")]
    [InlineData("export_KBC-Mastercard_Business_Essential_20200204_1604.csv", "EUR", 3, "2.73", "2020-02-01")]
    [InlineData("test_delimiter_tab.csv", "EUR", 73, "-4580.70", "2017-09-18")]
    [InlineData("umsatz-1234________1234-20180227.CSV", "EUR", 1, "-5.00", "2018-02-20")]
    public void The_guess_alone_gives_the_figures_of_the_file(string file, string currency, int rows, string sum, string firstDay)
    {
        var read = CsvText.Read(CsvText.OfFile($"{Folder}/{file}"), assumed: currency);
        Assert.Equal(rows, CsvText.RowsOf(read).Count);
        Assert.Equal(decimal.Parse(sum, CultureInfo.InvariantCulture), CsvText.SumOf(read));
        Assert.Equal(firstDay, CsvText.RowsOf(read)[0].OccurredAt.At.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Assert.All(read.Parts, part => Assert.Equal(currency, part.Account.Currency.Code));
    }

    [Theory]
    [InlineData("dba33fceecd62c3c727893361e0ba4d3.P000000027355791.csv", "-7.80", "2018-02-27")]
    [InlineData("statement_1.csv", "-20.59", "2018-02-10")]
    public void A_lone_positive_amount_that_was_spent_needs_one_correction_by_hand(string file, string sum, string day)
    {
        var read = CsvText.Read(CsvText.OfFile($"{Folder}/{file}"), mapping => mapping with { ReverseSign = true });
        Assert.Equal(decimal.Parse(sum, CultureInfo.InvariantCulture), CsvText.SumOf(read));
        Assert.Equal(day, CsvText.RowsOf(read)[0].OccurredAt.At.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    [Fact]
    public void A_lost_opening_quote_costs_nothing_and_the_account_number_is_whole()
    {
        var read = CsvText.Read(CsvText.OfFile($"{Folder}/CSV_A_20180414_112204.csv"));
        var part = Assert.Single(read.Parts);
        Assert.Equal("NL77RABO0311467415", part.Account.Number);
        Assert.Equal("Nederlandse Loterij Organisatie B.V.", part.Rows[1].Name);
        Assert.Equal(12334.53m, part.Current!.Amount.ToDecimal());
        // The bank left rows out between the first and the second.
        Assert.Contains(part.Warnings, warning => warning is { Kind: WarningKind.DoesNotAddUp, Detail: "1; 7777.25 EUR" });
    }

    [Fact]
    public void A_time_with_its_offset_is_an_instant()
    {
        var row = CsvText.RowsOf(CsvText.Read(CsvText.OfFile($"{Folder}/MonzoDataExport_February2018_2018-02-26_174335.csv")))[0];
        Assert.Equal(new DateTimeOffset(2018, 2, 25, 12, 34, 56, TimeSpan.Zero), row.OccurredAt.At);
        Assert.True(row.OccurredAt.HasTime);
        Assert.Equal(("tx_00009TziTeST1NG1ZWIPGS", "Tesco", "general"), (row.BankId, row.Name, row.BankCategory));
    }

    [Fact]
    public void A_row_that_is_none_is_listed_with_its_line()
    {
        var read = CsvText.Read(CsvText.OfFile($"{Folder}/test_delimiter_tab.csv"));
        Assert.Equal(new StatementProblem(71, ProblemReason.DateUnreadable, "A null transaction, just to confuse things"), Assert.Single(read.Unreadable));
        Assert.Equal(9, CsvText.RowsOf(read).Count(row => row.IsCard));
    }

    [Fact]
    public void Card_exports_are_card_accounts_and_say_which_card()
    {
        var part = Assert.Single(CsvText.Read(CsvText.OfFile($"{Folder}/export_KBC-Mastercard_Business_Essential_20200204_1604.csv")).Parts);
        Assert.Equal(AccountKind.CreditCard, part.Account.Kind);
        Assert.Equal(["3456", null, "3456"], part.Rows.Select(row => row.CardLastFour));
        Assert.All(part.Rows, row => Assert.True(row.IsCard));
    }
}

using System.Diagnostics;
using BankView.Data.Statements;
using BankView.Data.Statements.Csv;
using BankView.Tests.Testing;
using CsCheck;

namespace BankView.Tests.Statements.Csv;

public class CsvFuzzTests
{
    private const int TwentyMillion = 20_000_000;
    private static readonly CsvMapping Mapping = new() { FirstRow = 1, Currency = "USD", Columns = new CsvColumns { Date = 0, Amount = 1, Name = 2 } };

    /// <summary>Text of the characters that matter, with whole cells that look right mixed in.</summary>
    private static readonly Gen<string> AnyText = Gen.OneOf(
        Gen.OneOf(",", ";", "\t", "\"", "\"\"", "\r", "\n", "\r\n", " ", "-", "'", "(", ")", "€", "\u00A0", "\uD800"),
        Gen.OneOf("2018-02-25", "27.02.2018", "180227", "12.34", "1.234,56", "Amount", "Date", "Betrag", "Balance", "credit", "Currency", "XYZ"),
        Gen.String[0, 5]).List[0, 80].Select(parts => string.Concat(parts));

    [Fact]
    public void No_text_makes_guessing_or_reading_throw() =>
        AnyText.Sample(text =>
        {
            var read = CsvText.Read(text);
            var fixedMapping = CsvStatement.Read(text, "utf-8", Mapping with { FirstRow = 0 });
            Assert.True(read.Refusal is null == read.Parts.Count > 0);
            Assert.True(fixedMapping.Refusal is null == fixedMapping.Parts.Count > 0);
        }, iter: 20_000);

    [Theory]
    [InlineData("\"")]
    [InlineData(",")]
    [InlineData("\n")]
    [InlineData("x")]
    [InlineData(" ")]
    [InlineData("\"a,")]
    [InlineData("\"\n,")]
    [InlineData("\"a\"\"\n")]
    [InlineData("a\n")]
    [InlineData(",\"b\n")]
    [InlineData("2018-01-01,1\n")]
    [InlineData("2018-01-01,1,2018-01-01,\"POS deposit\"\n")]
    public void Twenty_megabytes_of_anything_never_hang_it(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, TwentyMillion / piece.Length));
        var watch = Stopwatch.StartNew();
        var guessed = CsvText.Read(text);
        var read = CsvStatement.Read(text, "utf-8", Mapping);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Hang.Limit);
        Assert.True(read.Unreadable.Count <= StatementFormats.MostRows && guessed.Unreadable.Count <= StatementFormats.MostRows);
    }

    [Fact]
    public void A_cell_as_large_as_the_file_is_read_and_kept_short()
    {
        var text = $"2018-01-01,1.00,\"{new string('x', TwentyMillion)}\"\n2018-01-02,2.00,next\n";
        var read = CsvStatement.Read(text, "utf-8", Mapping with { FirstRow = 0 });
        Assert.Equal(3m, CsvText.SumOf(read));
        Assert.Equal(1_000, CsvText.RowsOf(read)[0].Name.Length);
    }

    [Fact]
    public void More_rows_than_any_bank_writes_are_refused_as_too_large()
    {
        var text = string.Concat(Enumerable.Repeat("2018-01-01,1\n", StatementFormats.MostRows + 2));
        Assert.Equal(RefusalReason.TooLarge, CsvStatement.Read(text, "utf-8", Mapping with { FirstRow = 0 }).Refusal!.Reason);
    }

    [Fact]
    public void A_column_that_names_another_account_in_every_row_is_not_taken_for_the_members_own()
    {
        var mapping = Mapping with { FirstRow = 0, Columns = Mapping.Columns with { Account = 3 } };
        Assert.Null(Read(StatementFormats.MostAccounts).Refusal);
        Assert.Equal(RefusalReason.NotAStatement, Read(StatementFormats.MostAccounts + 1).Refusal!.Reason);

        StatementFile Read(int accounts) =>
            CsvStatement.Read(string.Concat(Enumerable.Range(0, accounts).Select(i => $"2018-01-01,1,x,{i}\n")), "utf-8", mapping);
    }

    [Theory]
    [InlineData("", RefusalReason.Empty)]
    [InlineData(" \n\n", RefusalReason.Empty)]
    [InlineData("Date,Amount,Description\n", RefusalReason.Empty)]
    [InlineData("Dear member,\nnothing to see here.\n", RefusalReason.NotAStatement)]
    public void A_text_without_rows_is_refused(string text, RefusalReason reason) =>
        Assert.Equal(reason, CsvText.Read(text).Refusal!.Reason);
}

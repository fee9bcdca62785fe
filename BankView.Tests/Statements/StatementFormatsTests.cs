using System.Text;
using BankView.Data.Statements;
using BankView.Tests.Testing;
using CsCheck;

namespace BankView.Tests.Statements;

public class StatementFormatsTests
{
    public static TheoryData<string> CsvFiles() =>
        [.. SharedData.Files("statements/csv", "*.csv"), .. SharedData.Files("statements/csv", "*.CSV"), .. SharedData.Files("timelines", "*.csv")];

    public static TheoryData<string> OtherFiles() => [.. SharedData.Files("statements/camt", "*.xml"), .. SharedData.Files("statements/mt940", "*.txt")];

    [Theory, MemberData(nameof(CsvFiles))]
    public void Bank_exports_are_CSV(string file) =>
        Assert.Equal(StatementFormat.Csv, StatementFormats.Recognise(File.ReadAllBytes(SharedData.Path(file))).Format);

    [Theory, MemberData(nameof(OtherFiles))]
    public void Formats_that_are_not_read_yet_are_no_statement(string file) =>
        Assert.Equal(RefusalReason.NotAStatement, StatementFormats.Recognise(File.ReadAllBytes(SharedData.Path(file))).Refusal);

    [Theory]
    [InlineData("%PDF-1.7\nDate,Amount,Name\n")]
    [InlineData("PK\u0003\u0004,,;;,,")]
    [InlineData("GIF89a,,,")]
    [InlineData("<!DOCTYPE html><html><body>1,2,3</body></html>")]
    [InlineData("<?xml version=\"1.0\"?><Document/>")]
    [InlineData("{\"accounts\":[1,2,3]}")]
    [InlineData("!Type:Bank\nD01/02/2026\nT-5,00\nPBakery\n^\n")]
    [InlineData("Dear member,\nyour statement is ready.\nYours")]
    [InlineData("\u0001\u0002,,,\u0003;;;\u0004")]
    public void What_is_something_else_is_no_statement(string content) =>
        Assert.Equal(RefusalReason.NotAStatement, StatementFormats.Recognise(Encoding.UTF8.GetBytes(content)).Refusal);

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n\t\n")]
    [InlineData("\uFEFF")]
    [InlineData("\0\0\0\0")]
    public void Nothing_is_empty(string content) =>
        Assert.Equal(RefusalReason.Empty, StatementFormats.Recognise(Encoding.UTF8.GetBytes(content)).Refusal);

    [Fact]
    public void More_than_twenty_megabytes_are_too_large_and_not_decoded() =>
        Assert.Equal(
            new RecognisedFile(StatementFormat.Unknown, null, RefusalReason.TooLarge),
            StatementFormats.Recognise(new byte[StatementFormats.LargestFile + 1]));

    [Theory]
    [InlineData("Some Bank\r\nStatement of March\r\n\r\nDatum;Text;Betrag\r\n01.03.2026;Bäckerei;-5,00\r\n")]
    [InlineData("Date\tAmount\n2026-03-01\t5\n")]
    [InlineData("2026-03-01,Bakery,5")]
    public void Rows_of_cells_are_CSV(string content) =>
        Assert.Equal(StatementFormat.Csv, StatementFormats.Recognise(Encoding.Unicode.GetBytes(content)).Format);

    [Fact]
    public void Random_bytes_are_refused() =>
        Gen.Byte.Array[200, 2000].Sample(bytes => StatementFormats.Recognise(bytes).Refusal is not null);
}

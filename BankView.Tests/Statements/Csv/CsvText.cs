using System.Text;
using BankView.Data;
using BankView.Data.Statements;
using BankView.Data.Statements.Csv;
using BankView.Tests.Testing;

namespace BankView.Tests.Statements.Csv;

/// <summary>Short ways to a read CSV statement.</summary>
internal static class CsvText
{
    public static readonly Currency Usd = Currency.Parse("USD");

    /// <summary>A file of shared/data as text: UTF-8 where it is valid, else Latin-1.</summary>
    public static string OfFile(string relative)
    {
        var bytes = File.ReadAllBytes(SharedData.Path(relative));
        var isUtf8 = System.Text.Unicode.Utf8.IsValid(bytes);
        return (isUtf8 ? Encoding.UTF8 : Encoding.Latin1).GetString(bytes);
    }

    public static StatementFile Read(string text, Func<CsvMapping, CsvMapping>? corrected = null, string assumed = "USD")
    {
        var mapping = CsvMapping.Guess(text, Currency.Parse(assumed));
        return CsvStatement.Read(text, "utf-8", corrected is null ? mapping : corrected(mapping));
    }

    public static IReadOnlyList<StatementRow> RowsOf(StatementFile file) => [.. file.Parts.SelectMany(part => part.Rows)];

    /// <summary>The exact sum of all rows in major units.</summary>
    public static decimal SumOf(StatementFile file) => RowsOf(file).Sum(row => row.Amount.ToDecimal());
}

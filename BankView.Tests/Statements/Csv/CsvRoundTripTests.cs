using System.Globalization;
using System.Text;
using System.Text.Json;
using BankView.Data;
using BankView.Data.Statements.Csv;
using CsCheck;

namespace BankView.Tests.Statements.Csv;

/// <summary>Rows written in any mixture of formats are read back exactly under the mapping that says so.</summary>
public class CsvRoundTripTests
{
    private static readonly CultureInfo English = CultureInfo.InvariantCulture;

    private static readonly Gen<(DateOnly Day, long Cents, string Name)> AnyRow = Gen.Select(
        Gen.Int[0, 20_000].Select(days => new DateOnly(1970, 1, 1).AddDays(days)),
        Gen.Long[-999_999_999_999, 999_999_999_999],
        Gen.String[Gen.Char["abz ÄéČ\"'.,;\t|\n09-€"], 0, 20].Select(name => string.Join(' ', name.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Trim()));

    private static readonly Gen<(string Pattern, DateOrder Order)> AnyDate = Gen.OneOf(
        ("dd.MM.yyyy", DateOrder.DayFirst), ("d.M.yy", DateOrder.DayFirst), ("MM/dd/yyyy", DateOrder.MonthFirst), ("M/d/yy", DateOrder.MonthFirst),
        ("yyyy-MM-dd", DateOrder.DayFirst), ("yyMMdd", DateOrder.YearFirst), ("yyyyMMdd", DateOrder.YearFirst), ("dd MMM yyyy", DateOrder.MonthFirst),
        ("dd MMM yy", DateOrder.DayFirst), ("ddMMMyyyy", DateOrder.DayFirst), ("MMM d, yyyy", DateOrder.DayFirst), ("yyyy/MM/dd", DateOrder.MonthFirst));

    private static readonly Gen<(DecimalSign Sign, string Group)> AnyNumber = Gen.OneOf(
        (DecimalSign.Point, ""), (DecimalSign.Point, ","), (DecimalSign.Point, "'"), (DecimalSign.Comma, ""), (DecimalSign.Comma, "."),
        (DecimalSign.Comma, " "), (DecimalSign.Comma, "\u00A0"));

    private static readonly Gen<string> AnySign = Gen.OneOf("-{0}", "{0}-", "({0})", "$-{0}", "-${0}", "{0}- EUR", "-{0} €", "CHF -{0}", "{0} DR");

    [Fact]
    public void Rows_in_any_format_are_read_back_exactly() =>
        Gen.Select(AnyRow.List[1, 20], AnyDate, AnyNumber, AnySign, Gen.OneOf(',', ';', '\t', '|'), Gen.OneOf("\n", "\r\n", "\r"), Gen.Enum<AmountForm>())
            .Sample((rows, date, number, sign, delimiter, lineEnd, form) =>
            {
                var text = new StringBuilder($"When{delimiter}In{delimiter}Out{delimiter}Who{lineEnd}");
                foreach (var row in rows)
                {
                    var plain = Written(Math.Abs(row.Cents), number);
                    var signed = row.Cents < 0 ? string.Format(English, sign, plain) : plain;
                    var (first, second) = form switch
                    {
                        AmountForm.Signed => (signed, ""),
                        AmountForm.InAndOut => row.Cents < 0 ? ("", plain) : (plain, ""),
                        _ => (plain, row.Cents < 0 ? "Soll" : "Haben"),
                    };
                    string[] cells = [row.Day.ToString(date.Pattern, English), first, second, row.Name.ReplaceLineEndings(lineEnd)];
                    text.AppendJoin(delimiter, cells.Select(cell => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")).Append(lineEnd);
                }

                var columns = form == AmountForm.InAndOut ? new CsvColumns { Date = 0, MoneyIn = 1, MoneyOut = 2, Name = 3 }
                    : new CsvColumns { Date = 0, Amount = 1, Direction = form == AmountForm.WithDirection ? 2 : null, Name = 3 };
                var mapping = new CsvMapping
                {
                    Delimiter = delimiter,
                    HeaderRow = 0,
                    FirstRow = 1,
                    DateOrder = date.Order,
                    DecimalSign = number.Sign,
                    AmountForm = form,
                    InWords = ["haben"],
                    OutWords = ["soll"],
                    Currency = "USD",
                    Columns = columns,
                };
                var read = CsvStatement.Read(text.ToString(), "utf-8", Copied(mapping));
                Assert.Empty(read.Unreadable);
                Assert.Equal(
                    rows.Select(row => (BankTime.OnDay(row.Day), row.Cents, row.Name.ReplaceLineEndings(lineEnd))),
                    CsvText.RowsOf(read).Select(row => (row.OccurredAt, row.Amount.MinorUnits, row.Name)));
            });

    private static string Written(long cents, (DecimalSign Sign, string Group) number)
    {
        var format = new NumberFormatInfo
        {
            NumberGroupSeparator = number.Group,
            NumberDecimalSeparator = number.Sign == DecimalSign.Point ? "." : ",",
        };
        return (cents / 100m).ToString("N2", format);
    }

    /// <summary>As it comes back from the database.</summary>
    private static CsvMapping Copied(CsvMapping mapping) => JsonSerializer.Deserialize<CsvMapping>(JsonSerializer.Serialize(mapping))!;
}

using BankView.Data.Statements;
using BankView.Data.Statements.Csv;

namespace BankView.Web.Imports;

/// <summary>One of the first lines of a CSV as a mapping reads it: a row, or why it is none.</summary>
public sealed record SampleLine(int Line, StatementRow? Row, StatementProblem? Problem);

/// <summary>The beginning of a CSV, read again at each change of the mapping; its size does not grow with the file's.</summary>
public static class MappingSample
{
    private const int Characters = 64 * 1024;

    /// <summary>The first <paramref name="count"/> rows, in file order; none while the mapping lacks something.</summary>
    public static IReadOnlyList<SampleLine> Read(StatementText text, CsvMapping mapping, int count)
    {
        var read = CsvStatement.Read(Beginning(text.Text), text.Encoding, mapping);
        var rows = read.Parts.SelectMany(part => part.Rows).Select(row => new SampleLine(row.Line, row, null));
        var problems = read.Unreadable.Select(problem => new SampleLine(problem.Line, null, problem));
        return [.. rows.Concat(problems).OrderBy(line => line.Line).Take(count)];
    }

    /// <summary>The words in the direction column of the first rows.</summary>
    public static IReadOnlyList<string> DirectionsIn(CsvTable table, CsvMapping mapping, int count) =>
        mapping.Columns.Direction is not { } column ? [] :
        [
            .. table.Rows.Skip(mapping.FirstRow).Where(row => column < row.Cells.Count && row.Cells[column].Length > 0)
                .Select(row => row.Cells[column]).Distinct(StringComparer.OrdinalIgnoreCase).Take(count),
        ];

    private static string Beginning(string text)
    {
        var end = text.Length <= Characters ? text.Length : text.LastIndexOfAny(['\r', '\n'], Characters);
        return end < 0 ? text[..Characters] : text[..end];
    }
}

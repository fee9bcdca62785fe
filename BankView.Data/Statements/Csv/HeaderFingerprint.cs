using System.Security.Cryptography;
using System.Text;

namespace BankView.Data.Statements.Csv;

/// <summary>
/// A stable key of a file's layout, not of its content: SHA-256 in hex of the header's words, or, without a header, of the delimiter,
/// the number of columns and which of them hold dates. Two files of the same export have the same one.
/// </summary>
public static class HeaderFingerprint
{
    public static string Of(CsvShape shape)
    {
        var layout = shape.HeaderRow is null
            ? $"shape\n{shape.Table.Delimiter}\n{Columns(shape)}"
            : $"header\n{string.Join('\n', shape.Header.Select(HeaderWords.Normalise))}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(layout)));
    }

    private static string Columns(CsvShape shape)
    {
        var rows = shape.Sample.ToList();
        var width = rows.Count == 0 ? 0 : rows.CountBy(row => row.Cells.Count).MaxBy(count => count.Value).Key;
        var regular = rows.Where(row => row.Cells.Count == width).ToList();
        return string.Concat(Enumerable.Range(0, width).Select(column =>
            regular.Count(row => CellLooks.LikeDate(row.Cells[column])) * 2 > regular.Count ? 'd' : '-'));
    }
}

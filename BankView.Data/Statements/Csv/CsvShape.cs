namespace BankView.Data.Statements.Csv;

/// <summary>What can be seen of a CSV without knowing its bank: its delimiter, where the header is and where the rows begin.</summary>
public sealed record CsvShape
{
    private const int RowsLookedAt = 300;
    private const int HeaderWithin = 40;

    public required CsvTable Table { get; init; }

    /// <summary>Counted from 0 among the rows that are not blank; null when the file has no header.</summary>
    public int? HeaderRow { get; init; }

    public int FirstRow { get; init; }

    /// <summary>The header as written; empty when there is none.</summary>
    public IReadOnlyList<string> Header => HeaderRow is { } row ? Table.Rows[row].Cells : [];

    /// <summary>The key under which a mapping is remembered for the next file like this one.</summary>
    public string Fingerprint => HeaderFingerprint.Of(this);

    /// <summary>The first rows below the header.</summary>
    internal IEnumerable<CsvRow> Sample => Table.Rows.Skip(FirstRow);

    public static CsvShape Of(string text)
    {
        var table = ((char[])[',', ';', '\t', '|'])
            .Select(delimiter => CsvTable.Top(text, delimiter, RowsLookedAt))
            .MaxBy(Regularity)!;
        var headerRow = FindHeader(table);
        return new CsvShape { Table = table, HeaderRow = headerRow, FirstRow = headerRow + 1 ?? FindFirstRow(table) };
    }

    /// <summary>The right delimiter cuts most rows into the same number of cells, and into many.</summary>
    private static double Regularity(CsvTable table)
    {
        var widths = table.Rows.CountBy(row => row.Cells.Count).Where(width => width.Key > 1).ToList();
        return widths.Count == 0 ? 0 : widths.Max(width => (double)width.Value / table.Rows.Count * Math.Min(width.Key, 12));
    }

    private static int? FindHeader(CsvTable table)
    {
        var best = table.Rows.Take(HeaderWithin).Index()
            .Select(row => (row.Index, Words: row.Item.Cells.Count(cell => cell.Length < 60 && IsHeaderWord(cell))))
            .DefaultIfEmpty()
            .MaxBy(row => row.Words);
        return best.Words >= 2 ? best.Index : null;
    }

    private static bool IsHeaderWord(string cell)
    {
        var word = HeaderWords.Normalise(cell);
        return HeaderWords.All.Contains(word) || (word.Contains(' ', StringComparison.Ordinal) && HeaderWords.All.Contains(word.Split(' ')[0]));
    }

    /// <summary>Without a header, the first row that has both a day and a number.</summary>
    private static int FindFirstRow(CsvTable table)
    {
        var first = table.Rows.Index().FirstOrDefault(row => row.Item.Cells.Any(CellLooks.LikeDate) && row.Item.Cells.Any(CellLooks.LikeAmount));
        return first.Index;
    }
}

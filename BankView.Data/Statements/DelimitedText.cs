namespace BankView.Data.Statements;

/// <summary>Whether a text looks like rows of cells. Which delimiter it is, and which cell is what, the CSV reader finds out.</summary>
internal static class DelimitedText
{
    private const int SampleLines = 200;

    /// <summary>
    /// True when most lines fall into cells, or when three lines with digits do: some banks put a page of address and explanation
    /// before the rows.
    /// </summary>
    public static bool IsLikely(ReadOnlySpan<char> text)
    {
        int lines = 0, rows = 0, rowsWithDigits = 0;
        foreach (var line in text.EnumerateLines())
        {
            if (line.IsWhiteSpace())
            {
                continue;
            }

            var isRow = HasCells(line);
            rows += isRow ? 1 : 0;
            rowsWithDigits += isRow && line.ContainsAnyInRange('0', '9') ? 1 : 0;
            if (++lines == SampleLines)
            {
                break;
            }
        }

        return rows > 0 && (rows * 2 >= lines || rowsWithDigits >= 3);
    }

    /// <summary>A comma stands in prose too, so it takes two of them; one of the others is enough.</summary>
    private static bool HasCells(ReadOnlySpan<char> line) =>
        line.Count(',') >= 2 || line.Contains(';') || line.Contains('\t') || line.Contains('|');
}

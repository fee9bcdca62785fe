namespace BankView.Data.Statements.Csv;

/// <summary>One row as a person sees it: the 1-based line it begins on, and its cells.</summary>
public sealed record CsvRow(int Line, IReadOnlyList<string> Cells);

/// <summary>The first rows of a delimited text, split into cells, for guessing and for the mapping page. Blank rows are left out.</summary>
public sealed record CsvTable(char Delimiter, IReadOnlyList<CsvRow> Rows)
{
    /// <summary>A cell shown or guessed from is cut here; reading a statement uses the whole cell.</summary>
    private const int MaxCellLength = 200;

    /// <summary>The top of a file is where its shape shows; a file that is blank for longer than this is no statement.</summary>
    private const int MaxLength = 1_000_000;

    /// <summary>At most <paramref name="rows"/> rows from the top.</summary>
    public static CsvTable Top(string text, char delimiter, int rows)
    {
        var cursor = new CsvCursor(text.Length > MaxLength ? text[..MaxLength] : text, delimiter);
        var read = new List<CsvRow>();
        while (read.Count < rows && cursor.Next())
        {
            var cells = new string[cursor.Count];
            for (var column = 0; column < cells.Length; column++)
            {
                var cell = cursor[column];
                cells[column] = cell[..Math.Min(cell.Length, MaxCellLength)].ToString();
            }

            read.Add(new CsvRow(cursor.Line, cells));
        }

        return new CsvTable(delimiter, read);
    }
}

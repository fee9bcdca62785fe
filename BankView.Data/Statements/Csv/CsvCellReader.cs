using System.Buffers;

namespace BankView.Data.Statements.Csv;

/// <summary>Where a cell's text stands in the file, without the quotes around it.</summary>
internal readonly record struct CsvCell(int Start, int Length, bool HasDoubledQuotes);

/// <summary>
/// Reads one cell, in quotes or without. A quote that never closes is a character like any other; how far one was looked for in vain
/// is remembered, so that a file of stray quotes is not searched anew for each of them.
/// </summary>
internal sealed class CsvCellReader(string text, char delimiter)
{
    /// <summary>A quoted cell longer than this has lost its closing quote.</summary>
    private const int MaxLength = 32_768;

    private readonly SearchValues<char> _cellEnds = SearchValues.Create([delimiter, '\r', '\n']);
    private int _noClosingQuoteBefore;

    /// <summary>The cell that begins at <paramref name="at"/>, the place where it ends, and how many line ends are within.</summary>
    public CsvCell Read(int at, out int end, out int lines)
    {
        if (TryReadQuoted(at, out var quoted, out end, out lines))
        {
            return quoted;
        }

        var length = text.AsSpan(at).IndexOfAny(_cellEnds);
        (end, lines) = (length < 0 ? text.Length : at + length, 0);
        // A closing quote without its opening one.
        var textEnd = end > at + 1 && text[end - 1] == '"' ? end - 1 : end;
        return new CsvCell(at, textEnd - at, HasDoubledQuotes: false);
    }

    private bool TryReadQuoted(int at, out CsvCell cell, out int end, out int lines)
    {
        (cell, end, lines) = (default, at, 0);
        var open = SkipBlanks(at);
        if (open >= text.Length || text[open] != '"' || open < _noClosingQuoteBefore)
        {
            return false;
        }

        var (i, doubled) = (open + 1, false);
        var limit = Math.Min(text.Length, open + MaxLength);
        while (i < limit)
        {
            var step = text.AsSpan(i, limit - i).IndexOfAny('"', '\n');
            if (step < 0)
            {
                break;
            }

            i += step;
            if (text[i] == '\n')
            {
                lines++;
                i++;
            }
            else if (i + 1 < text.Length && text[i + 1] == '"')
            {
                doubled = true;
                i += 2;
            }
            else if (EndsCell(SkipBlanks(i + 1)))
            {
                (cell, end) = (new CsvCell(open + 1, i - open - 1, doubled), SkipBlanks(i + 1));
                return true;
            }
            else if (lines > 0 && (text[i - 1] == delimiter || text[i - 1] == '\n'))
            {
                // A later row opens a cell of its own here, so the quote that was being followed is a stray one.
                limit = i;
            }
            else
            {
                i++;
            }
        }

        _noClosingQuoteBefore = limit;
        return false;
    }

    private bool EndsCell(int at) => at >= text.Length || text[at] == delimiter || text[at] is '\r' or '\n';

    private int SkipBlanks(int at)
    {
        while (at < text.Length && text[at] == ' ')
        {
            at++;
        }

        return at;
    }
}

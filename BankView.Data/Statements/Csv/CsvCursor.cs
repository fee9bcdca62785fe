using System.Buffers;

namespace BankView.Data.Statements.Csv;

/// <summary>
/// Walks the rows of a delimited text, one at a time and without copying it. It is our own because bank files break the rules that
/// CSV parsers insist on: a lost opening quote, a quote in the middle of a cell, CR CR LF. A quote that never closes is taken as a
/// character, so that it costs its own row and not the rest of the file. Each character is looked at a few times at most.
/// </summary>
internal sealed class CsvCursor
{
    /// <summary>Cells beyond this many in one row are dropped: no bank has them, and a file of commas must not fill the memory.</summary>
    private const int MaxColumns = 500;

    /// <summary>A quoted cell longer than this has lost its closing quote.</summary>
    private const int MaxQuotedLength = 32_768;

    private readonly string _text;
    private readonly char _delimiter;
    private readonly SearchValues<char> _cellEnds;
    private readonly Cell[] _cells = new Cell[MaxColumns];
    private int _at;
    private int _nextLine = 1;
    private int _noClosingQuoteBefore;

    public CsvCursor(string text, char delimiter)
    {
        (_text, _delimiter) = (text, delimiter);
        _cellEnds = SearchValues.Create([delimiter, '\r', '\n']);
        _at = text.StartsWith('\uFEFF') ? 1 : 0;
    }

    /// <summary>The 1-based line on which the row begins.</summary>
    public int Line { get; private set; }

    /// <summary>How many cells the row has.</summary>
    public int Count { get; private set; }

    /// <summary>A cell without its quotes and outer blanks; empty where the row has no such column.</summary>
    public ReadOnlySpan<char> this[int column]
    {
        get
        {
            if ((uint)column >= (uint)Count)
            {
                return default;
            }

            var (start, length, hasDoubledQuotes) = _cells[column];
            var span = _text.AsSpan(start, length).Trim();
            return hasDoubledQuotes ? span.ToString().Replace("\"\"", "\"", StringComparison.Ordinal) : span;
        }
    }

    /// <summary>Goes to the next row with anything in it; false at the end.</summary>
    public bool Next()
    {
        while (_at < _text.Length)
        {
            if (_text[_at] is '\r' or '\n')
            {
                SkipLineEnd();
                continue;
            }

            ReadRow();
            for (var column = 0; column < Count; column++)
            {
                if (!this[column].IsEmpty)
                {
                    return true;
                }
            }
        }

        Count = 0;
        return false;
    }

    private void ReadRow()
    {
        (Line, Count) = (_nextLine, 0);
        while (true)
        {
            ReadCell();
            if (Count == MaxColumns)
            {
                var lineEnd = _text.AsSpan(_at).IndexOfAny('\r', '\n');
                _at = lineEnd < 0 ? _text.Length : _at + lineEnd;
            }

            if (_at >= _text.Length)
            {
                return;
            }

            if (_text[_at] != _delimiter)
            {
                SkipLineEnd();
                return;
            }

            _at++;
        }
    }

    private void ReadCell()
    {
        var first = SkipBlanks(_at);
        if (first < _text.Length && _text[first] == '"' && first >= _noClosingQuoteBefore && TryReadQuoted(first))
        {
            return;
        }

        var start = _at;
        var length = _text.AsSpan(start).IndexOfAny(_cellEnds);
        _at = length < 0 ? _text.Length : start + length;
        // A closing quote without its opening one.
        var end = _at > start + 1 && _text[_at - 1] == '"' ? _at - 1 : _at;
        Add(new Cell(start, end - start, HasDoubledQuotes: false));
    }

    private bool TryReadQuoted(int open)
    {
        var (i, lines, doubled) = (open + 1, 0, false);
        var limit = Math.Min(_text.Length, open + MaxQuotedLength);
        while (i < limit)
        {
            var step = _text.AsSpan(i, limit - i).IndexOfAny('"', '\n');
            if (step < 0)
            {
                break;
            }

            i += step;
            if (_text[i] == '\n')
            {
                lines++;
                i++;
            }
            else if (i + 1 < _text.Length && _text[i + 1] == '"')
            {
                doubled = true;
                i += 2;
            }
            else if (EndsCell(SkipBlanks(i + 1)))
            {
                Add(new Cell(open + 1, i - open - 1, doubled));
                (_at, _nextLine) = (SkipBlanks(i + 1), _nextLine + lines);
                return true;
            }
            else if (lines > 0 && (_text[i - 1] == _delimiter || _text[i - 1] == '\n'))
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

    private bool EndsCell(int at) => at >= _text.Length || _text[at] == _delimiter || _text[at] is '\r' or '\n';

    private int SkipBlanks(int at)
    {
        while (at < _text.Length && _text[at] == ' ')
        {
            at++;
        }

        return at;
    }

    private void SkipLineEnd()
    {
        var rest = _text.AsSpan(_at);
        _at += rest is ['\r', '\r', '\n', ..] ? 3 : rest is ['\r', '\n', ..] ? 2 : 1;
        _nextLine++;
    }

    private void Add(Cell cell)
    {
        if (Count < MaxColumns)
        {
            _cells[Count++] = cell;
        }
    }

    private readonly record struct Cell(int Start, int Length, bool HasDoubledQuotes);
}

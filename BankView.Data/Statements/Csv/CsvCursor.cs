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

    private readonly string _text;
    private readonly char _delimiter;
    private readonly CsvCellReader _reader;
    private readonly CsvCell[] _cells = new CsvCell[MaxColumns];
    private int _at;
    private int _nextLine = 1;

    public CsvCursor(string text, char delimiter)
    {
        (_text, _delimiter) = (text, delimiter);
        _reader = new CsvCellReader(text, delimiter);
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
            Add(_reader.Read(_at, out _at, out var lines));
            _nextLine += lines;
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

    private void SkipLineEnd()
    {
        var rest = _text.AsSpan(_at);
        _at += rest is ['\r', '\r', '\n', ..] ? 3 : rest is ['\r', '\n', ..] ? 2 : 1;
        _nextLine++;
    }

    private void Add(CsvCell cell)
    {
        if (Count < MaxColumns)
        {
            _cells[Count++] = cell;
        }
    }
}

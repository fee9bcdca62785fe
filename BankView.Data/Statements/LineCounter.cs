namespace BankView.Data.Statements;

/// <summary>Tells on which line a place of a text stands, asked from front to back and never inside a line end; CRLF, LF and CR end a line alike.</summary>
internal ref struct LineCounter(ReadOnlySpan<char> text)
{
    private readonly ReadOnlySpan<char> _text = text;
    private int _counted;
    private int _line = 1;

    /// <summary>1-based; positions may not go back.</summary>
    public int LineOf(int position)
    {
        while (_text[_counted..position].IndexOfAny('\r', '\n') is >= 0 and var offset)
        {
            var end = _counted + offset;
            var isPair = _text[end] == '\r' && end + 1 < _text.Length && _text[end + 1] == '\n';
            _counted = end + (isPair ? 2 : 1);
            _line++;
        }

        // What was looked through once is not looked through again, in a file without line ends too.
        _counted = position;
        return _line;
    }
}

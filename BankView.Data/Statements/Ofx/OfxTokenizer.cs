using System.Buffers;

namespace BankView.Data.Statements.Ofx;

/// <summary>
/// Walks through OFX text tag by tag, SGML (1.x) and XML (2.x) alike: each tag with the text up to the next one. It asks for no
/// end tags, no case, no header and no well-formedness, looks at each character a fixed number of times, and holds no nesting.
/// </summary>
internal ref struct OfxTokenizer(ReadOnlySpan<char> text)
{
    private const int LongestName = 64;

    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-:");

    private readonly ReadOnlySpan<char> _text = text;
    private OfxMarkup _markup = new(text);
    private int _position;

    /// <summary>Where the tag's &lt; stands.</summary>
    public int Start { get; private set; }

    public ReadOnlySpan<char> Name { get; private set; }

    /// <summary>The raw text between this tag and the next; empty for end tags.</summary>
    public ReadOnlySpan<char> Value { get; private set; }

    public bool IsEnd { get; private set; }

    /// <summary><c>&lt;MEMO/&gt;</c>: nothing is inside and no end tag follows.</summary>
    public bool IsSelfClosed { get; private set; }

    /// <summary>Goes to the next tag; false at the end of the text.</summary>
    public bool Read()
    {
        while (_text[_position..].IndexOf('<') is >= 0 and var offset)
        {
            Start = _position + offset;
            if (_markup.EndOfUntagged(Start) is { } end)
            {
                _position = end;
            }
            else if (TryReadTag())
            {
                return true;
            }
        }

        return false;
    }

    private bool TryReadTag()
    {
        var nameStart = Start + 1;
        IsEnd = nameStart < _text.Length && _text[nameStart] == '/';
        nameStart += IsEnd ? 1 : 0;
        var rest = _text[nameStart..];
        var length = rest.IndexOfAnyExcept(NameCharacters);
        if (length is <= 0 or > LongestName || !char.IsAsciiLetter(rest[0]))
        {
            // No tag, just a sign in the text. A name that never ends is text as well, and is passed as a whole.
            _position = length > LongestName ? nameStart + length : nameStart;
            _position = length < 0 ? _text.Length : _position;
            return false;
        }

        var end = _markup.EndOfTag(nameStart + length, out var isTag);
        _position = end;
        if (!isTag)
        {
            return false;
        }

        var name = rest[..length];
        Name = name[(name.LastIndexOf(':') + 1)..];
        IsSelfClosed = _text[end - 2] == '/';
        Value = IsEnd || IsSelfClosed ? default : ReadValue();
        return true;
    }

    private ReadOnlySpan<char> ReadValue()
    {
        var start = _position;
        while (_text[_position..].IndexOf('<') is >= 0 and var offset)
        {
            _position += offset;
            var rest = _text[_position..];
            if (_markup.EndOfCdata(_position) is { } afterCdata)
            {
                _position = afterCdata;
            }
            else if (rest.Length > 1 && (char.IsAsciiLetter(rest[1]) || rest[1] is '/' or '!' or '?'))
            {
                return _text[start.._position];
            }
            else
            {
                // "A < B" and "<3" are text that a bank forgot to escape.
                _position++;
            }
        }

        _position = _text.Length;
        return _text[start..];
    }
}

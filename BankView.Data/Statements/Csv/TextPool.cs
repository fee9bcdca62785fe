namespace BankView.Data.Statements.Csv;

/// <summary>Gives the same string for the same text: the names of a statement repeat a hundred times.</summary>
internal sealed class TextPool
{
    /// <summary>Longer texts are cut: no bank writes them, and a single cell can be as large as the file.</summary>
    private const int MaxLength = 1_000;

    private readonly HashSet<string> _texts = new(StringComparer.Ordinal);
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public TextPool() => _lookup = _texts.GetAlternateLookup<ReadOnlySpan<char>>();

    public static ReadOnlySpan<char> Cut(ReadOnlySpan<char> text) => text[..Math.Min(text.Length, MaxLength)];

    public string Get(ReadOnlySpan<char> text)
    {
        text = Cut(text);
        if (!_lookup.TryGetValue(text, out var known))
        {
            known = text.ToString();
            _texts.Add(known);
        }

        return known;
    }

    /// <summary>Both texts with a blank between them.</summary>
    public string Get(string first, ReadOnlySpan<char> second)
    {
        second = Cut(second);
        Span<char> joined = stackalloc char[(2 * MaxLength) + 1];
        first.CopyTo(joined);
        joined[first.Length] = ' ';
        second.CopyTo(joined[(first.Length + 1)..]);
        return Get(joined[..(first.Length + 1 + second.Length)]);
    }
}

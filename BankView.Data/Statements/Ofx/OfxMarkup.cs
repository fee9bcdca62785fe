namespace BankView.Data.Statements.Ofx;

/// <summary>
/// Finds where markup ends in OFX text. An end that was not found once is not looked for again: searching to the end of the file for
/// each beginning is quadratic.
/// </summary>
internal ref struct OfxMarkup(ReadOnlySpan<char> text)
{
    private readonly ReadOnlySpan<char> _text = text;
    private bool _hasNoCommentEnd;
    private bool _hasNoCdataEnd;

    /// <summary>
    /// The place after the comment, CDATA, processing instruction (<c>&lt;?OFX …?&gt;</c>) or declaration that begins at
    /// <paramref name="at"/>; null when none does.
    /// </summary>
    public int? EndOfUntagged(int at)
    {
        var rest = _text[at..];
        if (rest.StartsWith("<!--", StringComparison.Ordinal) && FindEnd(rest, "-->", ref _hasNoCommentEnd) is > 0 and var comment)
        {
            return at + comment;
        }

        return EndOfCdata(at) ?? (rest.Length > 1 && rest[1] is '?' or '!' ? EndOfTag(at + 1, out _) : null);
    }

    /// <summary>The place after the CDATA section that begins at <paramref name="at"/>; null when none does, or it never ends.</summary>
    public int? EndOfCdata(int at)
    {
        var rest = _text[at..];
        return rest.StartsWith("<![CDATA[", StringComparison.Ordinal) && FindEnd(rest, "]]>", ref _hasNoCdataEnd) is > 0 and var cdata
            ? at + cdata
            : null;
    }

    /// <summary>The place after the next &gt;, or of the next &lt; where that comes first: then it was no tag.</summary>
    public readonly int EndOfTag(int from, out bool isTag)
    {
        var offset = _text[from..].IndexOfAny('<', '>');
        isTag = offset >= 0 && _text[from + offset] == '>';
        return offset < 0 ? _text.Length : isTag ? from + offset + 1 : from + offset;
    }

    private static int FindEnd(ReadOnlySpan<char> rest, string mark, ref bool isKnownMissing)
    {
        var at = isKnownMissing ? -1 : rest.IndexOf(mark, StringComparison.Ordinal);
        isKnownMissing |= at < 0;
        return at < 0 ? -1 : at + mark.Length;
    }
}

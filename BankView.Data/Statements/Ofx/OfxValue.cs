using System.Net;
using System.Text;

namespace BankView.Data.Statements.Ofx;

/// <summary>Turns the raw text after a tag into the value meant: CDATA and entities resolved, blanks and control characters tamed.</summary>
internal static class OfxValue
{
    // OFX's longest text that matters here is 255 characters (MEMO); the rest of a longer one is left away.
    private const int LongestValue = 1000;
    private const int LongestRaw = 8000;
    private const string CdataStart = "<![CDATA[";
    private const string CdataEnd = "]]>";

    /// <summary>Runs of white space become one blank; null when nothing is left.</summary>
    public static string? Clean(ReadOnlySpan<char> raw)
    {
        raw = raw.Trim();
        return raw.IsEmpty ? null : Tame(Resolve(raw[..Math.Min(raw.Length, LongestRaw)]));
    }

    /// <summary>A cell for people: at most so many characters, never half of a surrogate pair.</summary>
    public static string? Shorten(string? text, int length) =>
        text is null || text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];

    private static string Resolve(ReadOnlySpan<char> raw)
    {
        if (raw.IndexOf(CdataStart, StringComparison.Ordinal) < 0)
        {
            return WebUtility.HtmlDecode(raw.ToString());
        }

        var text = new StringBuilder(raw.Length);
        while (raw.IndexOf(CdataStart, StringComparison.Ordinal) is >= 0 and var start)
        {
            text.Append(WebUtility.HtmlDecode(raw[..start].ToString()));
            raw = raw[(start + CdataStart.Length)..];
            var end = raw.IndexOf(CdataEnd, StringComparison.Ordinal);
            text.Append(end < 0 ? raw : raw[..end]);
            raw = end < 0 ? default : raw[(end + CdataEnd.Length)..];
        }

        return text.Append(WebUtility.HtmlDecode(raw.ToString())).ToString();
    }

    private static string? Tame(string text)
    {
        var tamed = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            var isBlank = char.IsWhiteSpace(character) || char.IsControl(character);
            if (!isBlank && character != '\uFEFF')
            {
                tamed.Append(character);
            }
            else if (isBlank && tamed.Length > 0 && tamed[^1] != ' ')
            {
                tamed.Append(' ');
            }
        }

        var value = Shorten(tamed.ToString(), LongestValue)!.TrimEnd();
        return value.Length == 0 ? null : value;
    }
}

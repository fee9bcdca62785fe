using System.Globalization;

namespace BankView.Web.Ui;

/// <summary>Two letters and a colour for a name.</summary>
internal static class InitialsOf
{
    private static readonly char[] Gaps = [' ', '.', ',', '-', '&', '/', '\'', '(', ')'];

    /// <summary>"Chase" is CH, "Wells Fargo Bank" is WF, a name without letters is a question mark.</summary>
    public static string Letters(string name)
    {
        var words = name.Split(Gaps, StringSplitOptions.RemoveEmptyEntries);
        var letters = words.Length switch
        {
            0 => "?",
            1 => string.Concat(Elements(words[0]).Take(2)),
            _ => string.Concat(Elements(words[0]).First(), Elements(words[1]).First()),
        };
        return letters.ToUpperInvariant();
    }

    /// <summary>One of twelve hues in degrees. Not GetHashCode: that differs at every start.</summary>
    public static int Hue(string name) => name.Aggregate(17, (sum, letter) => ((sum * 31) + letter) % 7919) % 12 * 30;

    // A text element, not a char: half of a surrogate pair is no letter.
    private static IEnumerable<string> Elements(string word)
    {
        var elements = StringInfo.GetTextElementEnumerator(word);
        while (elements.MoveNext())
        {
            yield return elements.GetTextElement();
        }
    }
}

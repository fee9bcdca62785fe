using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace BankView.Data.BankLinks.Connectors;

/// <summary>Makes a bank's own words safe to show: plain, short, and nothing in them to click.</summary>
internal static partial class BankText
{
    public const int MostCharacters = 300;

    /// <summary>
    /// One line of at most 300 characters without control characters, markup or links; null when nothing is left. A link is replaced by
    /// an ellipsis: who breaks into a bank's error texts must not lead members anywhere.
    /// </summary>
    public static string? Clean(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        // What is far too long is cut first, so that no text costs more than its beginning.
        var start = text.Length > 10 * MostCharacters ? text[..(10 * MostCharacters)] : text;
        var plain = new StringBuilder(start.Length);
        foreach (var character in start)
        {
            plain.Append(IsShown(character) ? character : ' ');
        }

        var clean = Blanks().Replace(Link().Replace(Markup().Replace(plain.ToString(), " "), "…"), " ").Trim();
        return clean.Length == 0 ? null : clean.Length <= MostCharacters ? clean : clean[..(MostCharacters - 1)] + "…";
    }

    // Format characters turn the direction of text or hide parts of it; a surrogate alone is no character.
    private static bool IsShown(char character) => character is not ('<' or '>')
        && char.GetUnicodeCategory(character) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse);

    [GeneratedRegex(@"&(#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{1,10});", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Markup();

    [GeneratedRegex(@"\b([a-z][a-z0-9+.-]{1,20}:/{1,2}\S*|(mailto|javascript|data|tel):\S*|www\.\S*|([a-z0-9-]+\.)+[a-z]{2,24}(/\S*)?)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Link();

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Blanks();
}

using System.Globalization;
using System.Text;

namespace BankView.Data.Transactions;

/// <summary>
/// The form in which a search compares texts: upper case, without accents, and ß as SS. Banks write "MULLER" and "STRASSE" where a
/// member types "müller" and "straße", and the other way round.
/// </summary>
public static class SearchText
{
    // Accents of Latin, Greek and Cyrillic letters. The vowel signs of other scripts are letters to whoever reads them, and stay.
    private const char FirstAccent = '\u0300';
    private const char LastAccent = '\u036F';

    /// <summary>The text in that form; a part of a text becomes a part of what the text becomes.</summary>
    public static string Fold(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text.ToUpperInvariant();
        }

        var folded = new StringBuilder(text.Length);
        foreach (var character in WellFormed(text).Normalize(NormalizationForm.FormD))
        {
            if (character is 'ß' or 'ẞ')
            {
                folded.Append("SS");
            }
            else if (character is < FirstAccent or > LastAccent)
            {
                folded.Append(character);
            }
        }

        return CultureInfo.InvariantCulture.TextInfo.ToUpper(folded.ToString());
    }

    /// <summary>True when the text contains the part, both compared in that form.</summary>
    public static bool Holds(string text, string part) => Fold(text).Contains(Fold(part), StringComparison.Ordinal);

    // What a browser sends may hold half of a surrogate pair, which has no normal form.
    private static string WellFormed(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}

using BankView.Data.Transactions;

namespace BankView.Data.Imports;

/// <summary>Whether two bank texts speak of the same thing as far as words tell. Words are compared as a search compares them.</summary>
internal static class Words
{
    // Shorter ones (of, GmbH's "mb", state codes) are shared by chance.
    private const int Shortest = 4;

    /// <summary>True when the texts share a word of four letters or more.</summary>
    public static bool Share(string one, string other) => Of(one) is { Count: > 0 } words && words.Overlaps(Of(other));

    /// <summary>Runs of letters and digits that hold a letter and are long enough.</summary>
    public static HashSet<string> Of(string text)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        var rest = SearchText.Fold(text).AsSpan();
        while (!rest.IsEmpty)
        {
            var (length, letters) = (0, 0);
            for (; length < rest.Length && char.IsLetterOrDigit(rest[length]); length++)
            {
                letters += char.IsLetter(rest[length]) ? 1 : 0;
            }

            if (length >= Shortest && letters > 0)
            {
                words.Add(rest[..length].ToString());
            }

            rest = rest[Math.Min(length + 1, rest.Length)..];
        }

        return words;
    }

    /// <summary>The same for equal words, in this process alone.</summary>
    public static int Hash(string word) => string.GetHashCode(word, StringComparison.Ordinal);
}

namespace BankView.Data.Imports;

/// <summary>Whether two bank texts speak of the same thing as far as words tell.</summary>
internal static class Words
{
    // Shorter ones (of, GmbH's "mb", state codes) are shared by chance.
    private const int Shortest = 4;

    /// <summary>True when the texts share a word of four letters or more, in any case.</summary>
    public static bool Share(string one, string other)
    {
        foreach (var range in one.AsSpan().SplitAny(' ', ',', '/', '-', '*', '.', '#', ':', '+'))
        {
            var word = one.AsSpan(range);
            if (word.Length >= Shortest && HasLetter(word) && ContainsWord(other, word))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasLetter(ReadOnlySpan<char> word)
    {
        foreach (var letter in word)
        {
            if (char.IsLetter(letter))
            {
                return true;
            }
        }

        return false;
    }

    private static bool ContainsWord(ReadOnlySpan<char> text, ReadOnlySpan<char> word)
    {
        for (var start = 0; start <= text.Length - word.Length;)
        {
            var at = text[start..].IndexOf(word, StringComparison.OrdinalIgnoreCase);
            if (at < 0)
            {
                return false;
            }

            at += start;
            var end = at + word.Length;
            if ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (end == text.Length || !char.IsLetterOrDigit(text[end])))
            {
                return true;
            }

            start = at + 1;
        }

        return false;
    }
}

using System.Buffers;

namespace BankView.Data.Statements.Csv;

/// <summary>The words by which a bank marks a card payment or a cash withdrawal in the text of an account's row.</summary>
internal static class CardMarks
{
    private static readonly SearchValues<string> Marks = SearchValues.Create(
    [
        "POS", "ATM", "card purchase", "card payment", "card transaction", "card withdrawal", "check card", "checkcard", "debit card",
        "contactless", "Kartenzahlung", "girocard", "Bankomat", "Geldautomat", "Debitkarte", "betaalautomaat", "betaalpas", "geldautomaat",
        "pinnen", "paiement par carte", "achat cb", "retrait dab", "platba kartou", "výběr z bankomatu",
    ], StringComparison.OrdinalIgnoreCase);

    /// <summary>True when a mark stands in the text as words of its own ("POS", not "deposit").</summary>
    public static bool IsIn(string? text)
    {
        var whole = text.AsSpan();
        for (var from = 0; from < whole.Length;)
        {
            var found = whole[from..].IndexOfAny(Marks);
            if (found < 0)
            {
                return false;
            }

            var at = from + found;
            if ((at == 0 || !char.IsLetter(whole[at - 1])) && !IsStartOfOtherWord(whole[at..]))
            {
                return true;
            }

            from = at + 1;
        }

        return false;
    }

    /// <summary>"POS" and "ATM" are short enough to begin other words; the long marks may go on ("Kartenzahlungen").</summary>
    private static bool IsStartOfOtherWord(ReadOnlySpan<char> text) =>
        text.Length > 3 && char.IsLetter(text[3])
        && (text.StartsWith("POS", StringComparison.OrdinalIgnoreCase) || text.StartsWith("ATM", StringComparison.OrdinalIgnoreCase));
}

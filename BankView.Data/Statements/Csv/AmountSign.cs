using System.Globalization;

namespace BankView.Data.Statements.Csv;

/// <summary>Reads what stands around the digits of an amount: signs, brackets, currency signs and codes, "CR" and "DR".</summary>
internal static class AmountSign
{
    /// <summary>False for anything else than one sign or pair of brackets and at most three letters on each side.</summary>
    public static bool TryRead(ReadOnlySpan<char> before, ReadOnlySpan<char> after, out bool negative)
    {
        negative = false;
        var (signs, opened, closed) = (0, 0, 0);
        foreach (var part in (ReadOnlySpan<bool>)[true, false])
        {
            foreach (var c in part ? before : after)
            {
                signs += c is '-' or '+' or '−' or '–' ? 1 : 0;
                negative |= c is '-' or '−' or '–' or '(';
                opened += c == '(' ? 1 : 0;
                closed += c == ')' ? 1 : 0;
                // "Kč", "Fr." and ",-" stand beside digits too.
                if (!(c is '-' or '+' or '−' or '–' or '(' or ')' or '.' or ',' or '\'' || char.IsLetter(c) || char.IsWhiteSpace(c)
                    || char.GetUnicodeCategory(c) == UnicodeCategory.CurrencySymbol))
                {
                    return false;
                }
            }
        }

        // "5,-" is Dutch and German for a round amount.
        if (after.TrimStart() is [',' or '.', '-' or '–', ..])
        {
            signs--;
            negative = before.IndexOfAny('-', '−', '–') >= 0;
        }

        negative |= after.Trim() is ['D' or 'd', 'R' or 'r'];
        return signs + opened <= 1 && opened == closed && Letters(before) <= 3 && Letters(after) <= 3;
    }

    private static int Letters(ReadOnlySpan<char> text)
    {
        var letters = 0;
        foreach (var c in text)
        {
            letters += char.IsLetter(c) ? 1 : 0;
        }

        return letters;
    }
}

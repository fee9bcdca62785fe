using System.Text;

namespace BankView.Data.Transactions;

/// <summary>
/// Hides card numbers in text that came from a bank: 13 to 19 digits, possibly in groups parted by single blanks or dashes, that pass
/// the Luhn check (ISO/IEC 7812). The last four stay, as on any receipt. An account number that happens to pass is hidden too.
/// </summary>
public static class CardNumberMask
{
    private const int MinDigits = 13;
    private const int MaxDigits = 19;
    private const string Dots = "•••• ";

    /// <summary>The same string, without allocation, when there is nothing to hide.</summary>
    public static string Apply(string text)
    {
        var masked = ApplyOnce(text);
        // What is left of a number can stand beside other digits and pass the check with them.
        while (!ReferenceEquals(masked, text))
        {
            (text, masked) = (masked, ApplyOnce(masked));
        }

        return masked;
    }

    private static string ApplyOnce(string text)
    {
        StringBuilder? masked = null;
        var copied = 0;
        for (var start = NextGroup(text, 0); start >= 0;)
        {
            var end = EndOfCard(text, start);
            if (end > 0)
            {
                masked ??= new StringBuilder(text.Length);
                masked.Append(text, copied, start - copied).Append(Dots).Append(LastFour(text.AsSpan(start, end - start)));
                copied = end;
            }

            start = NextGroup(text, end > 0 ? end : EndOfGroup(text, start));
        }

        return masked is null ? text : masked.Append(text, copied, text.Length - copied).ToString();
    }

    /// <summary>Where the longest card number that begins with this group of digits ends; 0 when none does.</summary>
    private static int EndOfCard(string text, int start)
    {
        var (digits, found) = (0, 0);
        // Luhn sums from the right; both parities are carried so that any end can be the right one.
        var (even, odd) = (0, 0);
        for (var at = start; at < text.Length && digits <= MaxDigits; at++)
        {
            var c = text[at];
            if (!char.IsAsciiDigit(c))
            {
                var goesOn = c is ' ' or '-' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]);
                if (!goesOn)
                {
                    break;
                }

                continue;
            }

            digits++;
            var digit = c - '0';
            // "even" doubles every second digit counted from this one on to the left, and not this one.
            (even, odd) = (odd + digit, even + Doubled(digit));
            var endsGroup = at + 1 == text.Length || !char.IsAsciiDigit(text[at + 1]);
            if (endsGroup && digits is >= MinDigits and <= MaxDigits && even % 10 == 0)
            {
                found = at + 1;
            }
        }

        return found;
    }

    private static int Doubled(int digit) => digit < 5 ? digit * 2 : (digit * 2) - 9;

    private static int NextGroup(string text, int from)
    {
        var found = text.AsSpan(from).IndexOfAnyInRange('0', '9');
        // Too little text is left to hold a card number.
        return found < 0 || text.Length - from - found < MinDigits ? -1 : from + found;
    }

    private static int EndOfGroup(string text, int start)
    {
        var length = text.AsSpan(start).IndexOfAnyExceptInRange('0', '9');
        return length < 0 ? text.Length : start + length;
    }

    private static string LastFour(ReadOnlySpan<char> card)
    {
        Span<char> four = stackalloc char[4];
        for (var (i, at) = (3, card.Length - 1); i >= 0; at--)
        {
            if (char.IsAsciiDigit(card[at]))
            {
                four[i--] = card[at];
            }
        }

        return four.ToString();
    }
}

using System.Text;

namespace BankView.Data.Transactions;

/// <summary>
/// Makes a name for people out of a statement's raw text, and a key by which rows of the same merchant are found together. It takes
/// away what differs from row to row (dates, times, terminals, references, card marks) and leaves the rest as the bank wrote it.
/// </summary>
public static class MerchantName
{
    private const int MaxLength = 200;

    /// <summary>
    /// The cleaned name, or the cleaned memo when there is no name; "" when both are blank. Never empty when there is text, and
    /// cleaning a cleaned name changes nothing.
    /// </summary>
    public static string Clean(string name, string? memo)
    {
        var source = string.IsNullOrWhiteSpace(name) ? memo : name;
        if (string.IsNullOrWhiteSpace(source))
        {
            return "";
        }

        Span<char> text = stackalloc char[MaxLength];
        Span<char> shorter = stackalloc char[MaxLength];
        text = text[..CollapseBlanks(source, text)];
        // One round can lay bare what the next one takes away; each makes the text shorter, so this ends.
        while (true)
        {
            var length = CleanOnce(text, shorter);
            if (length == text.Length || !HasLetter(shorter[..length]))
            {
                return text.SequenceEqual(source) ? source : text.ToString();
            }

            shorter[..length].CopyTo(text);
            text = text[..length];
        }
    }

    /// <summary>The same for any spelling of a cleaned name in upper or lower case; the input of the merchant's keyed tag.</summary>
    public static string Key(string cleaned) => (cleaned.IsNormalized() ? cleaned : cleaned.Normalize(NormalizationForm.FormC)).ToUpperInvariant();

    private static int CollapseBlanks(string source, Span<char> target)
    {
        var (length, blank) = (0, false);
        for (var i = 0; i < source.Length; i++)
        {
            var c = source[i];
            if (char.IsWhiteSpace(c) || char.IsControl(c))
            {
                blank = length > 0;
                continue;
            }

            // Half of a surrogate pair is no text: it would come back as another character.
            var isPair = char.IsHighSurrogate(c) && i + 1 < source.Length && char.IsLowSurrogate(source[i + 1]);
            if (length + (blank ? 1 : 0) + (isPair ? 2 : 1) > target.Length)
            {
                break;
            }

            if (blank)
            {
                target[length++] = ' ';
                blank = false;
            }

            target[length++] = char.IsSurrogate(c) && !isPair ? '\uFFFD' : c;
            if (isPair)
            {
                target[length++] = source[++i];
            }
        }

        return length;
    }

    private static int CleanOnce(ReadOnlySpan<char> text, Span<char> target)
    {
        var unmarked = MerchantNoise.WithoutLeadingMarks(text);
        // A number right after a card mark is the terminal's; one that begins the text may be the name.
        var (length, first, afterNoise) = (0, unmarked.Length == text.Length, false);
        text = MerchantNoise.WithoutPlaceInBrackets(unmarked);
        while (!text.IsEmpty)
        {
            var token = NextToken(ref text);
            var next = text.IndexOf(' ') is var end and >= 0 ? text[..end] : text;
            var isNoise = MerchantNoise.IsNoise(token, next, first, afterNoise);
            if (!isNoise)
            {
                token = MerchantNoise.WithoutReference(token);
                if (length > 0)
                {
                    target[length++] = ' ';
                }

                token.CopyTo(target[length..]);
                length += token.Length;
            }

            (first, afterNoise) = (false, isNoise);
        }

        return Trimmed(target[..length], target);
    }

    private static int Trimmed(ReadOnlySpan<char> cleaned, Span<char> target)
    {
        var trimmed = cleaned.TrimEnd(" -–:*,/&+#;").TrimStart(" -–:*,./&+;");
        trimmed.CopyTo(target);
        return trimmed.Length;
    }

    private static ReadOnlySpan<char> NextToken(ref ReadOnlySpan<char> text)
    {
        var end = text.IndexOf(' ');
        var token = end < 0 ? text : text[..end];
        text = end < 0 ? default : text[(end + 1)..];
        return token;
    }

    private static bool HasLetter(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (char.IsLetter(c))
            {
                return true;
            }
        }

        return false;
    }
}

using System.Buffers;

namespace BankView.Data.Transactions;

/// <summary>What in a statement's text says when, where and by which machine it was paid, and not to whom.</summary>
internal static class MerchantNoise
{
    /// <summary>Longer ones first: "POS DEBIT" before "POS". Those that end in '*' are payment services in front of the merchant's name.</summary>
    private static readonly string[] LeadingMarks =
    [
        "purchase authorized on", "recurring payment authorized on", "recurring payment", "debit card purchase", "debit card payment",
        "debit card", "check card purchase", "check card", "checkcard", "card purchase", "card payment to", "card payment",
        "contactless", "visa debit", "visa purchase", "pos debit", "pos purchase", "pos", "ach debit", "ach credit",
        "sepa-lastschrift", "lastschrift", "kartenzahlung", "girocard", "betaalautomaat", "betaalpas", "paiement par carte", "achat cb",
        "platba kartou", "sq *", "sq*", "tst*", "tst *", "paypal *", "pp*", "sumup *", "zettle_*", "izettle *",
    ];

    private static readonly SearchValues<char> FirstLetters =
        SearchValues.Create([.. LeadingMarks.SelectMany(mark => new[] { mark[0], char.ToUpperInvariant(mark[0]) }).Distinct()]);

    private static readonly string[] Labels = ["ref", "ref.", "ref:", "nr", "nr.", "no", "no.", "id", "id:", "terminal", "term", "auth", "kfn", "vj", "store", "card"];

    public static ReadOnlySpan<char> WithoutLeadingMarks(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty && FirstLetters.Contains(text[0]) && MarkLength(text) is var length and > 0 && length < text.Length)
        {
            text = text[length..].TrimStart(" -:*,./");
        }

        return text;
    }

    /// <summary>"Quality Nuts (EEMDIJK, NL)" ends in a place: brackets with a two-letter country or state at the end.</summary>
    public static ReadOnlySpan<char> WithoutPlaceInBrackets(ReadOnlySpan<char> text)
    {
        var open = text.LastIndexOf('(');
        var isPlace = open > 0 && text is [.., ',', ' ', var a, var b, ')'] && char.IsAsciiLetterUpper(a) && char.IsAsciiLetterUpper(b);
        return isPlace ? text[..open].TrimEnd() : text;
    }

    /// <summary>"AMZN Mktp US*2K4T01" without what follows the star, if that holds a digit.</summary>
    public static ReadOnlySpan<char> WithoutReference(ReadOnlySpan<char> token)
    {
        var star = token.IndexOf('*');
        return star > 0 && token[star..].ContainsAnyInRange('0', '9') ? token[..star] : token;
    }

    /// <summary>
    /// Whether a word of the text is a date, a time, a number of a store, terminal or reference, or belongs to one.
    /// <paramref name="first"/> words are spared where they may be the name itself ("7 ELEVEN", "1800FLOWERS").
    /// </summary>
    public static bool IsNoise(ReadOnlySpan<char> token, ReadOnlySpan<char> next, bool first, bool afterNoise)
    {
        var (digits, letters) = Count(token);
        if (digits == 0)
        {
            return (letters == 0 && afterNoise)
                // A country or state between two numbers, or after the last one.
                || (afterNoise && IsCode(token) && (next.IsEmpty || LooksNumeric(next)))
                || (!first && !next.IsEmpty && IsLabel(token) && next.ContainsAnyInRange('0', '9'));
        }

        if (letters == 0)
        {
            var isDateOrTime = token.IndexOfAny(":./-,") > 0 && token is not "24/7";
            return token[0] is '#' or '*' || digits >= (first ? 5 : 3) || isDateOrTime || (afterNoise && digits < 3);
        }

        var masked = token.IndexOfAnyExcept("Xx*•#") >= 2;
        return (!first && digits >= 5) || digits >= 8 || masked || (afterNoise && token.Length <= 3) || (!first && IsDayAndMonth(token));
    }

    private static bool LooksNumeric(ReadOnlySpan<char> token) => token.ContainsAnyInRange('0', '9') && Count(token).Letters <= 1;

    private static bool IsCode(ReadOnlySpan<char> token) => token is [var a, var b] && char.IsAsciiLetterUpper(a) && char.IsAsciiLetterUpper(b);

    /// <summary>"22FEB".</summary>
    private static bool IsDayAndMonth(ReadOnlySpan<char> token) =>
        token.Length == 5 && char.IsAsciiDigit(token[0]) && char.IsAsciiDigit(token[1])
        && "JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC".AsSpan().IndexOf(token[2..], StringComparison.OrdinalIgnoreCase) is var at and >= 0 && at % 3 == 0;

    private static bool IsLabel(ReadOnlySpan<char> token)
    {
        foreach (var label in Labels)
        {
            if (token.Equals(label, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static int MarkLength(ReadOnlySpan<char> text)
    {
        foreach (var mark in LeadingMarks)
        {
            if (text.StartsWith(mark, StringComparison.OrdinalIgnoreCase)
                && (text.Length == mark.Length || mark[^1] == '*' || !char.IsLetterOrDigit(text[mark.Length])))
            {
                return mark.Length;
            }
        }

        return 0;
    }

    private static (int Digits, int Letters) Count(ReadOnlySpan<char> token)
    {
        var (digits, letters) = (0, 0);
        foreach (var c in token)
        {
            digits += char.IsAsciiDigit(c) ? 1 : 0;
            letters += char.IsLetter(c) ? 1 : 0;
        }

        return (digits, letters);
    }
}

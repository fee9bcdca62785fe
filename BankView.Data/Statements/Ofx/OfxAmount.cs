using System.Buffers;

namespace BankView.Data.Statements.Ofx;

/// <summary>
/// Amounts as OFX writes them (2.3, section 3.2.9.2): a sign, digits, and a point <b>or a comma</b> as the decimal sign. Signs
/// between thousands are against the specification but occur; they are understood where they cannot be taken for a decimal sign.
/// </summary>
internal static class OfxAmount
{
    private static readonly SearchValues<char> Separators = SearchValues.Create(".,");

    /// <summary>Null and the exact amount, or why it cannot be read.</summary>
    public static ProblemReason? Read(string? text, Currency currency, out Money amount)
    {
        amount = default;
        if (string.IsNullOrWhiteSpace(text))
        {
            return ProblemReason.AmountMissing;
        }

        var compact = text.Any(char.IsWhiteSpace) ? string.Concat(text.Where(character => !char.IsWhiteSpace(character))) : text;
        var plain = ToInvariant(compact.Replace('\u2212', '-'));
        return plain is null ? ProblemReason.AmountUnreadable
            : Money.TryParse(plain, currency, out amount) ? Math.Abs(amount.MinorUnits) <= LargestAmount.MinorUnits ? null : ProblemReason.AmountUnreadable
            : Money.TryParse(plain.Split('.')[0], currency, out _) && HasOnlyDigitsAfterPoint(plain) ? ProblemReason.TooManyDecimals
            : ProblemReason.AmountUnreadable;
    }

    /// <summary>"-5,00" → "-5.00", "1.234,56" and "1,234.56" → "1234.56"; null where the signs make no sense.</summary>
    private static string? ToInvariant(string text)
    {
        var last = text.AsSpan().LastIndexOfAny(Separators);
        if (last < 0)
        {
            return text;
        }

        var (whole, fraction, sign) = (text[..last], text[(last + 1)..], text[last]);
        if (!whole.AsSpan().ContainsAny(Separators))
        {
            return $"{whole}.{fraction}";
        }

        // Both signs: the last one is the decimal sign. One sign several times: it parts thousands, and there are no decimals.
        var other = sign == '.' ? ',' : '.';
        return !whole.Contains(sign, StringComparison.Ordinal) && AreThousands(whole.Split(other))
                ? $"{whole.Replace($"{other}", "", StringComparison.Ordinal)}.{fraction}"
            : !whole.Contains(other, StringComparison.Ordinal) && AreThousands(text.Split(sign))
                ? text.Replace($"{sign}", "", StringComparison.Ordinal)
            : null;
    }

    private static bool AreThousands(string[] groups) =>
        groups[0].TrimStart('+', '-').Length is >= 1 and <= 3
        && Array.TrueForAll(groups[1..], group => group.Length == 3 && group.All(char.IsAsciiDigit));

    private static bool HasOnlyDigitsAfterPoint(string plain) =>
        plain.IndexOf('.', StringComparison.Ordinal) is >= 0 and var point && plain[(point + 1)..].All(char.IsAsciiDigit);
}

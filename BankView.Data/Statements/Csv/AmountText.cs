namespace BankView.Data.Statements.Csv;

/// <summary>
/// Reads amounts as banks write them: "1.234,56", "1'234.56", "$-99.00", "(12.00)", "12.00-", "EUR 5,00", "12.00 CR". Exact: what does
/// not fit the currency or the grouping is refused, never rounded or guessed ("1,23" is not 123).
/// </summary>
internal static class AmountText
{
    /// <summary>Null when <paramref name="minorUnits"/> is the amount; else why there is none.</summary>
    public static ProblemReason? Read(ReadOnlySpan<char> text, DecimalSign decimalSign, int exponent, out long minorUnits)
    {
        minorUnits = 0;
        var first = text.IndexOfAnyInRange('0', '9');
        if (first < 0)
        {
            return text.Trim().IsEmpty ? ProblemReason.AmountMissing : ProblemReason.AmountUnreadable;
        }

        var point = decimalSign == DecimalSign.Point ? '.' : ',';
        if (first > 0 && text[first - 1] == point)
        {
            first--;
        }

        var last = text.LastIndexOfAnyInRange('0', '9');
        if (!AmountSign.TryRead(text[..first], text[(last + 1)..], out var negative))
        {
            return ProblemReason.AmountUnreadable;
        }

        var problem = ReadDigits(text[first..(last + 1)], point, exponent, out minorUnits);
        minorUnits = negative ? -minorUnits : minorUnits;
        return problem;
    }

    private static ProblemReason? ReadDigits(ReadOnlySpan<char> digits, char point, int exponent, out long minorUnits)
    {
        minorUnits = 0;
        var (value, decimals, sinceGroup, grouped, excess) = (0L, -1, 0, false, false);
        foreach (var c in digits)
        {
            if (char.IsAsciiDigit(c))
            {
                if (decimals >= exponent)
                {
                    excess |= c != '0';
                    continue;
                }

                if (value > LargestAmount.MinorUnits / 10)
                {
                    return ProblemReason.AmountUnreadable;
                }

                value = (value * 10) + (c - '0');
                sinceGroup++;
                decimals += decimals >= 0 ? 1 : 0;
            }
            else if (decimals >= 0 || (c == point && grouped && sinceGroup != 3))
            {
                return ProblemReason.AmountUnreadable;
            }
            else if (c == point)
            {
                decimals = 0;
            }
            else if (IsGroupSign(c, point) && sinceGroup is >= 1 and <= 3 && (!grouped || sinceGroup >= 2))
            {
                (grouped, sinceGroup) = (true, 0);
            }
            else
            {
                return ProblemReason.AmountUnreadable;
            }
        }

        if (grouped && decimals < 0 && sinceGroup != 3)
        {
            return ProblemReason.AmountUnreadable;
        }

        for (var i = Math.Max(decimals, 0); i < exponent; i++)
        {
            if (value > LargestAmount.MinorUnits / 10)
            {
                return ProblemReason.AmountUnreadable;
            }

            value *= 10;
        }

        minorUnits = excess ? 0 : value;
        return excess ? ProblemReason.TooManyDecimals : null;
    }

    private static bool IsGroupSign(char c, char point) =>
        c is ' ' or '\'' or '’' or '\u00A0' or '\u202F' or '\u2009' || (c is '.' or ',' && c != point);
}

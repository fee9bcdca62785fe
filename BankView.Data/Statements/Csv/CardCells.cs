namespace BankView.Data.Statements.Csv;

/// <summary>What a card's own columns hold.</summary>
internal static class CardCells
{
    /// <summary>The last four digits of "51_5 4400 7700 9222443" or "**** 1234", fewer where the bank only numbers its cards; null without any.</summary>
    public static string? LastFour(ReadOnlySpan<char> cell, TextPool texts)
    {
        Span<char> digits = stackalloc char[4];
        var first = 4;
        for (var i = cell.Length - 1; i >= 0 && first > 0; i--)
        {
            if (char.IsAsciiDigit(cell[i]))
            {
                digits[--first] = cell[i];
            }
        }

        return first == 4 ? null : texts.Get(digits[first..]);
    }

    /// <summary>Four digits; spreadsheets eat the leading zero and add ".0".</summary>
    public static string? MerchantCategoryCode(ReadOnlySpan<char> cell, TextPool texts)
    {
        var end = cell.IndexOfAnyExceptInRange('0', '9');
        var digits = end < 0 ? cell : cell[..end];
        return digits.Length switch
        {
            4 => texts.Get(digits),
            3 => texts.Get(['0', digits[0], digits[1], digits[2]]),
            _ => null,
        };
    }
}

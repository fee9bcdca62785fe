using BankView.Data.Statements;

namespace BankView.Data.Imports;

/// <summary>
/// How else the number of an account may be written. One export of a bank names the account by its IBAN, another by the bank and
/// the number that stand in it, and some keep zeros in front that others drop. What is found so is very likely the same account,
/// and the member is asked.
/// </summary>
internal static class NumberSpellings
{
    // Shorter ones are in too many numbers.
    private const int LeastDigits = 6;
    private const int LongestWithZeros = 12;

    // Digits by which a country checks its numbers can stand behind them (France, Portugal), and are not written elsewhere.
    private const int CheckDigits = 2;

    /// <summary>Other spellings of the number, normalised; none for a statement without one.</summary>
    public static IEnumerable<string> Of(StatementAccount account)
    {
        var (bank, number) = (AccountIdentity.Normalise(account.BankId), AccountIdentity.Normalise(account.Number));
        var spellings = number.Length < LeastDigits ? []
            : Iban.IsValid(number) ? InsideOf(number)
            : [.. Padded(number), .. Iban.Containing(bank, number), .. Iban.Containing("", number)];
        return spellings.Except([number], StringComparer.Ordinal);
    }

    private static IEnumerable<string> InsideOf(string iban)
    {
        var inside = iban[Iban.HeadLength..];
        foreach (var whole in (string[])[inside, inside[..^CheckDigits]])
        {
            for (var start = 0; whole.Length - start >= LeastDigits; start++)
            {
                yield return whole[start..];
            }
        }
    }

    private static IEnumerable<string> Padded(string number)
    {
        var bare = number.TrimStart('0');
        for (var length = int.Max(bare.Length, LeastDigits); length <= LongestWithZeros; length++)
        {
            yield return bare.PadLeft(length, '0');
        }
    }
}

namespace BankView.Data.Imports;

/// <summary>International bank account numbers (ISO 13616): country, two check digits, then the country's own bank and number.</summary>
internal static class Iban
{
    /// <summary>Country and check digits.</summary>
    public const int HeadLength = 4;

    private const int Shortest = 15;
    private const int Longest = 34;

    // Of countries that write zeros between bank and number, or nothing: the registry's lengths.
    private static readonly (string Country, int Length)[] Countries =
    [
        ("AT", 20), ("BE", 16), ("CH", 21), ("CZ", 24), ("DE", 22), ("DK", 18), ("EE", 20), ("ES", 24), ("FI", 18), ("GR", 27),
        ("HR", 21), ("HU", 28), ("IT", 27), ("LI", 21), ("LT", 20), ("LU", 20), ("NO", 15), ("PL", 28), ("PT", 25), ("SE", 24),
        ("SI", 19), ("SK", 24),
    ];

    /// <summary>True for one in capitals, without spaces, whose check digits are right.</summary>
    public static bool IsValid(string number) =>
        number.Length is >= Shortest and <= Longest
        && char.IsAsciiLetterUpper(number[0]) && char.IsAsciiLetterUpper(number[1])
        && char.IsAsciiDigit(number[2]) && char.IsAsciiDigit(number[3])
        && number.All(char.IsAsciiLetterOrDigit)
        && Remainder(number[HeadLength..] + number[..HeadLength]) == 1;

    /// <summary>The IBANs that an account can have by its bank's code and its number, one a country; most of them do not exist.</summary>
    public static IEnumerable<string> Containing(string bank, string number)
    {
        if (!$"{bank}{number}".All(char.IsAsciiLetterOrDigit))
        {
            yield break;
        }

        foreach (var (country, length) in Countries)
        {
            var zeros = length - HeadLength - bank.Length - number.TrimStart('0').Length;
            if (zeros >= 0)
            {
                var inside = $"{bank}{new string('0', zeros)}{number.TrimStart('0')}";
                // ISO 7064, MOD 97-10: with the check digits the remainder is one.
                yield return $"{country}{98 - Remainder($"{inside}{country}00"):D2}{inside}";
            }
        }
    }

    // Letters count as two digits each, A as 10.
    private static int Remainder(string rearranged) => rearranged.Aggregate(0, (rest, letter) =>
        char.IsAsciiDigit(letter) ? ((rest * 10) + letter - '0') % 97 : ((rest * 100) + letter - 'A' + 10) % 97);
}

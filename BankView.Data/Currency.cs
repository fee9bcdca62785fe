using System.Collections.Frozen;
using System.Globalization;

namespace BankView.Data;

/// <summary>
/// An ISO 4217 currency and its exponent: how many decimal digits its minor unit takes (JPY 0, USD 2, KWD 3).
/// Source of the exponents: ISO 4217 list one, with a few withdrawn currencies that old statements still name.
/// </summary>
public readonly record struct Currency : IComparable<Currency>
{
    private static readonly FrozenDictionary<string, int> Exponents = ReadExponents();

    private readonly string? _code;

    private Currency(string code) => _code = code;

    /// <summary>The three-letter code; <c>XXX</c> ("no currency") for an unset value.</summary>
    public string Code => _code ?? "XXX";

    /// <summary>Decimal digits of the minor unit.</summary>
    public int Exponent => Exponents.GetValueOrDefault(Code, 0);

    /// <summary>Every code that <see cref="Parse"/> accepts, in alphabetical order.</summary>
    public static IReadOnlyList<string> Codes { get; } = [.. Exponents.Keys.Order(StringComparer.Ordinal)];

    /// <exception cref="FormatException">The code is not in ISO 4217.</exception>
    public static Currency Parse(string code) =>
        TryParse(code, out var currency) ? currency : throw new FormatException($"'{code}' is not an ISO 4217 currency.");

    /// <summary>Accepts any case and surrounding blanks; false when the code is not in ISO 4217.</summary>
    public static bool TryParse(string? code, out Currency currency)
    {
        var known = code?.Trim().ToUpperInvariant();
        var found = known is { Length: 3 } && Exponents.ContainsKey(known);
        currency = found ? new Currency(string.Intern(known!)) : default;
        return found;
    }

    public int CompareTo(Currency other) => string.CompareOrdinal(Code, other.Code);

    public static bool operator <(Currency left, Currency right) => left.CompareTo(right) < 0;

    public static bool operator <=(Currency left, Currency right) => left.CompareTo(right) <= 0;

    public static bool operator >(Currency left, Currency right) => left.CompareTo(right) > 0;

    public static bool operator >=(Currency left, Currency right) => left.CompareTo(right) >= 0;

    public override string ToString() => Code;

    private static FrozenDictionary<string, int> ReadExponents() =>
        EmbeddedList.ReadLines("currencies.csv")
            .Select(line => line.Split(','))
            .ToFrozenDictionary(cells => cells[0], cells => int.Parse(cells[1], CultureInfo.InvariantCulture), StringComparer.Ordinal);
}

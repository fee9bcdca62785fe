using System.Globalization;

namespace BankView.Data;

/// <summary>
/// An exact amount: minor units (cents for USD, yen for JPY, fils for KWD) of one currency. + is money in, − is money out.
/// </summary>
public readonly record struct Money(long MinorUnits, Currency Currency)
{
    public static Money Zero(Currency currency) => new(0, currency);

    public bool IsNegative => MinorUnits < 0;

    /// <summary>The same amount in major units: 1234 cents are 12.34.</summary>
    public decimal ToDecimal() => MinorUnits / PowerOfTen(Currency.Exponent);

    /// <exception cref="OverflowException">More than 9.2 × 10¹⁸ minor units.</exception>
    /// <exception cref="ArgumentException">More decimal digits than the currency has: nothing is rounded.</exception>
    public static Money FromDecimal(decimal amount, Currency currency)
    {
        var minor = amount * PowerOfTen(currency.Exponent);
        if (decimal.Truncate(minor) != minor)
        {
            throw new ArgumentException($"{currency} has {currency.Exponent} decimal digits.", nameof(amount));
        }

        return new Money(decimal.ToInt64(minor), currency);
    }

    /// <summary>
    /// Reads an invariant decimal ("-1234.5"): digits with at most one point and a leading sign, nothing else. Trailing zeros
    /// beyond the currency's exponent are exact and accepted; other excess digits are refused, never rounded.
    /// </summary>
    public static bool TryParse(string? text, Currency currency, out Money money)
    {
        money = default;
        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite
            | NumberStyles.AllowTrailingWhite;
        // A decimal holds 28 digits exactly and rounds what is longer, so a longer text cannot be taken as exact.
        if (text is null || text.Length > 28 || !decimal.TryParse(text, style, CultureInfo.InvariantCulture, out var amount)
            || Math.Abs(amount) > long.MaxValue / PowerOfTen(currency.Exponent))
        {
            return false;
        }

        var minor = amount * PowerOfTen(currency.Exponent);
        if (decimal.Truncate(minor) != minor)
        {
            return false;
        }

        money = new Money(decimal.ToInt64(minor), currency);
        return true;
    }

    /// <exception cref="FormatException">Not an exact amount of that currency.</exception>
    public static Money Parse(string text, Currency currency) =>
        TryParse(text, currency, out var money) ? money : throw new FormatException($"'{text}' is not an exact amount of {currency}.");

    public static Money Add(Money left, Money right) => left + right;

    public static Money Subtract(Money left, Money right) => left - right;

    public static Money Negate(Money money) => -money;

    /// <exception cref="InvalidOperationException">The currencies differ: sums never mix them.</exception>
    /// <exception cref="OverflowException">The sum does not fit.</exception>
    public static Money operator +(Money left, Money right) =>
        new(checked(left.MinorUnits + right.InSame(left.Currency)), left.Currency);

    /// <inheritdoc cref="op_Addition"/>
    public static Money operator -(Money left, Money right) =>
        new(checked(left.MinorUnits - right.InSame(left.Currency)), left.Currency);

    public static Money operator -(Money money) => new(checked(-money.MinorUnits), money.Currency);

    /// <summary>The invariant form that <see cref="Parse"/> reads back, with the code: "-12.34 USD".</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{ToDecimal().ToString($"F{Currency.Exponent}", CultureInfo.InvariantCulture)} {Currency}");

    private long InSame(Currency currency) => currency == Currency
        ? MinorUnits
        : throw new InvalidOperationException($"{Currency} and {currency} do not add up.");

    private static decimal PowerOfTen(int exponent) => exponent switch
    {
        0 => 1m,
        2 => 100m,
        3 => 1000m,
        4 => 10000m,
        _ => (decimal)Math.Pow(10, exponent),
    };
}

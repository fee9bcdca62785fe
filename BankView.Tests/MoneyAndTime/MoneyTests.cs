using System.Globalization;
using BankView.Data;
using CsCheck;

namespace BankView.Tests.MoneyAndTime;

public class MoneyTests
{
    private static readonly Gen<Currency> AnyCurrency = Gen.Int[0, Currency.Codes.Count - 1].Select(i => Currency.Parse(Currency.Codes[i]));
    private static readonly Gen<Money> AnyMoney = Gen.Select(Gen.Long[-1_000_000_000_000, 1_000_000_000_000], AnyCurrency, (minor, c) => new Money(minor, c));

    [Fact]
    public void What_is_written_is_read_back_exactly() =>
        AnyMoney.Sample(money => Money.Parse(money.ToString().Split(' ')[0], money.Currency) == money);

    [Fact]
    public void Adding_and_taking_away_again_changes_nothing() =>
        Gen.Select(AnyMoney, Gen.Long[-1_000_000_000, 1_000_000_000]).Sample((money, other) =>
            money + new Money(other, money.Currency) - new Money(other, money.Currency) == money);

    [Fact]
    public void Digits_beyond_the_currency_are_refused_and_never_rounded() =>
        Gen.Select(AnyMoney, Gen.Int[1, 9]).Sample((money, digit) =>
        {
            var text = money.ToDecimal().ToString($"F{money.Currency.Exponent}", CultureInfo.InvariantCulture);
            var excess = money.Currency.Exponent == 0 ? $"{text}.{digit}" : $"{text}{digit}";
            return !Money.TryParse(excess, money.Currency, out _);
        });

    [Theory]
    [InlineData("JPY", "1234", 1234)]
    [InlineData("USD", "-12.34", -1234)]
    [InlineData("USD", "12.3", 1230)]
    [InlineData("USD", "12.3400", 1234)]
    [InlineData("KWD", "1.234", 1234)]
    public void Each_currency_has_its_own_exponent(string code, string text, long minor) =>
        Assert.Equal(minor, Money.Parse(text, Currency.Parse(code)).MinorUnits);

    [Theory]
    [InlineData("")]
    [InlineData("1,234.00")]
    [InlineData("1e3")]
    [InlineData("$5")]
    [InlineData("--5")]
    [InlineData("99999999999999999999")]
    [InlineData("NaN")]
    public void What_is_no_plain_decimal_is_refused(string text) =>
        Assert.False(Money.TryParse(text, Currency.Parse("USD"), out _));

    [Fact]
    public void Sums_never_mix_currencies() =>
        Assert.Throws<InvalidOperationException>(() => Money.Parse("1", Currency.Parse("USD")) + Money.Parse("1", Currency.Parse("EUR")));

    [Fact]
    public void A_sum_that_does_not_fit_is_an_error_and_does_not_wrap() =>
        Assert.Throws<OverflowException>(() => new Money(long.MaxValue, Currency.Parse("USD")) + new Money(1, Currency.Parse("USD")));
}

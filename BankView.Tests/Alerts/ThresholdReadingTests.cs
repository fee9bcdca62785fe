using System.Globalization;
using BankView.Data;
using BankView.Web.Alerts.Rules;

namespace BankView.Tests.Alerts;

public class ThresholdReadingTests
{
    [Fact]
    public void A_currency_without_decimal_digits_takes_none()
    {
        var (yen, english) = (Currency.Parse("JPY"), CultureInfo.GetCultureInfo("en-US"));

        Assert.Equal(new Money(50_000, yen), ThresholdReading.Read("¥50,000", yen, english));
        Assert.Equal(new Money(50_000, yen), ThresholdReading.Read("50000 JPY", yen, english));
        Assert.Null(ThresholdReading.Read("500.5", yen, english));
        Assert.Equal(new Money(1250, Currency.Parse("CAD")), ThresholdReading.Read("CA$12.50", Currency.Parse("CAD"), english));
    }
}

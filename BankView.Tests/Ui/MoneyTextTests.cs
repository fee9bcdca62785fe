using BankView.Tests.Testing;
using BankView.Web.Ui;
using Bunit;

namespace BankView.Tests.Ui;

public class MoneyTextTests : UiTest
{
    // ~ stands for the space that does not break.
    [Theory]
    [InlineData("en-US", "1234.56", "USD", "$1,234.56")]
    [InlineData("en-US", "-1234.56", "USD", "−$1,234.56")]
    [InlineData("en", "1234.56", "EUR", "€1,234.56")]
    [InlineData("de-DE", "1234.56", "EUR", "1.234,56~€")]
    [InlineData("de", "-1234.56", "EUR", "−1.234,56~€")]
    [InlineData("de-DE", "1234.56", "USD", "1.234,56~$")]
    [InlineData("en-US", "1234", "JPY", "¥1,234")]
    [InlineData("en-US", "1.234", "KWD", "KWD~1.234")]
    [InlineData("en-US", "5", "CHF", "CHF~5.00")]
    [InlineData("en-CA", "5", "CAD", "$5.00")]
    [InlineData("en-CA", "5", "USD", "US$5.00")]
    [InlineData("en-US", "-92233720368547758.07", "USD", "−$92,233,720,368,547,758.07")]
    [InlineData("en-US", "0", "USD", "$0.00")]
    public void An_amount_reads_as_its_currency_and_the_readers_locale_have_it(string culture, string amount, string currency, string shown)
    {
        Read(culture);
        var text = Render<MoneyText>(p => p.Add(m => m.Amount, Amount(amount, currency)));
        Assert.Equal(shown.Replace('~', '\u00A0'), text.Find(".money").TextContent);
    }

    [Theory]
    [InlineData("12.50", true, "+$12.50", true)]
    [InlineData("12.50", false, "$12.50", false)]
    [InlineData("-12.50", true, "−$12.50", false)]
    [InlineData("0", true, "$0.00", false)]
    public void Only_money_in_is_green_and_has_a_plus(string amount, bool isFlow, string shown, bool isGreen)
    {
        var text = Render<MoneyText>(p => p.Add(m => m.Amount, Amount(amount, "USD")).Add(m => m.IsFlow, isFlow)).Find(".money");
        Assert.Equal(shown, text.TextContent);
        Assert.Equal(isGreen, text.ClassList.Contains("money-in"));
    }
}

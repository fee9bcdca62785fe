using System.Globalization;
using BankView.Web.Transactions;

namespace BankView.Tests.Transactions;

public class SearchReadingTests
{
    private static readonly DateOnly Today = new(2026, 11, 20);

    [Theory]
    [InlineData("en-US", "12.34", "12.34", false)]
    [InlineData("en-US", "1,234.5", "1234.5", false)]
    [InlineData("en-US", "-$12", "-12", true)]
    [InlineData("en-US", "−12.00 USD", "-12.00", true)]
    [InlineData("en-US", ".5", "0.5", false)]
    [InlineData("de-DE", "1.234,56 €", "1234.56", false)]
    [InlineData("de-DE", "+12,3", "12.3", true)]
    [InlineData("de-CH", "1’234.50", "1234.5", false)]
    public void Amounts_are_read_as_the_viewer_writes_them(string culture, string text, string amount, bool hasSign)
    {
        var read = AmountReading.Read(text, new CultureInfo(culture));

        Assert.Equal((decimal.Parse(amount, CultureInfo.InvariantCulture), hasSign), (read!.Value.Amount, read.Value.HasSign));
    }

    [Theory]
    [InlineData("en-US", "1,23")]
    [InlineData("de-DE", "12.34")]
    [InlineData("en-US", "")]
    [InlineData("en-US", "-")]
    [InlineData("en-US", ".")]
    [InlineData("en-US", "12.3.4")]
    [InlineData("en-US", "12 Main St")]
    [InlineData("en-US", "12345678901234567890")]
    [InlineData("en-US", "1e9")]
    public void What_is_no_amount_in_that_format_is_not_read_as_one(string culture, string text) =>
        Assert.Null(AmountReading.Read(text, new CultureInfo(culture)));

    [Theory]
    [InlineData("en-US", "3 Nov", "2026-11-03")]
    [InlineData("en-US", "Nov 3", "2026-11-03")]
    [InlineData("en-US", "november 3, 2025", "2025-11-03")]
    [InlineData("en-US", "11/3", "2026-11-03")]
    [InlineData("en-GB", "3/11", "2026-11-03")]
    [InlineData("en-GB", "24 Dec", "2025-12-24")]
    [InlineData("en-US", "29 Feb", "2024-02-29")]
    [InlineData("en-US", "2026-11-03", "2026-11-03")]
    [InlineData("en-US", "3.11.", "2026-11-03")]
    [InlineData("de-DE", "3.11.", "2026-11-03")]
    [InlineData("de-DE", "3.11", "2026-11-03")]
    [InlineData("de-DE", "3.11.25", "2025-11-03")]
    [InlineData("de-DE", "3. Nov.", "2026-11-03")]
    [InlineData("de-DE", "3. März", "2026-03-03")]
    [InlineData("de-DE", "24 Dez", "2025-12-24")]
    [InlineData("de-DE", "3 Nov", "2026-11-03")]
    public void Days_are_read_as_people_type_them(string culture, string text, string day) =>
        Assert.Equal(DateOnly.Parse(day, CultureInfo.InvariantCulture), DayReading.Read(text, Today, new CultureInfo(culture)));

    [Theory]
    [InlineData("en-US", "3.11")]
    [InlineData("en-US", "Nov")]
    [InlineData("en-US", "31 Feb")]
    [InlineData("en-US", "12")]
    [InlineData("en-US", "7 Eleven")]
    [InlineData("de-DE", "1.234,56")]
    public void What_is_no_day_is_not_read_as_one(string culture, string text) =>
        Assert.Null(DayReading.Read(text, Today, new CultureInfo(culture)));
}

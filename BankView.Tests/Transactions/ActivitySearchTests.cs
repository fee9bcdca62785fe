using BankView.Data;
using BankView.Data.Statements;
using static BankView.Tests.Testing.Statements;

namespace BankView.Tests.Transactions;

public class ActivitySearchTests : ActivityTest
{
    [Theory]
    [InlineData("en-US", "12.34", "Corner Bakery")]
    [InlineData("en-US", "-12.34", "Corner Bakery")]
    [InlineData("en-US", "+12.34", "")]
    [InlineData("de-DE", "12,34", "Corner Bakery")]
    [InlineData("en-US", "groc", "Green Basket")]
    [InlineData("de-DE", "lebens", "Green Basket")]
    [InlineData("en-US", "other bank", "Paper Kite Books")]
    [InlineData("en-US", "3 Nov", "Paper Kite Books")]
    [InlineData("de-DE", "3.11.", "Paper Kite Books")]
    [InlineData("en-US", "2026-11-03", "Paper Kite Books")]
    [InlineData("en-US", "yesterday", "Corner Bakery")]
    [InlineData("en-US", "KITE", "Paper Kite Books")]
    [InlineData("en-US", "<script>alert(1)</script>", "")]
    public async Task A_search_finds_merchants_amounts_categories_accounts_and_days(string culture, string text, string merchant)
    {
        await Member.BringIn(Checking(
            Row("2026-11-19", -1234, "Corner Bakery", "1"), Row("2026-11-05", -800, "Green Basket", "2") with { MerchantCategoryCode = "5411" }));
        await Member.BringIn(Card(Row("2026-11-03", -9900, "Paper Kite Books", "1")), bank: "Other Bank");
        Read(culture);
        var page = Open();

        await Type(page, text);

        Assert.Equal(merchant.Length == 0 ? [] : [merchant], Rows(page));
    }

    [Fact]
    public async Task A_day_is_the_viewers_day_not_the_servers()
    {
        // Half past eleven in the evening in London is the next day in Berlin, where the viewer sits.
        await Member.BringIn(Checking(
            At(new(2026, 11, 3, 23, 30, 0, TimeSpan.Zero), "Night Bus"), At(new(2026, 11, 3, 22, 30, 0, TimeSpan.Zero), "Late Kiosk")));
        var page = Open("/activity?from=2026-11-04&to=2026-11-04");

        Assert.Equal(["Night Bus"], Rows(page));
        await Type(page, "3 Nov");
        Assert.Empty(Rows(page));
        Assert.Equal(["Late Kiosk"], Rows(Open("/activity?q=3%20Nov")));
    }

    private static StatementRow At(DateTimeOffset at, string name) => Row("2026-11-03", -500, name, name) with { OccurredAt = BankTime.AtInstant(at) };
}

using System.Text.Json;
using BankView.Data.Transactions;
using BankView.Tests.Testing;

namespace BankView.Tests.Transactions;

public class MerchantCategoryTests
{
    [Theory]
    [InlineData("5411", Category.Groceries)]
    [InlineData("5812", Category.Dining)]
    [InlineData("5541", Category.Fuel)]
    [InlineData("3000", Category.Travel)]
    [InlineData("4111", Category.Transport)]
    [InlineData("6011", Category.Cash)]
    [InlineData("0742", Category.Health)]
    [InlineData("6300", Category.Insurance)]
    [InlineData("9999", Category.Other)]
    [InlineData("541", Category.Other)]
    [InlineData("54A1", Category.Other)]
    [InlineData(null, Category.Other)]
    public void A_merchant_category_code_has_one_category(string? code, Category category) =>
        Assert.Equal(category, MerchantCategories.FromCode(code));

    [Fact]
    public void Most_public_codes_are_in_the_table()
    {
        using var codes = JsonDocument.Parse(File.ReadAllText(SharedData.Path("lists/mcc_codes.json")));
        var all = codes.RootElement.EnumerateArray().Select(entry => entry.GetProperty("mcc").GetString()).ToList();
        Assert.Equal(981, all.Count);
        // Business services and the like have no plain word of their own.
        Assert.Equal(43, all.Count(code => MerchantCategories.FromCode(code) == Category.Other));
    }

    [Theory]
    [InlineData("ACME PAYROLL", null, true, Category.Income)]
    [InlineData("ACME PAYROLL", null, false, Category.Other)]
    [InlineData("", "withdrawal in cash", false, Category.Cash)]
    [InlineData("Rent May", null, false, Category.Housing)]
    [InlineData("Rent May", null, true, Category.Other)]
    [InlineData("PARENT COMPANY", null, false, Category.Other)]
    [InlineData("Car Rental", null, false, Category.Other)]
    [InlineData("Parent shop, rent", null, false, Category.Housing)]
    [InlineData("Entgelt Kontoführung", null, false, Category.Fees)]
    [InlineData("REWE", null, false, Category.Other)]
    public void Without_a_code_only_plain_words_are_trusted(string name, string? memo, bool isMoneyIn, Category category) =>
        Assert.Equal(category, CategoryWords.Guess(name, memo, isMoneyIn));
}

namespace BankView.Tests.Statements;

public class OfxCardTests
{
    [Theory]
    [InlineData("POS", "Corner Bakery", true)]
    [InlineData("ATM", "Withdrawal", true)]
    [InlineData("DEBIT", "VISA Corner Bakery", true)]
    [InlineData("DEBIT", "Debit Card Purchase Corner Bakery", true)]
    [InlineData("DEBIT", "KARTENZAHLUNG Bäckerei am Eck", true)]
    [InlineData("CREDIT", "CARD REFUND Corner Bakery", true)]
    [InlineData("DEBIT", "Corner Bakery", false)]
    [InlineData("DEBIT", "Cardiff Post Office", false)]
    [InlineData("DEBIT", "CREDIT CARD PAYMENT", false)]
    [InlineData("DEBIT", "CARDMEMBER SERV VISA AUTOPAY", false)]
    [InlineData("CHECK", "CARD SHOP", false)]
    [InlineData("XFER", "To savings", false)]
    public void Card_activity_on_a_checking_account_is_told_by_type_and_marks(string type, string name, bool isCard) =>
        Assert.Equal(isCard, OfxSample.ReadRow($"<TRNTYPE>{type}<DTPOSTED>20260301<TRNAMT>-1<NAME>{name}").IsCard);

    [Fact]
    public void Every_row_of_a_card_account_is_card_activity() =>
        Assert.True(Assert.Single(OfxSample.Part(OfxSample.Card(OfxSample.Row)).Rows).IsCard);

    [Theory]
    [InlineData("CARD 1234 Corner Bakery", "1234")]
    [InlineData("Debit Card Purchase XX1234 Corner Bakery", "1234")]
    [InlineData("VISA *1234", "1234")]
    [InlineData("Visa ending in 1234", "1234")]
    [InlineData("POS card xxxx-1234", "1234")]
    [InlineData("CARD 12345 Corner Bakery", null)]
    [InlineData("VISA 0412 Corner Bakery", null)]
    [InlineData("POS SQ *2024 Food Festival", null)]
    [InlineData("POS Corner Bakery 1234", null)]
    public void Which_card_it_was_is_told_only_where_it_is_plain(string memo, string? lastFour) =>
        Assert.Equal(lastFour, OfxSample.ReadRow($"<TRNTYPE>POS<DTPOSTED>20260301<TRNAMT>-1<NAME>Shop<MEMO>{memo}").CardLastFour);

    [Theory]
    [InlineData("5812", "5812")]
    [InlineData("581", null)]
    [InlineData("0000", null)]
    [InlineData("ABCD", null)]
    public void A_category_code_has_four_digits(string sic, string? code) =>
        Assert.Equal(code, OfxSample.ReadRow($"<DTPOSTED>20260301<TRNAMT>-1<SIC>{sic}").MerchantCategoryCode);
}

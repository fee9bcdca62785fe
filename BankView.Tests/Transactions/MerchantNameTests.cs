using BankView.Data.Transactions;
using CsCheck;

namespace BankView.Tests.Transactions;

public class MerchantNameTests
{
    private static readonly Gen<string> AnyName = Gen.OneOf(
        Gen.OneOf("POS", "Kartenzahlung", "DEBIT CARD PURCHASE", "SQ *", "PAYPAL *", "REWE", "7", "#123", "US*2K4T01", "18.09.", "17:20", "K2", "AT",
            "(EEMDIJK, NL)", "REF", "22FEB", "XXXX1234", "*", "-", "  ", "/", "24/7", "Store"),
        Gen.String[0, 8]).List[0, 12].Select(parts => string.Join(' ', parts));

    [Theory]
    [InlineData("HOFER DANKT  0527  K2   18.09. 17:20", "HOFER DANKT")]
    [InlineData("POS          23,55 AT  K1   16.09. 11:32 SPAR DANKT 4105 KORNEUBURG 2100", "SPAR DANKT KORNEUBURG")]
    [InlineData("Kartenzahlung REWE SAGT DANKE. 41400673//Hamburg 2018-03-01T11:33:59 KFN 1 VJ 1812", "REWE SAGT DANKE.")]
    [InlineData("AMREST STARBUCKS DE 08007263333  DE", "AMREST STARBUCKS DE")]
    [InlineData("Quality Nuts (EEMDIJK, NL)", "Quality Nuts")]
    [InlineData("MCDONALD'S (TAM KIOSK) SI NG 22FEB", "MCDONALD'S (TAM KIOSK) SI NG")]
    [InlineData("AMZN Mktp US*2K4T01", "AMZN Mktp US")]
    [InlineData("SQ *BLUE BOTTLE COFFEE", "BLUE BOTTLE COFFEE")]
    [InlineData("PAYPAL *SPOTIFY 402-935-7733", "SPOTIFY")]
    [InlineData("DEBIT CARD PURCHASE XXXXX1234 WHOLEFDS #10236", "WHOLEFDS")]
    [InlineData("Purchase authorized on 09/12 Starbucks Store 1234 Card 1234", "Starbucks")]
    [InlineData("7 ELEVEN 33451", "7 ELEVEN")]
    [InlineData("Motel 6", "Motel 6")]
    [InlineData("24/7 Fitness", "24/7 Fitness")]
    [InlineData("POS", "POS")]
    [InlineData("Netflix.com", "Netflix.com")]
    [InlineData("3527213246127876953", "3527213246127876953")]
    public void A_raw_text_becomes_a_name_for_people(string raw, string name) => Assert.Equal(name, MerchantName.Clean(raw, null));

    [Theory]
    [InlineData("", "POS 1234 Bakery", "Bakery")]
    [InlineData("  ", null, "")]
    [InlineData("🍕  Pizza 1234", null, "🍕 Pizza")]
    [InlineData("Bakery", "something else", "Bakery")]
    public void Without_a_name_the_memo_speaks(string name, string? memo, string expected) => Assert.Equal(expected, MerchantName.Clean(name, memo));

    [Fact]
    public void Cleaning_a_clean_name_changes_nothing() =>
        AnyName.Sample(raw => Assert.Equal(MerchantName.Clean(raw, null), MerchantName.Clean(MerchantName.Clean(raw, null), null)), iter: 20_000);

    [Fact]
    public void A_text_with_letters_never_becomes_empty() =>
        AnyName.Sample(raw => !raw.Any(char.IsLetter) || MerchantName.Clean(raw, null).Any(char.IsLetter), iter: 20_000);

    [Fact]
    public void Visits_to_the_same_shop_share_a_key_and_other_shops_do_not()
    {
        string Key(string raw) => MerchantName.Key(MerchantName.Clean(raw, null));
        Assert.Equal(Key("HOFER DANKT  0527  K2   18.09. 17:20"), Key("Hofer dankt  0331  K1   02.10. 10:39"));
        Assert.NotEqual(Key("HOFER DANKT  0527  K2   18.09. 17:20"), Key("LIDL DANKT   0391  K2   16.09. 17:10"));
    }
}

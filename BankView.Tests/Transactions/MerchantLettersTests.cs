using System.Text;
using BankView.Data;
using BankView.Data.Sealing;
using BankView.Data.Transactions;
using CsCheck;

namespace BankView.Tests.Transactions;

/// <summary>What tells that no name of a dictionary contains a text, without looking at the names.</summary>
public class MerchantLettersTests
{
    // Cleaned names hold no line breaks.
    private static readonly Gen<string> Names = Gen.String.Select(text => text.ReplaceLineEndings(""));

    [Fact]
    public void Letters_never_deny_a_text_that_a_name_contains() =>
        Gen.Select(Names, Names, Names).Sample((before, part, after) =>
            Assert.True(Letters("Corner Bakery", $"{before} {part} {after}", "Tea House").MayHold(part)));

    [Theory]
    [InlineData("bakerz")]
    [InlineData("no such merchant")]
    [InlineData("bakery house")]
    [InlineData("tea bakery")]
    [InlineData("ry tea")]
    [InlineData("eho")]
    [InlineData("zz")]
    [InlineData("q")]
    public void Letters_deny_what_no_name_contains_even_when_it_is_made_of_two_names(string text)
    {
        var letters = Letters("Corner Bakery", "Tea House", "Ice House");

        Assert.False(letters.MayHold(text));
        Assert.All(["", "e", "ce", "akery", "ice house"], part => Assert.True(letters.MayHold(part)));
    }

    [Fact]
    public void Letters_that_an_older_version_sealed_tell_nothing_and_the_names_are_asked()
    {
        var member = UserId.New();
        var key = new MemberKey(member, new byte[MemberKey.Size]);
        var column = new SealedColumn("merchant_packs", "letters");

        Assert.Null(MerchantLetters.Open(key, member, key.SealBytes(column, member.Value, new byte[1 << 13])));
        Assert.NotNull(MerchantLetters.Open(key, member, Letters("Tea House").Seal(key, member)));
    }

    private static MerchantLetters Letters(params string[] names) =>
        MerchantLetters.Of(Encoding.UTF8.GetBytes(SearchText.Fold(string.Join('\n', names))), (byte)'\n');
}

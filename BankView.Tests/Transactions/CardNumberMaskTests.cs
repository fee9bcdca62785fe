using BankView.Data.Transactions;
using CsCheck;

namespace BankView.Tests.Transactions;

public class CardNumberMaskTests
{
    [Theory]
    [InlineData("Paid with 4111111111111111 today", "Paid with •••• 1111 today")]
    [InlineData("4111 1111 1111 1111", "•••• 1111")]
    [InlineData("4111-1111-1111-1111.", "•••• 1111.")]
    [InlineData("3782 822463 10005", "•••• 0005")]
    [InlineData("ref 1234 4111 1111 1111 1111", "ref 1234 •••• 1111")]
    [InlineData("a4222222222222b", "a•••• 2222b")]
    public void A_card_number_keeps_its_last_four_digits(string text, string masked) => Assert.Equal(masked, CardNumberMask.Apply(text));

    [Theory]
    [InlineData("")]
    [InlineData("4111111111111112")]
    [InlineData("411111111111")]
    [InlineData("4111  1111  1111  1111")]
    [InlineData("DE44200400000538917600")]
    [InlineData("HOFER DANKT  0527  K2   18.09. 17:20")]
    public void What_is_no_card_number_stays_the_very_same_string(string text) => Assert.Same(text, CardNumberMask.Apply(text));

    [Fact]
    public void No_card_number_is_left_whatever_stands_around_it() =>
        Gen.OneOf(Gen.Char["0123456789"].Array[1, 20].Select(digits => new string(digits)), Gen.OneOf(" ", "-", "x", "4111 1111 1111 1111"))
            .List[1, 20].Select(parts => string.Concat(parts))
            .Sample(text => !HoldsCardNumber(CardNumberMask.Apply(text)), iter: 20_000);

    [Fact]
    public void Masking_twice_is_masking_once() =>
        Gen.String[Gen.Char["0123456789 -"], 0, 60].Sample(text => string.Equals(CardNumberMask.Apply(CardNumberMask.Apply(text)), CardNumberMask.Apply(text), StringComparison.Ordinal));

    /// <summary>The plain, slow way: every run of whole digit groups parted by single blanks or dashes.</summary>
    private static bool HoldsCardNumber(string text)
    {
        for (var start = 0; start < text.Length; start++)
        {
            if (!char.IsAsciiDigit(text[start]) || (start > 0 && char.IsAsciiDigit(text[start - 1])))
            {
                continue;
            }

            for (var end = start + 1; end <= text.Length; end++)
            {
                var run = text[start..end];
                var endsGroup = char.IsAsciiDigit(run[^1]) && (end == text.Length || !char.IsAsciiDigit(text[end]));
                var isRun = run.All(c => char.IsAsciiDigit(c) || c is ' ' or '-') && run.Split(' ', '-').All(group => group.Length > 0);
                var digits = run.Where(char.IsAsciiDigit).Select(c => c - '0').ToList();
                if (endsGroup && isRun && digits.Count is >= 13 and <= 19 && LuhnSum(digits) % 10 == 0)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static int LuhnSum(List<int> digits) =>
        digits.AsEnumerable().Reverse().Select((digit, i) => i % 2 == 0 ? digit : (digit * 2 / 10) + (digit * 2 % 10)).Sum();
}

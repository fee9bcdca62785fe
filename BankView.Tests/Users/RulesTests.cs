using BankView.Data.Users;

namespace BankView.Tests.Users;

public class RulesTests
{
    [Theory]
    [InlineData("Robin", "a quiet river in", PasswordFault.None)]
    [InlineData("Robin", "14 characters.", PasswordFault.TooShort)]
    [InlineData("Robin", "ſtraße über Fluß", PasswordFault.None)]
    [InlineData("robin.goodfellow", "Robin Goodfellow", PasswordFault.IsUserName)]
    [InlineData("robin.goodfellow", "robingoodfellow1", PasswordFault.IsUserName)]
    [InlineData("Robin", "robinrobinrobin", PasswordFault.IsUserName)]
    [InlineData("Robin", "Correct Horse, Battery Staple!", PasswordFault.TooCommon)]
    [InlineData("Robin", "aaaaaaaaaaaaaaaaaaaa", PasswordFault.TooCommon)]
    [InlineData("Robin", "1234567890123456", PasswordFault.TooCommon)]
    public void A_password_needs_length_and_must_not_be_what_is_guessed_first(string name, string password, PasswordFault expected) =>
        Assert.Equal(expected, PasswordRules.Check(name, password));

    [Fact]
    public void A_password_may_be_long_but_not_endless()
    {
        var words = string.Concat(Enumerable.Range(0, 60).Select(n => $"{n} "));

        Assert.Equal(PasswordFault.None, PasswordRules.Check("Robin", words));
        Assert.Equal(PasswordFault.TooLong, PasswordRules.Check("Robin", words + words));
    }

    [Theory]
    [InlineData("Robin", true)]
    [InlineData("  Jörg Öztürk ", true)]
    [InlineData("robin@example.org", true)]
    [InlineData("R", false)]
    [InlineData("Robin\n", true)]
    [InlineData("Ro\u202Ebin", false)]
    [InlineData("Robin<script>", false)]
    [InlineData("Robin  Vale", false)]
    [InlineData(null, false)]
    public void A_user_name_is_letters_digits_and_a_few_marks(string? name, bool expected) =>
        Assert.Equal(expected, User.IsAllowedName(name));

    [Fact]
    public void Names_that_look_alike_are_one_name() =>
        Assert.Equal(User.Normalize("JÖRG"), User.Normalize("jo\u0308rg "));
}

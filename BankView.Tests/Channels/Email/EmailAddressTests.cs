using BankView.Data.Channels.Email;

namespace BankView.Tests.Channels.Email;

public class EmailAddressTests
{
    [Theory]
    [InlineData("robin@home.example", "robin@home.example")]
    [InlineData("  Robin.O'Neil+bank@Home.Example ", "Robin.O'Neil+bank@home.example")]
    [InlineData("robin@müller.example", "robin@xn--mller-kva.example")]
    [InlineData("robin@a-b.c1.xn--p1ai", "robin@a-b.c1.xn--p1ai")]
    public void One_mailbox_is_taken(string text, string address) => Assert.Equal(address, $"{EmailAddress.Parse(text)}");

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("robin")]
    [InlineData("@home.example")]
    [InlineData("robin@")]
    [InlineData("robin@localhost")]
    [InlineData("robin@home..example")]
    [InlineData("robin@-home.example")]
    [InlineData("robin@127.0.0.1")]
    [InlineData("robin@[127.0.0.1]")]
    [InlineData(".robin@home.example")]
    [InlineData("ro..bin@home.example")]
    [InlineData("a@b@home.example")]
    [InlineData("Robin <robin@home.example>")]
    [InlineData("robin@home.example, eve@home.example")]
    [InlineData("robin@home.example;eve@home.example")]
    [InlineData("robin@home.example\n")]
    [InlineData("robin@home.example\r\nBcc: eve@home.example")]
    [InlineData("rob\rin@home.example")]
    [InlineData("rob\0in@home.example")]
    [InlineData("rob in@home.example")]
    [InlineData("\"robin\"@home.example")]
    [InlineData("rübe@home.example")]
    [InlineData("robin@ho\u200Bme.example>")]
    public void Anything_else_is_not(string? text) => Assert.Null(EmailAddress.Parse(text));

    [Fact]
    public void What_is_too_long_is_not_taken()
    {
        var domain = string.Join('.', Enumerable.Repeat(new string('d', 47), 4));

        Assert.NotNull(EmailAddress.Parse($"{new string('a', 62)}@{domain}"));
        Assert.Null(EmailAddress.Parse($"{new string('a', 64)}@{domain}"));
        Assert.Null(EmailAddress.Parse($"{new string('a', 65)}@home.example"));
    }
}

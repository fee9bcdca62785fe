using BankView.Web.Channels;

namespace BankView.Tests.Channels;

public class MessageWordsTests
{
    [Theory]
    [InlineData("Zephyr Electronics", "Zephyr Electronics")]
    [InlineData("check.example/login", "check.\u2060example/\u2060login")]
    [InlineData("one\r\ntwo", "one  two")]
    public void A_payer_can_put_no_link_and_no_line_of_their_own_into_a_message(string merchant, string told) =>
        Assert.Equal(told, MessageWords.Plain(merchant));
}

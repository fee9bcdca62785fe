using BankView.Web.Channels;
using Bunit;

namespace BankView.Tests.Channels;

public class WithoutMailTests : ChannelPageTest
{
    protected override bool HasMail => false;

    [Fact]
    public void An_installation_without_a_way_to_send_offers_none_and_says_so()
    {
        var page = Render<MessagesPage>();

        Assert.Contains("This installation cannot send messages yet.", Text(page), StringComparison.Ordinal);
        Assert.Empty(page.FindAll("#email-address"));
    }
}

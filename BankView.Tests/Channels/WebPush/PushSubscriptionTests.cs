using System.Buffers.Text;
using BankView.Data.Channels.WebPush;

namespace BankView.Tests.Channels.WebPush;

/// <summary>What a browser says is read with suspicion: anybody can send it.</summary>
public class PushSubscriptionTests
{
    private const string Endpoint = "https://push.example/send/abc?x=1";

    [Fact]
    public void A_subscription_comes_back_from_its_address_as_it_was()
    {
        using var browser = new BrowserKeys();
        var subscription = browser.Subscription(Endpoint);

        var again = PushSubscription.FromAddress(subscription.ToAddress());

        Assert.Equal(subscription.ToAddress(), again.ToAddress());
        Assert.Equal(new Uri(Endpoint), again.Endpoint);
        Assert.Equal($"{Endpoint} {browser.Key} {browser.Auth}", subscription.ToAddress());
    }

    [Fact]
    public void Padding_makes_no_other_address()
    {
        using var browser = new BrowserKeys();

        Assert.Equal(browser.Subscription(Endpoint).ToAddress(), PushSubscription.Read(Endpoint, browser.Key + "=", browser.Auth + "==")!.ToAddress());
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("/send/abc")]
    [InlineData("ftp://push.example/send")]
    [InlineData("javascript:alert(1)")]
    [InlineData("https://user:secret@push.example/send")]
    [InlineData("https://push.example/send#part")]
    [InlineData("TOO LONG")]
    public void An_endpoint_that_no_push_service_gives_is_refused(string? endpoint)
    {
        using var browser = new BrowserKeys();
        var sent = endpoint is "TOO LONG" ? $"https://push.example/{new string('a', 2000)}" : endpoint;

        Assert.Null(PushSubscription.Read(sent, browser.Key, browser.Auth));
    }

    [Fact]
    public void Keys_of_another_length_or_beside_the_curve_are_refused()
    {
        using var browser = new BrowserKeys();
        var point = Base64Url.DecodeFromChars(browser.Key);
        byte[] beside = [.. point[..^1], (byte)(point[^1] ^ 1)];
        byte[] compressed = [(byte)(2 + (point[^1] & 1)), .. point[1..33]];
        byte[] hybrid = [(byte)(6 + (point[^1] & 1)), .. point[1..]];
        byte[] zero = [4, .. new byte[64]];

        foreach (var key in new[] { beside, compressed, hybrid, zero, point[..^1], [.. point, 0], [] })
        {
            Assert.Null(PushSubscription.Read(Endpoint, Base64Url.EncodeToString(key), browser.Auth));
        }

        foreach (var auth in new[] { "", null, "no base64!", Base64Url.EncodeToString(new byte[15]), Base64Url.EncodeToString(new byte[17]) })
        {
            Assert.Null(PushSubscription.Read(Endpoint, browser.Key, auth));
        }

        Assert.Null(PushSubscription.Read(Endpoint, new string('A', 100_000), browser.Auth));
    }
}

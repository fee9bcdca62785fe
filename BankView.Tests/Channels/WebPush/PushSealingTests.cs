using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using BankView.Data.Channels.WebPush;
using CsCheck;

namespace BankView.Tests.Channels.WebPush;

/// <summary>A message is sealed as RFC 8291 says, and every browser can open what was sealed for it, and no other.</summary>
public class PushSealingTests
{
    // RFC 8291, section 5 and appendix A.
    private const string Message = "When I grow up, I want to be a watermelon";
    private const string SenderPrivate = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw";
    private const string SenderPublic = "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8";
    private const string BrowserPrivate = "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94";
    private const string BrowserPublic = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
    private const string Salt = "DGv6ra1nlYgDCS1FRnbzlw";
    private const string Auth = "BTBZMqHH6r4Tts7J_aSIgg";
    private const string Sealed =
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95b"
        + "Qpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN";

    [Fact]
    public void The_standards_example_comes_out_byte_for_byte()
    {
        using var sender = Pair(SenderPublic, SenderPrivate);
        var browser = PushSubscription.Read("https://push.example.net/push/JzLQ3raZJfFBR0aqvOMsLrt54w4rJUsV", BrowserPublic, Auth)!;

        var body = PushSealing.Seal(browser, Encoding.ASCII.GetBytes(Message), Message.Length, sender, Decode(Salt));

        Assert.Equal(Sealed, Base64Url.EncodeToString(body));
    }

    [Fact]
    public void The_opener_of_these_tests_opens_the_standards_example()
    {
        using var browser = new BrowserKeys(Pair(BrowserPublic, BrowserPrivate), Decode(Auth));

        Assert.Equal(Message, Encoding.ASCII.GetString(browser.Open(Decode(Sealed))));
    }

    [Fact]
    public void Whatever_is_sealed_is_opened_by_its_browser_and_its_length_tells_nothing() =>
        Gen.Byte.Array[0, PushSealing.MostBytes].Sample(message =>
        {
            using var browser = new BrowserKeys();

            var body = PushSealing.Seal(browser.Subscription(), message);

            Assert.Equal(message, browser.Open(body));
            Assert.Equal(86 + PushSealing.MostBytes + 1 + 16, body.Length);
            Assert.True(body.Length <= 4096, "RFC 8030 promises no more.");
        }, iter: 200);

    [Fact]
    public void The_same_message_never_looks_the_same_twice()
    {
        using var browser = new BrowserKeys();
        var bodies = Enumerable.Range(0, 20).Select(_ => PushSealing.Seal(browser.Subscription(), "Hello"u8)).ToList();

        Assert.Equal(20, bodies.Select(body => Convert.ToHexString(body, 0, 16)).Distinct().Count());
        Assert.Equal(20, bodies.Select(body => Convert.ToHexString(body, 21, 65)).Distinct().Count());
    }

    [Fact]
    public void Another_browser_opens_nothing_and_a_changed_bit_is_noticed()
    {
        using var browser = new BrowserKeys();
        using var other = new BrowserKeys();
        var body = PushSealing.Seal(browser.Subscription(), "Hello"u8);

        Assert.ThrowsAny<CryptographicException>(() => other.Open(body));
        body[^1] ^= 1;
        Assert.ThrowsAny<CryptographicException>(() => browser.Open(body));
    }

    [Fact]
    public void A_message_that_is_too_long_is_not_cut_in_silence()
    {
        using var browser = new BrowserKeys();

        Assert.Throws<ArgumentOutOfRangeException>(() => PushSealing.Seal(browser.Subscription(), new byte[PushSealing.MostBytes + 1]));
    }

    private static ECDiffieHellman Pair(string publicKey, string privateKey) => ECDiffieHellman.Create(
        PushSubscription.Parameters(Decode(publicKey)) with { D = Decode(privateKey) });

    private static byte[] Decode(string text) => Base64Url.DecodeFromChars(text);
}

using System.Net;
using System.Text;

namespace BankView.Tests.Channels.Messenger;

/// <summary>The webhook, over HTTP: what it answers to whom.</summary>
public class MessengerWebhookTests
{
    [Theory]
    [InlineData("hub.mode=subscribe&hub.verify_token=a+word+for+the+webhook&hub.challenge=1158201444", HttpStatusCode.OK)]
    [InlineData("hub.mode=subscribe&hub.verify_token=another+word&hub.challenge=1158201444", HttpStatusCode.Forbidden)]
    [InlineData("hub.mode=subscribe&hub.verify_token=&hub.challenge=1158201444", HttpStatusCode.Forbidden)]
    [InlineData("hub.mode=unsubscribe&hub.verify_token=a+word+for+the+webhook&hub.challenge=1158201444", HttpStatusCode.Forbidden)]
    [InlineData("hub.mode=subscribe&hub.verify_token=a+word+for+the+webhook", HttpStatusCode.Forbidden)]
    [InlineData("", HttpStatusCode.Forbidden)]
    public async Task The_challenge_is_answered_to_whoever_knows_the_word(string query, HttpStatusCode expected)
    {
        await using var site = await MessengerSite.Start();

        using var answer = await site.Http.GetAsync($"/channels/messenger?{query}");

        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal(expected is HttpStatusCode.OK ? "1158201444" : "", await answer.Content.ReadAsStringAsync());
        AssertBare(answer);
    }

    [Theory]
    [InlineData("{ this is no JSON")]
    [InlineData("")]
    [InlineData("""{"object":"page","entry":[]}""")]
    public async Task A_wrong_signature_is_answered_alike_whatever_the_body_is(string body)
    {
        await using var site = await MessengerSite.Start();
        var right = MessengerPlatform.Sign(body);

        foreach (var wrong in new[] { MessengerPlatform.Sign(body, "another secret"), right[..^1], right + "00", right["sha256=".Length..], "sha1=" + right[7..], "", null })
        {
            using var answer = await site.Post(body, wrong);
            Assert.Equal((HttpStatusCode.Forbidden, ""), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
            AssertBare(answer);
        }
    }

    [Fact]
    public async Task A_right_signature_of_something_that_is_no_delivery_is_told_so()
    {
        await using var site = await MessengerSite.Start();

        foreach (var body in new[] { "{ this is no JSON", "", "[]", "null", """{"object":"user","entry":[]}""", """{"object":"page","entry":{}}""", new string('[', 5000) })
        {
            Assert.Equal(HttpStatusCode.BadRequest, await site.Deliver(body));
        }

        Assert.Equal(HttpStatusCode.OK, await site.Deliver("""{"object":"page","entry":[]}"""));
    }

    [Theory]
    [InlineData("""{"object":"page","entry":[{"messaging":[{"sender":{"id":"7"},"recipient":{"id":"PAGE"},"timestamp":"\ud83d","message":{"mid":"m","text":"stop"}}]}]}""")]
    [InlineData("""{"object":"page","entry":[{"messaging":[{"sender":{"id":"7"},"recipient":{"id":"PAGE"},"\ud83d":1,"message":{"mid":"m","text":"stop"}}]}]}""")]
    [InlineData("""{"object":"page","entry":[null,1,"a",[],{"messaging":[null,1,"a",[],{}]},{"messaging":{"sender":{}}}]}""")]
    public async Task What_is_no_text_or_of_another_form_is_passed_over_or_refused_and_is_no_failure(string body)
    {
        await using var site = await MessengerSite.Start();

        var status = await site.Deliver(body.Replace("PAGE", MessengerPlatform.PageId, StringComparison.Ordinal));

        Assert.Contains(status, new[] { HttpStatusCode.OK, HttpStatusCode.BadRequest });
        Assert.Empty(await site.App.Get<BankView.Data.Channels.Messenger.MessengerInbox>().TakeOfAllMembers(10));
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_not_read_whether_it_says_its_length_or_not()
    {
        await using var site = await MessengerSite.Start();
        var body = new string(' ', (256 * 1024) + 1);
        using var unknownLength = new HttpRequestMessage(HttpMethod.Post, "/channels/messenger")
        {
            Content = new StreamContent(new MemoryStream(Encoding.ASCII.GetBytes(body))),
            Headers = { TransferEncodingChunked = true },
        };

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await site.Deliver(body));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await site.Http.SendAsync(unknownLength)).StatusCode);
    }

    [Fact]
    public async Task Without_a_configuration_there_is_no_webhook()
    {
        await using var site = await MessengerSite.Start(configure: host => host.UseSetting("Messenger:AppSecret", ""));

        // As at any address where nothing is: whoever is not signed in is sent to sign in.
        using var answer = await site.Post("{}", MessengerPlatform.Sign("{}", ""));
        Assert.Equal((HttpStatusCode.Redirect, "/sign-in"), (answer.StatusCode, answer.Headers.Location!.AbsolutePath));
    }

    [Fact]
    public async Task Secrets_may_stand_in_files_of_their_own()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, $"{MessengerPlatform.AppSecret}\n");
        await using var site = await MessengerSite.Start(configure: host =>
        {
            host.UseSetting("Messenger:AppSecret", "not this one");
            host.UseSetting("Messenger:AppSecretFile", file);
        });

        Assert.Equal(HttpStatusCode.OK, await site.Deliver("""{"object":"page","entry":[]}"""));
        File.Delete(file);
    }

    private static void AssertBare(HttpResponseMessage answer)
    {
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.Contains("no-store", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
    }
}

using BankView.Data.Channels;
using Microsoft.AspNetCore.Http;

namespace BankView.Tests.Channels.Messenger;

/// <summary>Messages on their way to the platform, and what its answers mean for them.</summary>
public class MessengerChannelTests
{
    private const string Person = MessengerOutlet.Person;

    [Fact]
    public async Task Within_24_hours_of_the_persons_last_message_a_message_is_free_text()
    {
        await using var scene = await MessengerOutlet.Set();

        Assert.Equal(SendOutcome.Sent, await scene.Send(heardAgo: TimeSpan.FromHours(23.9)));

        Assert.Equal(new PlatformMessage(Person, "RESPONSE", "BankView: news.", null), Assert.Single(scene.Platform.Messages));
    }

    [Theory]
    [InlineData("de-AT", "de")]
    [InlineData("en-US", "en_US")]
    [InlineData("en", "en_US")]
    [InlineData("fr", "en_US")]
    public async Task Later_it_goes_by_the_approved_template_in_the_nearest_language(string culture, string language)
    {
        await using var scene = await MessengerOutlet.Set();

        Assert.Equal(SendOutcome.Sent, await scene.Send(heardAgo: TimeSpan.FromHours(24), culture));

        Assert.Equal(new PlatformMessage(Person, "UTILITY", "BankView: news.", language), Assert.Single(scene.Platform.Messages));
    }

    [Fact]
    public async Task Without_a_template_a_later_message_is_left_to_the_next_channel_and_nothing_leaves()
    {
        await using var scene = await MessengerOutlet.Set(settings => settings with { Template = "" });

        Assert.Equal(SendOutcome.Refused, await scene.Send(heardAgo: TimeSpan.FromHours(25)));
        Assert.Equal(SendOutcome.Refused, await scene.Send(heardAgo: null));

        Assert.Empty(scene.Platform.Received);
    }

    [Fact]
    public async Task The_token_stands_in_a_header_and_in_no_address()
    {
        await using var scene = await MessengerOutlet.Set();

        await scene.Send(TimeSpan.Zero);
        Assert.Equal(SendOutcome.Sent, (await scene.Channel.Check(default)).Outcome);

        Assert.Contains($"Bearer {MessengerPlatform.Token}", scene.Platform.Received, StringComparison.Ordinal);
        Assert.DoesNotContain(scene.Platform.Received.Split('\n'), line => line.Contains(MessengerPlatform.Token, StringComparison.Ordinal)
            && !line.StartsWith("Authorization:", StringComparison.Ordinal));
        var call = Assert.Single(await scene.Outlet.Calls());
        Assert.Equal(("POST", "{page}/messages", "127.0.0.1"), (call.Method, call.What, call.Host));
    }

    [Theory]
    [InlineData(190, null, 400, SendOutcome.Misconfigured)]
    [InlineData(200, null, 403, SendOutcome.Misconfigured)]
    [InlineData(100, null, 400, SendOutcome.Misconfigured)]
    [InlineData(10, 2018278, 400, SendOutcome.Refused)]
    [InlineData(551, null, 400, SendOutcome.Refused)]
    [InlineData(200, 2018108, 400, SendOutcome.Refused)]
    [InlineData(100, 2018001, 400, SendOutcome.Refused)]
    [InlineData(368, null, 400, SendOutcome.Refused)]
    [InlineData(613, null, 400, SendOutcome.TryLater)]
    [InlineData(4, null, 403, SendOutcome.TryLater)]
    [InlineData(17, null, 400, SendOutcome.TryLater)]
    [InlineData(32, null, 400, SendOutcome.TryLater)]
    [InlineData(80006, null, 429, SendOutcome.TryLater)]
    [InlineData(1, null, 400, SendOutcome.TryLater)]
    [InlineData(2, null, 500, SendOutcome.TryLater)]
    [InlineData(1, null, 500, SendOutcome.Uncertain)]
    [InlineData(1, 1357046, 400, SendOutcome.Uncertain)]
    public async Task Each_error_of_the_platform_says_what_became_of_the_message(int code, int? subcode, int status, SendOutcome expected)
    {
        await using var scene = await MessengerOutlet.Set();
        scene.Platform.Instead = async http =>
        {
            http.Response.StatusCode = status;
            await http.Response.WriteAsJsonAsync(PlatformRules.Error(code, subcode, "…").Answer.Json);
            return true;
        };

        Assert.Equal(expected, await scene.Send(TimeSpan.Zero));
    }

    [Theory]
    [InlineData(500, "", SendOutcome.Uncertain)]
    [InlineData(503, "<html>", SendOutcome.Uncertain)]
    [InlineData(200, "{}", SendOutcome.Uncertain)]
    [InlineData(200, "", SendOutcome.Uncertain)]
    [InlineData(429, "", SendOutcome.TryLater)]
    [InlineData(404, "not here", SendOutcome.Misconfigured)]
    [InlineData(302, "", SendOutcome.Misconfigured)]
    public async Task An_answer_that_is_not_the_platforms_own_is_taken_for_no_more_than_it_says(int status, string body, SendOutcome expected)
    {
        await using var scene = await MessengerOutlet.Set();
        scene.Platform.Instead = async http =>
        {
            (http.Response.StatusCode, http.Response.Headers.RetryAfter) = (status, "120");
            await http.Response.WriteAsync(body);
            return true;
        };

        var result = await scene.Result(TimeSpan.Zero);

        Assert.Equal((expected, expected is SendOutcome.TryLater ? TimeSpan.FromMinutes(2) : null), (result.Outcome, result.RetryAfter));
    }

    [Fact]
    public async Task A_call_that_breaks_off_may_have_arrived_and_one_that_found_nobody_has_not()
    {
        await using var scene = await MessengerOutlet.Set();
        scene.Platform.Instead = http =>
        {
            http.Abort();
            return Task.FromResult(true);
        };
        Assert.Equal(SendOutcome.Uncertain, await scene.Send(TimeSpan.Zero));

        await using var nobody = await MessengerOutlet.Set(settings => settings with { ApiHost = "http://127.0.0.1:9" });
        Assert.Equal(SendOutcome.TryLater, await nobody.Send(TimeSpan.Zero));
        await using var inner = await MessengerOutlet.Set(settings => settings with { ApiHost = "10.0.0.1" });
        Assert.Equal(SendOutcome.Misconfigured, await inner.Send(TimeSpan.Zero));
    }

    [Fact]
    public async Task The_check_tells_a_wrong_token_and_a_wrong_secret_and_sends_nothing()
    {
        await using var wrongToken = await MessengerOutlet.Set(settings => settings with { PageToken = "another" });
        await using var wrongSecret = await MessengerOutlet.Set(settings => settings with { AppSecret = "another" });

        Assert.Equal(SendOutcome.Misconfigured, (await wrongToken.Channel.Check(default)).Outcome);
        Assert.Equal(SendOutcome.Misconfigured, (await wrongSecret.Channel.Check(default)).Outcome);
        Assert.Equal(SendOutcome.Misconfigured, await wrongSecret.Send(TimeSpan.Zero));
        Assert.Empty(wrongSecret.Platform.Messages);
    }
}

using System.Net;
using BankView.Tests.Testing;

namespace BankView.Tests.SandboxBank;

public class WeatherTests
{
    [Theory]
    [InlineData("Down", HttpStatusCode.ServiceUnavailable, "application/json")]
    [InlineData("ServerError", HttpStatusCode.InternalServerError, "application/json")]
    [InlineData("TooManyCalls", HttpStatusCode.TooManyRequests, "application/json")]
    [InlineData("Html", HttpStatusCode.OK, "text/html")]
    [InlineData("BrokenJson", HttpStatusCode.OK, "application/json")]
    public async Task The_bank_answers_as_it_was_told_on_every_machine_address_until_it_is_told_otherwise(string answering, HttpStatusCode status, string type)
    {
        await using var app = await BankViewApp.Start();
        using var dance = await BankDance.With(app);
        var tokens = await dance.Link();
        await Set(dance, answering);
        var answers = new[] { await dance.Ask("accounts", tokens.Access), await dance.Push(), await dance.Refresh(tokens.Refresh), await dance.Revoke("any") };
        Assert.All(answers, answer => Assert.Equal((status, type), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType)));
        Assert.All(answers, answer => Assert.Equal(status is HttpStatusCode.TooManyRequests, answer.Headers.RetryAfter is not null));
        await Set(dance, "Normally");
        Assert.Equal(5, (await dance.ReadAll("accounts", "accounts", tokens.Access)).Count);
    }

    [Fact]
    public async Task Half_an_answer_ends_before_its_time()
    {
        await using var app = await BankViewApp.Start();
        using var dance = await BankDance.With(app);
        var tokens = await dance.Link();
        await Set(dance, "CutOff");
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => dance.Ask("accounts", tokens.Access));
    }

    [Fact]
    public async Task A_slow_bank_answers_late_and_well()
    {
        var clock = BankClock.Start();
        await using var app = await BankClock.App(clock);
        using var dance = await BankDance.With(app);
        var tokens = await dance.Link();
        Assert.Contains(", 30 seconds late", await Set(dance, "Normally", 30), StringComparison.Ordinal);
        var asked = dance.Ask("accounts", tokens.Access);
        // The clock stands still, so without a push the answer never comes; each push may find the call not there yet.
        while (!asked.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(15));
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        Assert.True(clock.GetUtcNow() >= BankClock.Start().GetUtcNow().AddSeconds(30));
        Assert.Equal(HttpStatusCode.OK, (await asked).StatusCode);
    }

    private static Task<string> Set(BankDance dance, string answering, int seconds = 0) =>
        ControlTests.Do(dance, "weather", ("answering", answering), ("seconds", $"{seconds}"));
}

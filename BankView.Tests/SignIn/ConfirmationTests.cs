using System.Net;
using BankView.Data.Users;
using BankView.Tests.Testing;

namespace BankView.Tests.SignIn;

/// <summary>A browser that somebody left signed in does not reach what a person signs in with.</summary>
public class ConfirmationTests
{
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(6);

    private readonly ShiftedClock _clock = new();

    [Theory]
    [InlineData("/settings/passkeys")]
    [InlineData("/settings/authenticator")]
    [InlineData("/settings/recovery-codes")]
    public async Task Five_minutes_after_signing_in_the_person_is_asked_again(string path)
    {
        await using var app = await BankViewApp.Start(_clock.Rule);
        using var client = new FormClient(app);
        await client.Join(await app.SetupLink(), "Robin");
        Assert.Equal(HttpStatusCode.OK, (await client.Get(path)).StatusCode);

        _clock.Ahead = Late;

        Assert.Equal(HttpStatusCode.OK, (await client.Get("/settings")).StatusCode);
        Assert.Equal($"/settings/confirm?next={Uri.EscapeDataString(path)}", await client.Follow(path));
        var confirmed = await client.Post($"/settings/confirm?next={Uri.EscapeDataString(path)}", "confirm", ("Password", BankViewApp.Password));
        Assert.Equal(path, confirmed.Headers.Location!.AbsolutePath);
        Assert.Equal(HttpStatusCode.OK, (await client.Get(path)).StatusCode);
    }

    [Fact]
    public async Task A_form_that_was_open_all_the_while_does_nothing_any_more()
    {
        await using var app = await BankViewApp.Start(_clock.Rule);
        using var client = new FormClient(app);
        await client.Join(await app.SetupLink(), "Robin");
        var (accounts, robin) = (app.Get<UserAccountStore>(), await app.IdOf("Robin"));
        var user = (await accounts.Find(robin))!;
        user.TwoFactorEnabled = true;
        await accounts.SaveCredentials(user);
        var page = await client.Read("/settings/authenticator");

        _clock.Ahead = Late;
        var answer = await client.PostRaw("/settings/authenticator", ("_handler", "off"), ("__RequestVerificationToken", FormClient.TokenIn(page)));

        Assert.Equal("/settings/confirm", new Uri(app.Address, answer.Headers.Location!).AbsolutePath);
        Assert.True((await accounts.Find(robin))!.TwoFactorEnabled);
        var creation = await client.PostRaw("/passkeys/creation", ("__RequestVerificationToken", FormClient.TokenIn(page)));
        Assert.Equal(HttpStatusCode.Forbidden, creation.StatusCode);
    }

    [Fact]
    public async Task Wrong_passwords_count_as_at_sign_in()
    {
        await using var app = await BankViewApp.Start(_clock.Rule);
        using var client = new FormClient(app);
        await client.Join(await app.SetupLink(), "Robin");
        _clock.Ahead = Late;
        for (var failure = 0; failure < 5; failure++)
        {
            var wrong = await client.Post("/settings/confirm", "confirm", ("Password", "a quiet river in winter"));
            Assert.Contains("This is not your current password.", await FormClient.Text(wrong), StringComparison.Ordinal);
        }

        var right = await client.Post("/settings/confirm", "confirm", ("Password", BankViewApp.Password));
        Assert.Contains("There were several failed tries.", await FormClient.Text(right), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Found, (await client.Get("/settings/passkeys")).StatusCode);
        using var elsewhere = new FormClient(app);
        Assert.Equal(HttpStatusCode.OK, (await elsewhere.SignIn("Robin")).StatusCode);

        _clock.Ahead += TimeSpan.FromMinutes(2);
        Assert.Equal(HttpStatusCode.Found, (await client.Post("/settings/confirm", "confirm", ("Password", BankViewApp.Password))).StatusCode);
    }

    [Fact]
    public async Task Confirming_at_one_browser_says_nothing_of_another()
    {
        await using var app = await BankViewApp.Start(_clock.Rule);
        using var here = new FormClient(app);
        using var there = new FormClient(app);
        await here.Join(await app.SetupLink(), "Robin");
        await there.SignIn("Robin");
        _clock.Ahead = Late;

        await here.Post("/settings/confirm", "confirm", ("Password", BankViewApp.Password));

        Assert.Equal(HttpStatusCode.OK, (await here.Get("/settings/passkeys")).StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await there.Get("/settings/passkeys")).StatusCode);
    }

    [Theory]
    [InlineData("/settings/passkeys", "/settings/passkeys")]
    [InlineData("//evil.example", "/settings")]
    [InlineData("/\\evil.example", "/settings")]
    [InlineData("https://evil.example", "/settings")]
    [InlineData("", "/settings")]
    public async Task After_confirming_one_stays_on_this_site(string next, string expected)
    {
        await using var app = await BankViewApp.Start();
        using var client = new FormClient(app);
        await client.Join(await app.SetupLink(), "Robin");

        var answer = await client.Post($"/settings/confirm?next={Uri.EscapeDataString(next)}", "confirm", ("Password", BankViewApp.Password));

        Assert.Equal(new Uri(app.Address, expected), new Uri(app.Address, answer.Headers.Location!));
    }

    [Fact]
    public async Task Somebody_signed_out_is_sent_to_sign_in_and_not_to_confirm()
    {
        await using var app = await BankViewApp.Start();
        using var client = new FormClient(app);

        Assert.Equal("/sign-in", (await client.Get("/settings/passkeys")).Headers.Location!.AbsolutePath);
        Assert.Equal("/sign-in", (await client.Get("/settings/confirm")).Headers.Location!.AbsolutePath);
    }
}

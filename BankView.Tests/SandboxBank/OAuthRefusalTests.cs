using System.Net;
using BankView.Tests.Testing;

namespace BankView.Tests.SandboxBank;

public class OAuthRefusalTests
{
    [Theory]
    [InlineData("redirect_uri", "http://localhost/elsewhere", "400 invalid_request")]
    [InlineData("code_challenge_method", "plain", "400 invalid_request")]
    [InlineData("code_challenge", "", "400 invalid_request")]
    [InlineData("state", "", "400 invalid_request")]
    [InlineData("client_id", "another", "400 invalid_request")]
    [InlineData("response_type", "token", "400 unsupported_response_type")]
    [InlineData("authorization_details", "no json", "400 invalid_authorization_details")]
    public async Task A_request_that_is_not_right_is_not_taken(string field, string value, string refusal)
    {
        await using var app = await BankViewApp.Start();
        using var dance = await BankDance.With(app);
        Assert.Equal(refusal, await BankDance.Error(await dance.Push((field, value))));
    }

    [Fact]
    public async Task A_return_address_must_be_exactly_the_registered_one()
    {
        await using var app = await BankViewApp.Start();
        using var dance = await BankDance.With(app);
        Assert.Equal("400 invalid_request", await BankDance.Error(await dance.Push(("redirect_uri", dance.ReturnTo + "/"))));
        Assert.Equal(HttpStatusCode.Created, (await dance.Push()).StatusCode);
    }

    [Fact]
    public async Task A_client_that_does_not_prove_who_it_is_gets_nothing()
    {
        await using var app = await BankViewApp.Start();
        using var dance = await BankDance.With(app);
        var (tokens, code) = (await dance.Link(), await dance.Code());
        dance.Secret = "wrong";
        Assert.Equal("401 invalid_client", await BankDance.Error(await dance.Push()));
        Assert.Equal("401 invalid_client", await BankDance.Error(await dance.Exchange(code)));
        Assert.Equal("401 invalid_client", await BankDance.Error(await dance.Refresh(tokens.Refresh)));
        Assert.Equal("401 invalid_client", await BankDance.Error(await dance.Revoke(tokens.Refresh)));
        Assert.Equal(HttpStatusCode.OK, (await dance.Ask("accounts", tokens.Access)).StatusCode);
    }

    [Theory]
    [InlineData("code_verifier", "another-verifier-of-more-than-forty-three-characters-0123")]
    [InlineData("redirect_uri", "http://localhost/elsewhere")]
    [InlineData("code", "never one of ours")]
    public async Task A_code_works_only_with_what_it_was_asked_with(string field, string value)
    {
        await using var app = await BankViewApp.Start();
        using var dance = await BankDance.With(app);
        Assert.Equal("400 invalid_grant", await BankDance.Error(await dance.Exchange(await dance.Code(), (field, value))));
    }

    [Fact]
    public async Task A_code_that_comes_twice_ends_what_it_gave()
    {
        await using var app = await BankViewApp.Start();
        using var dance = await BankDance.With(app);
        var code = await dance.Code();
        var tokens = Tokens.Of(await BankDance.Json(await dance.Exchange(code)));
        Assert.Equal("400 invalid_grant", await BankDance.Error(await dance.Exchange(code)));
        Assert.Equal(HttpStatusCode.Unauthorized, (await dance.Ask("accounts", tokens.Access)).StatusCode);
        Assert.Equal("400 invalid_grant", await BankDance.Error(await dance.Refresh(tokens.Refresh)));
    }

    [Fact]
    public async Task A_refresh_token_that_comes_twice_ends_its_family()
    {
        await using var app = await BankViewApp.Start();
        using var dance = await BankDance.With(app);
        var first = await dance.Link();
        var second = Tokens.Of(await BankDance.Json(await dance.Refresh(first.Refresh)));
        Assert.Equal("400 invalid_grant", await BankDance.Error(await dance.Refresh(first.Refresh)));
        Assert.Equal(HttpStatusCode.Unauthorized, (await dance.Ask("accounts", second.Access)).StatusCode);
        Assert.Equal("400 invalid_grant", await BankDance.Error(await dance.Refresh(second.Refresh)));
    }

    [Fact]
    public async Task Requests_codes_and_access_tokens_run_out()
    {
        var clock = BankClock.Start();
        await using var app = await BankClock.App(clock);
        using var dance = await BankDance.With(app);
        var (uri, code, tokens) = (await dance.RequestUri(), await dance.Code(), await dance.Link());
        clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal("400 invalid_grant", await BankDance.Error(await dance.Exchange(code)));
        Assert.Equal(HttpStatusCode.OK, (await dance.Ask("accounts", tokens.Access)).StatusCode);
        clock.Advance(TimeSpan.FromMinutes(9));
        Assert.Contains("This request is over", await dance.Customer.Read(BankDance.Authorize(uri)), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, (await dance.Ask("accounts", tokens.Access)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await dance.Refresh(tokens.Refresh)).StatusCode);
    }

    [Fact]
    public async Task A_request_is_of_no_use_to_another_client_or_a_second_time()
    {
        await using var app = await BankViewApp.Start();
        using var dance = await BankDance.With(app);
        await dance.SignIn();
        var uri = await dance.RequestUri();
        Assert.Contains("This request is over", await dance.Customer.Read(BankDance.Authorize(uri, "another")), StringComparison.Ordinal);
        Assert.Contains("This request is over", await dance.Customer.Read("/sandbox-bank/authorize?client_id=bankview&request_uri=urn:made-up"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await dance.Decide(uri)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await dance.Customer.Get(BankDance.Authorize(uri))).StatusCode);
    }

    [Fact]
    public async Task A_wrong_password_and_a_consent_without_accounts_are_told_so()
    {
        await using var app = await BankViewApp.Start();
        using var dance = await BankDance.With(app);
        await dance.SignIn("avery", "wrong");
        Assert.Contains("asks to read accounts", await dance.Customer.Read(BankDance.Authorize(await dance.RequestUri())), StringComparison.Ordinal);
        await dance.SignIn();
        Assert.Contains("Choose at least one account", await FormClient.Text(await dance.Decide(await dance.RequestUri(), accounts: [])), StringComparison.Ordinal);
    }
}

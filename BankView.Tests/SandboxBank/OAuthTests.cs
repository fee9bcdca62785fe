using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using BankView.Tests.Testing;

namespace BankView.Tests.SandboxBank;

public class OAuthTests
{
    [Theory]
    [InlineData("/.well-known/oauth-authorization-server/sandbox-bank")]
    [InlineData("/.well-known/openid-configuration/sandbox-bank")]
    [InlineData("/sandbox-bank/.well-known/oauth-authorization-server")]
    [InlineData("/sandbox-bank/.well-known/openid-configuration")]
    public async Task The_bank_says_where_its_endpoints_are(string path)
    {
        await using var app = await BankViewApp.Start();
        using var dance = await BankDance.With(app);
        using var http = new HttpClient { BaseAddress = app.Address };
        var said = await http.GetFromJsonAsync<JsonElement>(path, TestContext.Current.CancellationToken);
        Assert.Equal(dance.Settings.Values["Issuer"], said.GetProperty("issuer").GetString());
        Assert.Equal($"{app.Address}sandbox-bank/par", said.GetProperty("pushed_authorization_request_endpoint").GetString());
        Assert.True(said.GetProperty("require_pushed_authorization_requests").GetBoolean());
        Assert.True(said.GetProperty("authorization_response_iss_parameter_supported").GetBoolean());
    }

    [Fact]
    public async Task The_whole_way_from_the_pushed_request_to_the_accounts()
    {
        await using var app = await BankViewApp.Start();
        using var dance = await BankDance.With(app);
        var pushed = await dance.Push();
        Assert.Equal(HttpStatusCode.Created, pushed.StatusCode);
        var uri = (await BankDance.Json(pushed)).GetProperty("request_uri").GetString()!;
        Assert.StartsWith("urn:ietf:params:oauth:request_uri:", uri, StringComparison.Ordinal);
        Assert.Contains("BankView asks to read accounts of yours", await dance.Customer.Read(BankDance.Authorize(uri)), StringComparison.Ordinal);
        await dance.SignIn();
        Assert.Contains("Share with BankView?", await dance.Customer.Read(BankDance.Authorize(uri)), StringComparison.Ordinal);

        var back = (await dance.Decide(uri)).Headers.Location!;
        Assert.Equal(dance.ReturnTo, back.GetLeftPart(UriPartial.Path));
        var query = BankDance.Query(back);
        Assert.Equal(("state-1", dance.Settings.Values["Issuer"]), (query["state"], query["iss"]));

        var answer = await BankDance.Json(await dance.Exchange(query["code"]));
        Assert.Equal(600, answer.GetProperty("expires_in").GetInt32());
        Assert.Equal(5, (await dance.ReadAll("accounts", "accounts", Tokens.Of(answer).Access)).Count);
    }

    [Fact]
    public async Task A_customer_who_refuses_is_sent_back_with_that_answer_and_the_request_is_over()
    {
        await using var app = await BankViewApp.Start();
        using var dance = await BankDance.With(app);
        await dance.SignIn();
        var uri = await dance.RequestUri();
        var query = BankDance.Query((await dance.Decide(uri, "refuse")).Headers.Location!);
        Assert.Equal(("access_denied", "state-1"), (query["error"], query["state"]));
        Assert.False(query.ContainsKey("code"));
        Assert.Contains("This request is over", await dance.Customer.Read(BankDance.Authorize(uri)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refresh_gives_new_tokens_and_the_new_ones_work()
    {
        await using var app = await BankViewApp.Start();
        using var dance = await BankDance.With(app);
        var first = await dance.Link();
        var second = Tokens.Of(await BankDance.Json(await dance.Refresh(first.Refresh)));
        Assert.NotEqual(first, second);
        Assert.Equal(first.ConsentId, second.ConsentId);
        Assert.Equal(HttpStatusCode.OK, (await dance.Ask("accounts", second.Access)).StatusCode);
        var third = await dance.Refresh(second.Refresh);
        Assert.Equal(HttpStatusCode.OK, third.StatusCode);
    }

    [Fact]
    public async Task A_revoked_refresh_token_takes_its_access_tokens_along()
    {
        await using var app = await BankViewApp.Start();
        using var dance = await BankDance.With(app);
        var tokens = await dance.Link();
        Assert.Equal(HttpStatusCode.OK, (await dance.Revoke(tokens.Refresh)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await dance.Ask("accounts", tokens.Access)).StatusCode);
        Assert.Equal("400 invalid_grant", await BankDance.Error(await dance.Refresh(tokens.Refresh)));
        Assert.Equal(HttpStatusCode.OK, (await dance.Revoke("never one of ours")).StatusCode);
    }

    [Fact]
    public async Task Tokens_and_consents_survive_a_restart_and_their_texts_are_not_in_the_file()
    {
        await using var app = await BankViewApp.Start();
        using var dance = await BankDance.With(app);
        var tokens = await dance.Link();
        var folder = Path.Combine(app.Folder, "data");
        await using var again = await BankViewApp.Start(web => web.UseSetting("Database:Folder", folder)
            .UseSetting("MasterKey:File", Path.Combine(app.Folder, "keys", "master.key")));
        using var later = await BankDance.With(again);
        Assert.Equal(dance.Secret, later.Secret);
        Assert.Equal(HttpStatusCode.OK, (await later.Ask("accounts", tokens.Access)).StatusCode);
        foreach (var file in Directory.GetFiles(folder, "sandbox-bank.db*"))
        {
            var bytes = await File.ReadAllTextAsync(file, System.Text.Encoding.Latin1, TestContext.Current.CancellationToken);
            Assert.DoesNotContain(tokens.Access, bytes, StringComparison.Ordinal);
            Assert.DoesNotContain(tokens.Refresh, bytes, StringComparison.Ordinal);
            Assert.DoesNotContain(dance.Secret, bytes, StringComparison.Ordinal);
        }
    }
}

using System.Security.Cryptography;
using System.Text.Json;
using System.Web;
using BankView.Data.BankLinks.Connectors;
using BankView.Data.BankLinks.Connectors.Fdx;
using BankView.Data.Consents;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace BankView.Tests.BankLinks.Connectors;

/// <summary>From the consent page to a credential: what the bank is told, and which replies are believed.</summary>
public class FdxLinkingTests : IAsyncLifetime
{
    private FdxBank _bank = null!;
    private Outlet _outlet = null!;
    private FdxConnector _connector = null!;

    public async ValueTask InitializeAsync()
    {
        (_bank, _outlet) = (await FdxBank.Open(), await Outlet.Open());
        _outlet.LocalHosts.Add(new Uri(_bank.Http.Address).Authority);
        _connector = new FdxConnector(_outlet.Http, _outlet.Database.Clock);
    }

    public async ValueTask DisposeAsync()
    {
        await _bank.Http.DisposeAsync();
        await _outlet.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task What_is_asked_is_pushed_to_the_bank_and_the_browser_carries_a_reference_alone()
    {
        var start = await Begin();

        Assert.Equal($"{_bank.Issuer}/authorize?client_id=bankview&request_uri=urn%3Aexample%3Apushed", start.Address.AbsoluteUri);
        Assert.Equal(("state-1", "code", "S256"), (_bank.Pushed["state"], _bank.Pushed["response_type"], _bank.Pushed["code_challenge_method"]));
        Assert.Equal("fdx:accountbasic:read fdx:transactions:read", _bank.Pushed["scope"]);
        using var details = JsonDocument.Parse(_bank.Pushed["authorization_details"]);
        Assert.Equal(90, details.RootElement[0].GetProperty("consentRequest").GetProperty("durationPeriod").GetInt32());
        Assert.DoesNotContain(start.Kept, _bank.Pushed.Values);
    }

    [Fact]
    public async Task A_code_with_the_right_verifier_becomes_a_credential_and_the_banks_consent_is_told()
    {
        var grant = await Complete(Reply());

        Assert.Equal(new BankConsent
        {
            Id = "consent-1",
            ExpiresAt = new DateTimeOffset(2027, 11, 1, 0, 0, 0, TimeSpan.Zero),
            HistoryFrom = new DateOnly(2026, 9, 2),
        }, grant.Consent);
        var access = _bank.AccessFor(_outlet) with { Credential = grant.Credential };
        Assert.Equal(2, (await _connector.ListAccounts(access)).Accounts.Count);
    }

    [Theory]
    [InlineData("state", "another")]
    [InlineData("state", null)]
    [InlineData("iss", "https://evil.example")]
    [InlineData("iss", null)]
    [InlineData("code", "forged")]
    [InlineData("code", null)]
    public async Task A_forged_reply_is_foreign_and_brings_nothing(string name, string? value)
    {
        var reply = Reply();
        reply.Remove(name);
        if (value is not null)
        {
            reply[name] = value;
        }

        Assert.Equal(ProblemKind.ForeignReply, (await Problem(() => Complete(reply))).Kind);
    }

    [Fact]
    public async Task A_code_is_good_once_and_not_with_anothers_verifier()
    {
        await Complete(Reply());
        Assert.Equal(ProblemKind.ForeignReply, (await Problem(() => Complete(Reply()))).Kind);

        _bank.Code = "code-1";
        var start = await Begin();
        var request = Request() with { Kept = start.Kept + "x" };
        Assert.Equal(ProblemKind.ForeignReply, (await Problem(() => _connector.Complete(_bank.Settings(), request, new LinkReply { Query = Reply() }))).Kind);
    }

    [Theory]
    [InlineData("access_denied", ProblemKind.Refused)]
    [InlineData("temporarily_unavailable", ProblemKind.ProviderDown)]
    [InlineData("invalid_scope", ProblemKind.Misconfigured)]
    public async Task A_no_at_the_bank_is_told_in_words_without_links(string error, ProblemKind kind)
    {
        var reply = Reply();
        reply.Remove("code");
        (reply["error"], reply["error_description"]) = (error, "You said <b>no</b>.\u202E\r\nSee https://evil.example/login now");

        var problem = await Problem(() => Complete(reply));

        Assert.Equal((kind, "You said b no /b . See … now"), (problem.Kind, problem.BankText));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1)]
    public async Task A_private_key_proves_who_asks_even_when_the_clocks_are_a_day_apart(int days)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        (_bank.RequiresSecret, _bank.IsGoodAssertion) = (false, assertion => IsGood(assertion, key));
        var connector = new FdxConnector(_outlet.Http, new FakeTimeProvider(DateTimeOffset.UtcNow.AddDays(days)));

        await connector.Begin(_bank.Settings(secrets: new() { ["PrivateKey"] = key.ExportPkcs8PrivateKeyPem() }), Request());

        Assert.Equal("bankview", _bank.Pushed["client_id"]);
    }

    [Fact]
    public async Task A_client_that_the_bank_does_not_know_is_a_matter_for_the_administrator()
    {
        var settings = _bank.Settings(secrets: new() { ["ClientSecret"] = "wrong" });

        Assert.Equal(ProblemKind.Misconfigured, (await Problem(() => _connector.Begin(settings, Request()))).Kind);
        Assert.Equal(ProblemKind.Misconfigured, (await _connector.Test(settings))!.Kind);
        Assert.Null(await _connector.Test(_bank.Settings()));
    }

    [Fact]
    public async Task Configured_endpoints_need_no_discovery_and_no_pushed_request()
    {
        var settings = _bank.Settings(new() { ["Issuer"] = "", ["AuthorizationEndpoint"] = $"{_bank.Issuer}/authorize", ["TokenEndpoint"] = $"{_bank.Issuer}/token" });
        var values = settings.Values.Where(value => value.Key is not "Issuer").ToDictionary();

        var start = (LinkStart.Redirect)await _connector.Begin(settings with { Values = values }, Request());

        Assert.Equal("state-1", HttpUtility.ParseQueryString(start.Address.Query)["state"]);
        Assert.Empty(_bank.Http.Asked);
    }

    private static bool IsGood(string assertion, ECDsa key) => new JsonWebTokenHandler().ValidateTokenAsync(assertion, new()
    {
        ValidIssuer = "bankview",
        ValidateAudience = false,
        IssuerSigningKey = new ECDsaSecurityKey(key),
        ValidAlgorithms = ["ES256"],
        LifetimeValidator = (_, until, _, _) => until > DateTime.UtcNow && until < DateTime.UtcNow.AddHours(1),
    }).GetAwaiter().GetResult().IsValid;

    private Dictionary<string, string> Reply() => new() { ["state"] = "state-1", ["code"] = "code-1", ["iss"] = _bank.Issuer };

    private LinkRequest Request() => SimpleFinBank.Request(_outlet) with { State = "state-1", Clusters = [DataCluster.AccountBasic, DataCluster.Transactions] };

    private async Task<LinkStart.Redirect> Begin() => (LinkStart.Redirect)await _connector.Begin(_bank.Settings(), Request());

    private async Task<LinkGrant> Complete(Dictionary<string, string> reply)
    {
        var start = await Begin();
        return await _connector.Complete(_bank.Settings(), Request() with { Kept = start.Kept }, new LinkReply { Query = reply });
    }

    private static async Task<ConnectorProblem> Problem(Func<Task> act) => (await Assert.ThrowsAsync<ConnectorException>(act)).Problem;
}

using System.Security.Cryptography;
using System.Text;
using BankView.Data.BankLinks.Connectors;
using BankView.Data.BankLinks.Connectors.Fdx;
using BankView.Data.Institutions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.Tokens;

namespace BankView.Tests.BankLinks.Connectors;

/// <summary>The state of a small FDX bank: strict where a real one is, and open to a test's changes.</summary>
internal sealed class FdxBank
{
    private string? _refresh;
    private int _issued;

    public TestBank Http { get; private set; } = null!;

    public string Issuer => $"{Http.Address}/bank";

    public Dictionary<string, string> Pushed { get; } = new(StringComparer.Ordinal);

    public string? Code { get; set; } = "code-1";

    public string Access { get; set; } = ConnectorContract.Secret;

    public string ConsentStatus { get; set; } = "ACTIVE";

    public bool RequiresSecret { get; set; } = true;

    /// <summary>What the discovery document says of signatures; null for a bank that does not say.</summary>
    public string[]? SigningAlgorithms { get; set; }

    /// <summary>Replaces an answer below /fdx/v6; null for the usual one.</summary>
    public Func<HttpRequest, IResult?> Instead { get; set; } = _ => null;

    /// <summary>Replaces an answer of the token endpoint; null for the usual one.</summary>
    public Func<IResult?> InsteadOfToken { get; set; } = () => null;

    /// <summary>Checks a client's signed assertion.</summary>
    public Func<string, bool> IsGoodAssertion { get; set; } = _ => false;

    public List<string> Revoked { get; } = [];

    public int Refreshes { get; private set; }

    public List<string> Accounts { get; } = [FdxJson.Checking, FdxJson.Card];

    public List<string> Rows { get; } = [.. FdxJson.CardRows];

    public static async Task<FdxBank> Open()
    {
        var bank = new FdxBank();
        bank.Http = await TestBank.Open((app, _) => bank.Map(app));
        bank.Http.IsFaulty = path => path.StartsWithSegments("/fdx", StringComparison.Ordinal);
        return bank;
    }

    public InstitutionSettings Settings(Dictionary<string, string>? more = null, Dictionary<string, string>? secrets = null) => new()
    {
        InstitutionId = Guid.Parse("00000000-0000-7000-8000-00000000f0f0"),
        Name = "Test Bank",
        Connector = ConnectorKind.Fdx,
        Values = new Dictionary<string, string> { ["Address"] = $"{Http.Address}/fdx/v6", ["Issuer"] = Issuer, ["ClientId"] = "bankview" }
            .Concat(more ?? []).DistinctBy(pair => pair.Key).ToDictionary(),
        Secrets = secrets ?? new Dictionary<string, string> { ["ClientSecret"] = "s3cret" },
    };

    public BankAccess AccessFor(Outlet outlet, FdxCredential? credential = null, Func<string, Task>? keep = null, bool isPresent = false) => new()
    {
        Institution = Settings(),
        Credential = (credential ?? new FdxCredential
        {
            Family = "f",
            Rotation = 1,
            AccessToken = Access,
            RefreshToken = _refresh ??= "refresh-0",
            ConsentId = "consent-1",
        }).Write(),
        Keep = keep ?? (_ => Task.CompletedTask),
        IsMemberPresent = isPresent,
        UserId = outlet.UserId,
        LinkId = Guid.Parse("00000000-0000-7000-8000-0000000000aa"),
    };

    private void Map(WebApplication app)
    {
        app.MapGet("/.well-known/oauth-authorization-server/bank", () => new
        {
            issuer = Issuer,
            authorization_endpoint = $"{Issuer}/authorize",
            token_endpoint = $"{Issuer}/token",
            revocation_endpoint = $"{Issuer}/revoke",
            pushed_authorization_request_endpoint = $"{Issuer}/par",
            authorization_response_iss_parameter_supported = true,
            token_endpoint_auth_signing_alg_values_supported = SigningAlgorithms,
        });
        app.MapPost("/bank/par", Task<IResult> (HttpRequest request) => Client(request, form =>
        {
            Pushed.Clear();
            form.ToList().ForEach(field => Pushed[field.Key] = field.Value.ToString());
            return Results.Json(new { request_uri = "urn:example:pushed", expires_in = 60 }, statusCode: 201);
        }));
        app.MapPost("/bank/token", Task<IResult> (HttpRequest request) => Client(request, form => InsteadOfToken() ?? Grant(form)));
        app.MapPost("/bank/revoke", Task<IResult> (HttpRequest request) => Client(request, form =>
        {
            Revoked.Add(form["token"].ToString());
            return Results.Ok();
        }));
        app.Map("/fdx/v6/{**path}", (HttpContext http, string path) => Read(http, path));
    }

    private async Task<IResult> Client(HttpRequest request, Func<IFormCollection, IResult> answer)
    {
        var form = await request.ReadFormAsync();
        var isKnown = RequiresSecret
            ? request.Headers.Authorization == "Basic " + Convert.ToBase64String(Encoding.ASCII.GetBytes("bankview:s3cret"))
            : IsGoodAssertion(form["client_assertion"].ToString());
        return isKnown ? answer(form) : Results.Json(new { error = "invalid_client" }, statusCode: 401);
    }

    private IResult Grant(IFormCollection form)
    {
        if (form["grant_type"] == "refresh_token")
        {
            Refreshes++;
            if (form["refresh_token"] != _refresh || ConsentStatus is not "ACTIVE")
            {
                // A token that was used before was stolen from one of the two who used it: all that came of it ends.
                _refresh = IsUsed(form["refresh_token"].ToString()) ? null : _refresh;
                Access = _refresh is null ? "nobody's" : Access;
                return Results.Json(new { error = "invalid_grant" }, statusCode: 400);
            }
        }
        else
        {
            var challenge = Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
            // A code is good for one use, with the verifier of the request that was pushed.
            if (form["code"] != Code || form["redirect_uri"] != Pushed["redirect_uri"]
                || !string.Equals(challenge, Pushed["code_challenge"], StringComparison.Ordinal))
            {
                return Results.Json(new { error = "invalid_grant" }, statusCode: 400);
            }

            Code = null;
        }

        (Access, _refresh) = ($"access-{++_issued}", $"refresh-{_issued}");
        return Results.Json(new { access_token = Access, token_type = "bearer", expires_in = 900, refresh_token = _refresh, fdxConsentId = "consent-1" });
    }

    private bool IsUsed(string token) => Enumerable.Range(0, _issued).Any(number => string.Equals(token, $"refresh-{number}", StringComparison.Ordinal));

    private IResult Read(HttpContext http, string path)
    {
        if (Instead(http.Request) is { } instead)
        {
            return instead;
        }

        if (http.Request.Headers.Authorization != $"Bearer {Access}")
        {
            return TestBank.Json("""{"code": 602, "message": "Customer not authorized"}""", 401);
        }

        return path switch
        {
            "consents/consent-1" => TestBank.Json($$"""
                {"id": "consent-1", "status": "{{ConsentStatus}}", "createdTime": "2026-11-01T00:00:00Z",
                 "expirationTime": "2027-11-01T00:00:00Z", "durationType": "TIME_BOUND", "lookbackPeriod": 60}
                """),
            "consents/consent-1/revocation" => Results.NoContent(),
            _ when ConsentStatus is not "ACTIVE" => TestBank.Json("""{"code": "602", "message": "Customer not authorized"}""", 403),
            "accounts" => TestBank.Json($$"""{"page": {}, "accounts": [{{string.Join(',', Accounts)}}]}"""),
            "accounts/card/transactions" => FdxJson.Page(Rows, http.Request.Query),
            _ => TestBank.Json("""{"code": "701", "message": "Account not found"}""", 404),
        };
    }
}

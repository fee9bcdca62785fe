using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using BankView.Data.Institutions;
using BankView.Tests.Testing;
using Microsoft.AspNetCore.WebUtilities;

namespace BankView.Tests.SandboxBank;

/// <summary>A company that asks Sandbox Bank for access, and the customer whose browser goes there: step by step, over real HTTP.</summary>
internal sealed partial class BankDance : IDisposable
{
    public const string Verifier = "a-verifier-of-more-than-forty-three-characters-0123456789";

    private readonly HttpClient _company;

    private BankDance(BankViewApp app, InstitutionSettings settings)
    {
        (App, Settings, Customer) = (app, settings, new FormClient(app));
        _company = new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(settings.Values["Issuer"] + "/") };
        Secret = settings.Secrets["ClientSecret"];
    }

    public BankViewApp App { get; }

    public InstitutionSettings Settings { get; }

    /// <summary>The customer's browser.</summary>
    public FormClient Customer { get; }

    public string Secret { get; set; }

    public string ReturnTo => $"{App.Address}links/return";

    public static async Task<BankDance> With(BankViewApp app)
    {
        var store = app.Get<InstitutionStore>();
        var bank = Assert.Single(await store.List(), institution => institution.Name is "Sandbox Bank");
        return new(app, (await store.OpenSettings(bank.Id))!);
    }

    public Task<HttpResponseMessage> Push(params (string Name, string Value)[] changes) => Send("par", changes,
        ("response_type", "code"), ("client_id", "bankview"), ("redirect_uri", ReturnTo), ("state", "state-1"), ("code_challenge_method", "S256"),
        ("code_challenge", WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)))));

    public async Task<string> RequestUri(params (string Name, string Value)[] changes) => (await Json(await Push(changes))).GetProperty("request_uri").GetString()!;

    public static string Authorize(string requestUri, string client = "bankview") =>
        $"/sandbox-bank/authorize?client_id={client}&request_uri={Uri.EscapeDataString(requestUri)}";

    public async Task SignIn(string customer = "avery", string password = "harbour-lantern")
    {
        var page = await Customer.Read("/sandbox-bank/sign-in");
        await Customer.PostRaw("/sandbox-bank/sign-in", ("__RequestVerificationToken", FormClient.TokenIn(page)), ("customer", customer), ("password", password));
    }

    /// <summary>Answers on the consent page; all accounts unless some are named.</summary>
    public async Task<HttpResponseMessage> Decide(string requestUri, string decision = "allow", string[]? accounts = null, string? days = null)
    {
        var page = await Customer.Read(Authorize(requestUri));
        accounts ??= [.. AccountValue().Matches(page).Select(match => match.Groups["id"].Value)];
        return await Customer.PostRaw("/sandbox-bank/authorize", [("__RequestVerificationToken", FormClient.TokenIn(page)), ("request_uri", requestUri),
            ("client_id", "bankview"), ("decision", decision), .. accounts.Select(id => ("account", id)), .. days is null ? [] : new[] { ("days", days) }]);
    }

    public async Task<string> Code(string[]? accounts = null, string? days = null, params (string Name, string Value)[] asked)
    {
        await SignIn();
        return Query((await Decide(await RequestUri(asked), accounts: accounts, days: days)).Headers.Location!)["code"];
    }

    public Task<HttpResponseMessage> Exchange(string code, params (string Name, string Value)[] changes) =>
        Send("token", changes, ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", ReturnTo), ("code_verifier", Verifier));

    public Task<HttpResponseMessage> Refresh(string token) => Send("token", [], ("grant_type", "refresh_token"), ("refresh_token", token));

    public Task<HttpResponseMessage> Revoke(string token) => Send("revoke", [], ("token", token));

    public async Task<Tokens> Link(string[]? accounts = null, string? days = null, params (string Name, string Value)[] asked) =>
        Tokens.Of(await Json(await Exchange(await Code(accounts, days, asked))));

    public async Task<HttpResponseMessage> Ask(string path, string token, HttpMethod? method = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, $"fdx/v6/{path}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await _company.SendAsync(request);
    }

    public async Task<JsonElement> Read(string path, string token) => await Json(await Ask(path, token));

    /// <summary>Every item of a list, page by page until the bank names no next.</summary>
    public async Task<List<JsonElement>> ReadAll(string path, string list, string token)
    {
        var (all, next) = (new List<JsonElement>(), (string?)"");
        while (next is not null)
        {
            var page = await Read(path + (next.Length == 0 ? "" : $"{(path.Contains('?') ? '&' : '?')}offset={next}"), token);
            all.AddRange(page.GetProperty(list).EnumerateArray());
            next = page.GetProperty("page").TryGetProperty("nextOffset", out var offset) ? offset.GetString() : null;
        }

        return all;
    }

    public Task<HttpResponseMessage> Send(string path, (string Name, string Value)[] changes, params (string Name, string Value)[] fields)
    {
        var form = fields.Concat(changes).GroupBy(field => field.Name).ToDictionary(field => field.Key, field => field.Last().Value);
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(form) };
        request.Headers.Authorization = form.ContainsKey("client_assertion") ? null
            : new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"bankview:{Secret}")));
        return _company.SendAsync(request);
    }

    public static async Task<JsonElement> Json(HttpResponseMessage answer) => await answer.Content.ReadFromJsonAsync<JsonElement>();

    public static async Task<string> Error(HttpResponseMessage answer) => $"{(int)answer.StatusCode} {(await Json(answer)).GetProperty("error").GetString()}";

    public static Dictionary<string, string> Query(Uri address) =>
        QueryHelpers.ParseQuery(address.Query).ToDictionary(part => part.Key, part => part.Value.ToString());

    public void Dispose()
    {
        _company.Dispose();
        Customer.Dispose();
    }

    [GeneratedRegex("name=\"account\" value=\"(?<id>[^\"]+)\"", RegexOptions.NonBacktracking)]
    private static partial Regex AccountValue();
}

/// <summary>What the token endpoint gave.</summary>
internal sealed record Tokens(string Access, string Refresh, string ConsentId)
{
    public static Tokens Of(JsonElement answer) => new(answer.GetProperty("access_token").GetString()!,
        answer.GetProperty("refresh_token").GetString()!, answer.GetProperty("fdxConsentId").GetString()!);
}

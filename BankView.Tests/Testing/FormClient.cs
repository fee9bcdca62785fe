using System.Net;
using System.Text.RegularExpressions;

namespace BankView.Tests.Testing;

/// <summary>A browser without scripts: keeps cookies, posts forms with their tokens, follows no redirect by itself.</summary>
internal sealed partial class FormClient : IDisposable
{
    private const string Outside = "/sign-in/outside";

    private readonly HttpClient _http;

    public FormClient(BankViewApp app) =>
        _http = new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = Cookies }) { BaseAddress = app.Address };

    public CookieContainer Cookies { get; } = new();

    public Task<HttpResponseMessage> Get(string path) => _http.GetAsync(path, TestContext.Current.CancellationToken);

    /// <summary>Follows redirects, here and elsewhere, as far as the last that comes back here; says where it leads.</summary>
    public async Task<string> Follow(string path)
    {
        var answer = await Get(path);
        while (answer.Headers.Location is { } next && (next.IsAbsoluteUri || next.OriginalString.StartsWith(Outside, StringComparison.Ordinal)))
        {
            answer = await Get(next.OriginalString);
        }

        return answer.Headers.Location?.OriginalString ?? answer.StatusCode.ToString();
    }

    public async Task<string> Read(string path) => await Text(await Get(path));

    public static async Task<string> Text(HttpResponseMessage answer) =>
        WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

    public static string TokenIn(string page) => Token().Match(page).Groups["token"].Value;

    /// <summary>Opens the page and posts its form of that name.</summary>
    public async Task<HttpResponseMessage> Post(string path, string form, params (string Name, string Value)[] fields)
    {
        var page = await Read(path);
        return await PostRaw(path, [("_handler", form), ("__RequestVerificationToken", TokenIn(page)), .. fields]);
    }

    public Task<HttpResponseMessage> PostRaw(string path, params (string Name, string Value)[] fields) =>
        _http.PostAsync(path, new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))),
            TestContext.Current.CancellationToken);

    public Task<HttpResponseMessage> Join(string link, string userName, string password = BankViewApp.Password) =>
        Post(link, "join", ("Form.UserName", userName), ("Form.Password", password), ("Form.Repeated", password));

    public Task<HttpResponseMessage> SignIn(string userName, string password = BankViewApp.Password, string path = "/sign-in") =>
        Post(path, "sign-in", ("Form.UserName", userName), ("Form.Password", password));

    public void Dispose() => _http.Dispose();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", RegexOptions.NonBacktracking)]
    private static partial Regex Token();
}

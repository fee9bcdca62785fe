using System.Text.RegularExpressions;
using BankView.Tests.Testing;
using BankView.Web.Shell;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;

namespace BankView.Tests.Shell;

public sealed partial class HeadersTests(TestSite site) : IClassFixture<TestSite>
{
    [Theory]
    [InlineData("default-src 'none'")]
    [InlineData("style-src 'self' 'unsafe-inline'")]
    [InlineData("connect-src 'self'")]
    [InlineData("form-action 'self'")]
    [InlineData("frame-ancestors 'none'")]
    public async Task A_page_may_load_and_talk_to_nothing_but_its_own_site(string rule)
    {
        using var page = await Get(Urls.Error);
        Assert.Contains(rule, Header(page, "Content-Security-Policy").Split("; "));
    }

    [Theory]
    [InlineData("X-Content-Type-Options", "nosniff")]
    [InlineData("X-Frame-Options", "DENY")]
    [InlineData("Referrer-Policy", "no-referrer")]
    [InlineData("Cross-Origin-Opener-Policy", "same-origin")]
    [InlineData("Cross-Origin-Resource-Policy", "same-origin")]
    [InlineData("Cache-Control", "no-store")]
    public async Task A_page_is_kept_to_itself(string name, string value)
    {
        using var page = await Get(Urls.Error);
        Assert.Equal(value, Header(page, name));
    }

    [Fact]
    public async Task Inline_scripts_run_only_with_the_nonce_of_this_very_answer()
    {
        using var first = await Get(Urls.Error);
        using var second = await Get(Urls.Error);
        var html = await first.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var nonces = NonceAttribute().Matches(html).Select(match => match.Groups["nonce"].Value).ToHashSet(StringComparer.Ordinal);
        Assert.Equal([Nonce(first)], nonces);
        Assert.NotEqual(Nonce(first), Nonce(second));
    }

    [Fact]
    public async Task A_style_sheet_may_be_kept_but_not_sniffed()
    {
        using var sheet = await Get("/app.css");
        Assert.Equal("text/css", sheet.Content.Headers.ContentType?.MediaType);
        Assert.Equal("nosniff", Header(sheet, "X-Content-Type-Options"));
        Assert.DoesNotContain("no-store", Header(sheet, "Cache-Control"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en-US", "Something went wrong", "lang=\"en\"")]
    [InlineData("de-AT,de;q=0.9", "Etwas ist schiefgegangen", "lang=\"de\"")]
    [InlineData("fr-FR", "Something went wrong", "lang=\"en\"")]
    public async Task A_page_speaks_the_browsers_language_where_it_can(string accepted, string title, string language)
    {
        using var page = await Get(Urls.Error, ("Accept-Language", accepted));
        var html = await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains(title, html, StringComparison.Ordinal);
        Assert.Contains(language, html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bankview-theme=dark", "data-theme=\"dark\"")]
    [InlineData("bankview-hide-amounts=1", "data-hide-amounts")]
    public async Task The_first_byte_already_looks_as_the_member_chose(string cookie, string attribute)
    {
        using var plain = await Get(Urls.Error);
        using var chosen = await Get(Urls.Error, ("Cookie", cookie));
        Assert.DoesNotContain(attribute, await Root(plain), StringComparison.Ordinal);
        Assert.Contains(attribute, await Root(chosen), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_theme_that_does_not_exist_is_not_repeated_into_the_page()
    {
        using var page = await Get(Urls.Error, ("Cookie", "bankview-theme=neon"));
        Assert.DoesNotContain("neon", await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stranger_is_sent_to_sign_in_and_back()
    {
        using var answer = await Get(Urls.Activity(search: "coffee"));
        Assert.Equal(302, (int)answer.StatusCode);
        Assert.Equal("/sign-in?returnUrl=%2Factivity%3Fq%3Dcoffee", answer.Headers.Location?.PathAndQuery);
    }

    [Fact]
    public async Task A_form_that_is_out_of_date_leads_to_a_sentence_not_to_a_blank_page()
    {
        using var live = site.WithWebHostBuilder(web => web.UseEnvironment("Production"));
        using var client = live.CreateClient();
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        using var form = new FormUrlEncodedContent([new("_handler", "anything")]);
        using var answer = await client.PostAsync(new Uri(Urls.Error, UriKind.Relative), form, TestContext.Current.CancellationToken);
        Assert.Contains("Something went wrong", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private async Task<HttpResponseMessage> Get(string path, params (string Name, string Value)[] headers)
    {
        using var client = site.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static string Header(HttpResponseMessage answer, string name) => string.Join(", ", answer.Headers.GetValues(name));

    private static string Nonce(HttpResponseMessage answer) =>
        NonceSource().Match(Header(answer, "Content-Security-Policy")).Groups["nonce"].Value;

    private static async Task<string> Root(HttpResponseMessage page) =>
        RootTag().Match(await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Value;

    [GeneratedRegex("nonce=\"(?<nonce>[^\"]+)\"", RegexOptions.None, 1000)]
    private static partial Regex NonceAttribute();

    [GeneratedRegex("'nonce-(?<nonce>[^']+)'", RegexOptions.None, 1000)]
    private static partial Regex NonceSource();

    [GeneratedRegex("<html[^>]*>", RegexOptions.None, 1000)]
    private static partial Regex RootTag();
}

using BankView.Tests.Testing;

namespace BankView.Tests.SignIn;

public class HttpsCookieTests
{
    [Fact]
    public async Task Over_https_the_session_cookie_is_secure_and_bound_to_this_host()
    {
        // As behind a proxy that ends TLS, which is how most installations are reached.
        await using var app = await BankViewApp.Start(host => host.UseSetting("ForwardedHeaders_Enabled", "true"));
        using var http = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = app.Address };
        http.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        var link = await app.SetupLink();
        var page = await http.GetAsync(link, TestContext.Current.CancellationToken);
        http.DefaultRequestHeaders.Add("Cookie", page.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]));

        var joined = await http.PostAsync(link, new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["_handler"] = "join",
            ["__RequestVerificationToken"] = FormClient.TokenIn(await FormClient.Text(page)),
            ["Form.UserName"] = "Robin",
            ["Form.Password"] = BankViewApp.Password,
            ["Form.Repeated"] = BankViewApp.Password,
        }), TestContext.Current.CancellationToken);

        var session = joined.Headers.GetValues("Set-Cookie").Single(cookie => cookie.Contains("bankview-session", StringComparison.Ordinal));
        Assert.StartsWith("__Host-bankview-session=", session, StringComparison.Ordinal);
        Assert.Contains("; secure", session, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; path=/;", session, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain=", session, StringComparison.OrdinalIgnoreCase);
    }
}

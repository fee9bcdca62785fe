using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using BankView.Web.SandboxBank.Keeping;

namespace BankView.Web.SandboxBank.OAuth;

/// <summary>Which company calls: by <c>client_secret_basic</c> (RFC 6749, section 2.3.1) or by a signed assertion (RFC 7523).</summary>
internal sealed class ClientSignIn(BankClientStore clients, ClientAssertion assertion)
{
    public static readonly string[] Methods = ["client_secret_basic", "private_key_jwt"];
    public static readonly string[] Algorithms = ["PS256", "ES256", "RS256"];

    /// <summary>Null when it does not prove who it is.</summary>
    public async Task<BankClient?> Of(HttpRequest request, IFormCollection form)
    {
        if (form.ContainsKey("client_assertion"))
        {
            return await assertion.Check(form["client_assertion_type"].ToString(), form["client_assertion"].ToString());
        }

        if (Basic(request) is not var (id, secret) || await clients.Find(id) is not { } client)
        {
            return null;
        }

        var (given, kept) = (Convert.FromHexString(BankFile.HashOf(secret)), Convert.FromHexString(client.SecretHash));
        return CryptographicOperations.FixedTimeEquals(given, kept) ? client : null;
    }

    public static IResult Refuse(HttpContext http)
    {
        http.Response.Headers.WWWAuthenticate = "Basic realm=\"Sandbox Bank\"";
        return OAuthAnswer.Refuse("invalid_client", "The client did not prove who it is.", StatusCodes.Status401Unauthorized);
    }

    private static (string Id, string Secret)? Basic(HttpRequest request)
    {
        var bytes = new byte[4096];
        return AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var header)
            && string.Equals(header.Scheme, "Basic", StringComparison.OrdinalIgnoreCase)
            && Convert.TryFromBase64String(header.Parameter ?? "", bytes, out var length)
            && Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2) is [var id, var secret]
            ? (Uri.UnescapeDataString(id), Uri.UnescapeDataString(secret))
            : null;
    }
}

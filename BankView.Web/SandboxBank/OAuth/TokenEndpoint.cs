using System.Security.Cryptography;
using System.Text;
using BankView.Web.SandboxBank.Keeping;
using Microsoft.AspNetCore.WebUtilities;

namespace BankView.Web.SandboxBank.OAuth;

/// <summary>Codes and refresh tokens for access tokens (RFC 6749, sections 4.1.3 and 6), and their revocation (RFC 7009).</summary>
internal sealed class TokenEndpoint(ClientSignIn signIn, TokenStore tokens, BankConsentStore consents, TimeProvider clock)
{
    public async Task<IResult> Post(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync();
        return await signIn.Of(http.Request, form) is not { } client ? ClientSignIn.Refuse(http) : form["grant_type"].ToString() switch
        {
            "authorization_code" => await ByCode(client, form),
            "refresh_token" => await ByRefresh(client, form["refresh_token"].ToString()),
            _ => OAuthAnswer.Refuse("unsupported_grant_type", "Only authorization_code and refresh_token are known."),
        };
    }

    /// <summary>A refresh token takes its whole family along; an unknown token counts as revoked.</summary>
    public async Task<IResult> Revoke(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync();
        if (await signIn.Of(http.Request, form) is not { } client)
        {
            return ClientSignIn.Refuse(http);
        }

        var token = form["token"].ToString();
        if (await tokens.Look(token) is var (id, kind) && await consents.Find(id) is { } consent && consent.IsOf(client))
        {
            await (kind is "refresh" ? tokens.EndFamily(id) : tokens.End(token));
        }

        return Results.Ok();
    }

    private async Task<IResult> ByCode(BankClient client, IFormCollection form)
    {
        return await tokens.UseCode(form["code"].ToString()) is var (id, returnTo, challenge)
            && await consents.Find(id) is { } consent && consent.IsOf(client)
            && form["redirect_uri"] == returnTo && Answers(form["code_verifier"].ToString(), challenge)
            ? await Issue(consent)
            : OAuthAnswer.Refuse("invalid_grant", "The code, its redirect_uri or its code_verifier is not good.");
    }

    private async Task<IResult> ByRefresh(BankClient client, string token)
    {
        return await tokens.Look(token) is (var id, "refresh")
            && await consents.Find(id) is { } consent && consent.IsOf(client) && await tokens.UseRefresh(token, id)
            ? await Issue(consent)
            : OAuthAnswer.Refuse("invalid_grant", "The refresh token is not good.");
    }

    private async Task<IResult> Issue(BankConsent consent)
    {
        if (!consent.IsActive(clock.GetUtcNow()))
        {
            return OAuthAnswer.Refuse("invalid_grant", $"The consent is {consent.Status(clock.GetUtcNow())}.");
        }

        var (access, refresh) = await tokens.Issue(consent);
        return Results.Json(new
        {
            access_token = access,
            token_type = "Bearer",
            expires_in = (int)TokenStore.AccessLifetime.TotalSeconds,
            refresh_token = refresh,
            scope = string.Join(' ', AccessAsked.ClustersOfScope.Where(scope => scope.Value.All(consent.Clusters.Contains)).Select(scope => scope.Key)),
            fdxConsentId = consent.Id,
        });
    }

    // PKCE, RFC 7636, section 4.6.
    private static bool Answers(string verifier, string challenge) =>
        string.Equals(WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))), challenge, StringComparison.Ordinal);
}

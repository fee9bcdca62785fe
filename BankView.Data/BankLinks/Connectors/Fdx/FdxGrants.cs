using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;

namespace BankView.Data.BankLinks.Connectors.Fdx;

/// <summary>Exchanges codes and refresh tokens for credentials, and takes credentials back.</summary>
internal sealed class FdxGrants(FdxTokens tokens, TimeProvider clock)
{
    /// <exception cref="ConnectorException">The code is not good (any more), or the bank gave no usable answer.</exception>
    public async Task<FdxCredential> Exchange(FdxParty party, string code, string verifier, Uri returnTo, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var answer = await tokens.Post(party, party.Endpoints.Token, "token", new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code",
            ["code"] = code,
            ["redirect_uri"] = returnTo.AbsoluteUri,
            ["code_verifier"] = verifier,
        }, cancellation);
        return answer switch
        {
            { IsGranted: true } => Read(answer.Json, now, before: null),
            // Used before, run out, or made for somebody else's attempt.
            { Error: "invalid_grant" } => throw new ConnectorException(ProblemKind.ForeignReply, "POST token did not accept the code."),
            _ => throw new ConnectorException(ProblemKind.Misconfigured, $"POST token answered {answer.Error}."),
        };
    }

    /// <summary>Null when the bank does not accept the refresh token any more.</summary>
    public async Task<FdxCredential?> Refresh(FdxParty party, FdxCredential credential, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var answer = await tokens.Post(party, party.Endpoints.Token, "token", new Dictionary<string, string>
        {
            ["grant_type"] = "refresh_token",
            ["refresh_token"] = credential.RefreshToken!,
        }, cancellation);
        return answer switch
        {
            { IsGranted: true } => Read(answer.Json, now, credential),
            { Error: "invalid_grant" } => null,
            _ => throw new ConnectorException(ProblemKind.Misconfigured, $"POST token answered {answer.Error}."),
        };
    }

    /// <summary>Ends a token at the bank (RFC 7009). A token that the bank does not know is gone: success by that standard.</summary>
    public async Task Revoke(FdxParty party, string token, string kind, CancellationToken cancellation)
    {
        var answer = await tokens.Post(party, party.Endpoints.Revocation!, "revoke", new Dictionary<string, string>
        {
            ["token"] = token,
            ["token_type_hint"] = kind,
        }, cancellation);
        if (answer.Error is { } error and not ("invalid_grant" or "invalid_token" or "401" or "403" or "404" or "410"))
        {
            throw new ConnectorException(ProblemKind.ProviderDown, $"POST revoke answered {error}.");
        }
    }

    private static FdxCredential Read(JsonElement json, DateTimeOffset now, FdxCredential? before)
    {
        if (json.Text("access_token") is not { } accessToken
            || !string.Equals(json.Text("token_type"), "Bearer", StringComparison.OrdinalIgnoreCase))
        {
            throw new ConnectorException(ProblemKind.ProviderDown, "POST token granted no bearer token.");
        }

        return new FdxCredential
        {
            Family = before?.Family ?? Guid.NewGuid().ToString("N"),
            Rotation = (before?.Rotation ?? 0) + 1,
            AccessToken = accessToken,
            // From our own clock, whatever the bank's clock says.
            ExpiresAt = int.TryParse(json.Text("expires_in"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
                ? now.AddSeconds(seconds) : null,
            // A bank that does not rotate gives none: the old one goes on.
            RefreshToken = json.Text("refresh_token") ?? before?.RefreshToken,
            ConsentId = ConsentIdIn(json) ?? ConsentIdInToken(accessToken) ?? before?.ConsentId,
            Scope = json.Text("scope") ?? before?.Scope,
        };
    }

    // FDX calls the claim fdxConsentId; where it stands differs between banks and versions.
    private static string? ConsentIdIn(JsonElement json) => json.Text("fdxConsentId") ?? json.Text("fdx_consent_id")
        ?? json.Text("consentId") ?? json.Text("consent_id")
        ?? json.List("authorization_details").Select(detail => detail.Text("consentId")).FirstOrDefault(id => id is not null);

    // The signature is the bank's own business: the id is only ever shown to the bank that gave the token.
    private static string? ConsentIdInToken(string accessToken)
    {
        var parts = accessToken.Split('.');
        if (parts.Length != 3 || !Base64Url.IsValid(parts[1]))
        {
            return null;
        }

        try
        {
            using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1]));
            return ConsentIdIn(claims.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

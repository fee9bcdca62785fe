namespace BankView.Web.SandboxBank.OAuth;

/// <summary>
/// What the authorization server says of itself, at the addresses of RFC 8414 (section 3.1: the issuer's path comes after
/// <c>/.well-known/</c>) and of OpenID Connect Discovery (section 4: before it).
/// </summary>
internal static class Metadata
{
    private const string Path = SandboxBankAddress.Path;

    private static readonly string[] Code = ["code"];
    private static readonly string[] Query = ["query"];
    private static readonly string[] Grants = ["authorization_code", "refresh_token"];
    private static readonly string[] Challenges = ["S256"];
    private static readonly string[] Details = [AccessAsked.DetailsType];

    public static readonly string[] Addresses =
    [
        $"/.well-known/oauth-authorization-server{Path}",
        $"/.well-known/openid-configuration{Path}",
        $"{Path}/.well-known/oauth-authorization-server",
        $"{Path}/.well-known/openid-configuration",
    ];

    public static IResult Get(SandboxBankAddress address) => Results.Json(new Dictionary<string, object>(StringComparer.Ordinal)
    {
        ["issuer"] = address.Issuer,
        ["authorization_endpoint"] = $"{address.Issuer}/authorize",
        ["pushed_authorization_request_endpoint"] = $"{address.Issuer}/par",
        ["require_pushed_authorization_requests"] = true,
        ["token_endpoint"] = $"{address.Issuer}/token",
        ["revocation_endpoint"] = $"{address.Issuer}/revoke",
        ["response_types_supported"] = Code,
        ["response_modes_supported"] = Query,
        ["grant_types_supported"] = Grants,
        ["code_challenge_methods_supported"] = Challenges,
        ["token_endpoint_auth_methods_supported"] = ClientSignIn.Methods,
        ["revocation_endpoint_auth_methods_supported"] = ClientSignIn.Methods,
        ["token_endpoint_auth_signing_alg_values_supported"] = ClientSignIn.Algorithms,
        ["revocation_endpoint_auth_signing_alg_values_supported"] = ClientSignIn.Algorithms,
        ["authorization_response_iss_parameter_supported"] = true,
        ["authorization_details_types_supported"] = Details,
        ["scopes_supported"] = AccessAsked.ClustersOfScope.Keys.Order(StringComparer.Ordinal),
    });
}

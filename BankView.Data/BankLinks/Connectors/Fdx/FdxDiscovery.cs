using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using BankView.Data.Egress;

namespace BankView.Data.BankLinks.Connectors.Fdx;

/// <summary>
/// Finds a bank's endpoints: in its discovery document (RFC 8414, else OpenID Connect's), each replaced by what is configured. A bank whose
/// authorization and token endpoints are configured is not asked.
/// </summary>
internal sealed class FdxDiscovery(BankHttp http, TimeProvider clock)
{
    private static readonly TimeSpan GoodFor = TimeSpan.FromHours(1);
    private readonly ConcurrentDictionary<string, (DateTimeOffset ReadAt, JsonElement Document)> _documents = new(StringComparer.Ordinal);

    /// <exception cref="ConnectorException">The bank cannot be asked, or its document does not fit.</exception>
    public async Task<FdxEndpoints> Find(FdxSettings settings, CancellationToken cancellation)
    {
        var isConfigured = settings is { AuthorizationEndpoint: not null, TokenEndpoint: not null };
        if (!isConfigured && settings.Issuer is null)
        {
            throw new ConnectorException(ProblemKind.Misconfigured, "Neither Issuer nor AuthorizationEndpoint and TokenEndpoint are filled in.");
        }

        var document = isConfigured ? default : await Document(settings, cancellation);
        var par = settings.ParEndpoint ?? Endpoint(document, "pushed_authorization_request_endpoint", settings);
        var revocation = settings.RevocationEndpoint ?? Endpoint(document, "revocation_endpoint", settings);
        var authorization = settings.AuthorizationEndpoint ?? Endpoint(document, "authorization_endpoint", settings) ?? throw Misses("authorization_endpoint");
        var token = settings.TokenEndpoint ?? Endpoint(document, "token_endpoint", settings) ?? throw Misses("token_endpoint");
        return new FdxEndpoints
        {
            Authorization = authorization,
            Token = token,
            Par = par,
            Revocation = revocation,
            Issuer = settings.IssuerName,
            AlwaysSaysIssuer = document.Get("authorization_response_iss_parameter_supported") is { ValueKind: JsonValueKind.True },
            SigningAlgorithms = Names(document, "token_endpoint_auth_signing_alg_values_supported"),
            Scopes = Names(document, "scopes_supported") ?? [],
            DetailTypes = Names(document, "authorization_details_types_supported"),
            Hosts = FdxEndpoints.HostsOf([.. settings.Addresses, token, .. new[] { par, revocation }.OfType<Uri>()]),
        };
    }

    private async Task<JsonElement> Document(FdxSettings settings, CancellationToken cancellation)
    {
        var issuer = settings.IssuerName!;
        if (_documents.TryGetValue(issuer, out var known) && known.ReadAt + GoodFor > clock.GetUtcNow())
        {
            return known.Document;
        }

        var document = await Ask(settings, OAuthAddress(settings.Issuer!), cancellation)
            ?? await Ask(settings, new Uri($"{settings.Issuer!.AbsoluteUri.TrimEnd('/')}/.well-known/openid-configuration"), cancellation)
            ?? throw new ConnectorException(ProblemKind.Misconfigured, "Issuer has no discovery document.");
        // Else one bank could speak for another (RFC 8414, section 3.3).
        if (!string.Equals(document.Text("issuer"), issuer, StringComparison.Ordinal))
        {
            throw new ConnectorException(ProblemKind.Misconfigured, "The discovery document is of another issuer than the one configured.");
        }

        _documents[issuer] = (clock.GetUtcNow(), document);
        return document;
    }

    private async Task<JsonElement?> Ask(FdxSettings settings, Uri address, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.ParseAdd("application/json");
        var response = await http.Send(request, new EgressCall
        {
            InstitutionId = settings.InstitutionId,
            What = ".well-known",
            Hosts = FdxEndpoints.HostsOf([settings.Issuer!]),
        }, cancellation);
        return response.IsSuccess ? response.ReadJson()
            : response.Status is HttpStatusCode.NotFound or HttpStatusCode.Gone or HttpStatusCode.MethodNotAllowed ? null
            : response.Status is HttpStatusCode.TooManyRequests ? throw FdxProblems.RateLimited(response)
            : throw new ConnectorException(ProblemKind.ProviderDown, $"{response.What} answered {(int)response.Status}.");
    }

    // RFC 8414 puts its part between the host and the issuer's path.
    private static Uri OAuthAddress(Uri issuer) =>
        new($"{issuer.GetLeftPart(UriPartial.Authority)}/.well-known/oauth-authorization-server{issuer.AbsolutePath.TrimEnd('/')}");

    // What a bank names must be encrypted, and may lead to a neighbour of ours only where an administrator configured that one for it.
    private Uri? Endpoint(JsonElement document, string name, FdxSettings settings)
    {
        if (document.Text(name) is not { } text)
        {
            return null;
        }

        return Uri.TryCreate(text, UriKind.Absolute, out var address) && http.MayAsk(address)
            && (!http.IsLocal(address) || FdxEndpoints.HostsOf(settings.Addresses).Contains(EgressCall.HostOf(address)))
                ? address
                : throw new ConnectorException(ProblemKind.Misconfigured, $"The discovery document's {name} is no address that may be asked.");
    }

    private static List<string>? Names(JsonElement document, string name) => document.Get(name) is { ValueKind: JsonValueKind.Array } list
        ? [.. list.EnumerateArray().Where(item => item.ValueKind is JsonValueKind.String).Select(item => item.GetString()!)]
        : null;

    private static ConnectorException Misses(string name) =>
        new(ProblemKind.Misconfigured, $"The discovery document names no {name}, and none is configured.");
}

using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BankView.Data.Consents;

namespace BankView.Data.BankLinks.Connectors.Fdx;

/// <summary>Sends a member to the bank's sign-in, and checks what comes back: code flow, PKCE S256 (RFC 7636), PAR (RFC 9126).</summary>
internal sealed class FdxAuthorization(FdxTokens tokens)
{
    // How FDX names its consent request among authorization details. Versions differ; a server that lists its name is believed.
    private const string DetailType = "fdx_v1.0";

    private static readonly Dictionary<string, string> ScopeOf = new(StringComparer.Ordinal)
    {
        [DataCluster.AccountBasic] = "fdx:accountbasic:read",
        [DataCluster.Balances] = "fdx:accountdetailed:read",
        [DataCluster.Transactions] = "fdx:transactions:read",
    };

    /// <exception cref="ConnectorException">The bank did not take the pushed request.</exception>
    public async Task<LinkStart.Redirect> Begin(FdxParty party, LinkRequest request, CancellationToken cancellation)
    {
        var verifier = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var fields = Fields(party, request, verifier);
        if (party.Endpoints.Par is not { } par)
        {
            return new(With(party.Endpoints.Authorization, fields), verifier);
        }

        // The client is authenticated there, and the browser carries a reference in place of what is asked.
        var answer = await tokens.Post(party, par, "par", fields, cancellation);
        if (!answer.IsGranted)
        {
            throw new ConnectorException(ProblemKind.Misconfigured, $"POST par answered {answer.Error}.");
        }

        if (answer.Json.Text("request_uri") is not { } reference)
        {
            throw new ConnectorException(ProblemKind.ProviderDown, "POST par granted no request_uri.");
        }

        return new(With(party.Endpoints.Authorization, new Dictionary<string, string>
        {
            ["client_id"] = party.Settings.ClientId,
            ["request_uri"] = reference,
        }), verifier);
    }

    /// <summary>The code in a reply that belongs to this request and comes from this bank.</summary>
    /// <exception cref="ConnectorException">The reply is forged or another's, or says no.</exception>
    public static string CodeIn(FdxParty party, LinkRequest request, LinkReply reply)
    {
        var query = reply.Query;
        if (!query.TryGetValue("state", out var state)
            || !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(state), Encoding.UTF8.GetBytes(request.State)))
        {
            throw new ConnectorException(ProblemKind.ForeignReply, "The reply's state is not this attempt's.");
        }

        // Else a code of one bank could be sent to another (RFC 9207).
        var saysIssuer = query.TryGetValue("iss", out var issuer);
        if (saysIssuer ? party.Endpoints.Issuer is { } known && !string.Equals(issuer, known, StringComparison.Ordinal) : party.Endpoints.AlwaysSaysIssuer)
        {
            throw new ConnectorException(ProblemKind.ForeignReply, "The reply's iss is not this bank's.");
        }

        if (query.TryGetValue("error", out var error))
        {
            throw new ConnectorException(new ConnectorProblem(error switch
            {
                "access_denied" => ProblemKind.Refused,
                "server_error" or "temporarily_unavailable" => ProblemKind.ProviderDown,
                "login_required" or "interaction_required" or "consent_required" or "account_selection_required" => ProblemKind.ReauthRequired,
                _ => ProblemKind.Misconfigured,
            })
            {
                BankText = BankText.Clean(query.GetValueOrDefault("error_description")),
                Detail = "The bank's sign-in ended with an error.",
            });
        }

        return query.TryGetValue("code", out var code) && code.Length > 0 && request.Kept is not null ? code
            : throw new ConnectorException(ProblemKind.ForeignReply, "The reply carries no code.");
    }

    private static Dictionary<string, string> Fields(FdxParty party, LinkRequest request, string verifier)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["response_type"] = "code",
            ["client_id"] = party.Settings.ClientId,
            ["redirect_uri"] = request.ReturnTo.AbsoluteUri,
            ["scope"] = party.Settings.Scope ?? Scope(party.Endpoints, request.Clusters),
            ["state"] = request.State,
            ["code_challenge"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))),
            ["code_challenge_method"] = "S256",
        };
        // A server must not mind what it does not know (RFC 6749, section 3.1); one that lists what it knows is taken at its word.
        var type = party.Endpoints.DetailTypes is { } known
            ? known.FirstOrDefault(name => name.StartsWith("fdx", StringComparison.OrdinalIgnoreCase)) : DetailType;
        if (type is not null)
        {
            fields["authorization_details"] = Details(type, request);
        }

        return fields;
    }

    private static string Scope(FdxEndpoints endpoints, IReadOnlyList<string> clusters)
    {
        var scopes = clusters.Where(ScopeOf.ContainsKey).Select(cluster => ScopeOf[cluster]);
        return string.Join(' ', endpoints.Scopes.Contains("offline_access") ? scopes.Append("offline_access") : scopes);
    }

    // FDX's consent request: what the member agreed to here is what the bank is asked for, and no more.
    private static string Details(string type, LinkRequest request) => JsonSerializer.Serialize(new[]
    {
        new
        {
            type,
            consentRequest = new
            {
                durationType = "TIME_BOUND",
                durationPeriod = request.Days,
                resources = new[] { new { resourceType = "ACCOUNT", dataClusters = request.Clusters } },
            },
        },
    });

    private static Uri With(Uri endpoint, Dictionary<string, string> fields) => new(
        $"{endpoint.AbsoluteUri}{(endpoint.Query.Length == 0 ? '?' : '&')}"
        + string.Join('&', fields.Select(field => $"{field.Key}={Uri.EscapeDataString(field.Value)}")));
}

using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using BankView.Data.Egress;

namespace BankView.Data.BankLinks.Connectors.Fdx;

/// <summary>For which bank, by which endpoints, for whom.</summary>
internal sealed record FdxParty(FdxSettings Settings, FdxEndpoints Endpoints, UserId? UserId, Guid? LinkId)
{
    public EgressCall Call(string what) => new()
    {
        UserId = UserId,
        LinkId = LinkId,
        InstitutionId = Settings.InstitutionId,
        What = what,
        Hosts = Endpoints.Hosts,
    };
}

/// <summary>An OAuth endpoint refused, in its own words.</summary>
/// <param name="Error">A code of RFC 6749 such as <c>invalid_grant</c>, else the HTTP status; null when it granted.</param>
internal readonly record struct OAuthAnswer(JsonElement Json, string? Error)
{
    public bool IsGranted => Error is null;
}

/// <summary>Posts to a bank's OAuth endpoints, proving who asks: by a signed assertion, else by the client secret.</summary>
internal sealed class FdxTokens(BankHttp http, TimeProvider clock)
{
    // Assertions live for minutes; a bank whose clock is further away cannot take one that is made by ours.
    private static readonly TimeSpan ClocksMayDiffer = TimeSpan.FromMinutes(2);

    /// <summary>What the endpoint grants, or the code it refuses with.</summary>
    /// <exception cref="ConnectorException">No usable answer; or the bank does not know this client, or its key or secret.</exception>
    public async Task<OAuthAnswer> Post(
        FdxParty party, Uri endpoint, string what, IReadOnlyDictionary<string, string> fields, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var response = await Send(party, endpoint, what, fields, now, cancellation);
        if (ErrorOf(response) is "invalid_client" && party.Settings.PrivateKey is not null
            && response.Date is { } bank && (bank - now).Duration() > ClocksMayDiffer)
        {
            response = await Send(party, endpoint, what, fields, bank, cancellation);
        }

        var error = ErrorOf(response);
        return response switch
        {
            { Status: HttpStatusCode.TooManyRequests } => throw FdxProblems.RateLimited(response),
            { IsSuccess: true } => new OAuthAnswer(response.Body.Length == 0 ? default : response.ReadJson(), null),
            _ when error is "invalid_client" or "unauthorized_client" =>
                throw new ConnectorException(ProblemKind.Misconfigured, $"POST {what}: the bank does not accept this client ({error})."),
            { Status: >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError } =>
                new OAuthAnswer(default, error ?? $"{(int)response.Status}"),
            _ => throw FdxProblems.Down(response),
        };
    }

    private async Task<BankResponse> Send(FdxParty party, Uri endpoint, string what, IReadOnlyDictionary<string, string> fields,
        DateTimeOffset now, CancellationToken cancellation)
    {
        var settings = party.Settings;
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint);
        var form = new Dictionary<string, string>(fields, StringComparer.Ordinal);
        if (settings.PrivateKey is not null)
        {
            form["client_id"] = settings.ClientId;
            form["client_assertion_type"] = FdxClientAssertion.Type;
            form["client_assertion"] = FdxClientAssertion.Sign(settings, party.Endpoints, now);
        }
        else if (settings.ClientSecret is { } secret)
        {
            // Both are form-encoded before they are joined (RFC 6749, section 2.3.1).
            var pair = $"{WebUtility.UrlEncode(settings.ClientId)}:{WebUtility.UrlEncode(secret)}";
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes(pair)));
        }
        else
        {
            form["client_id"] = settings.ClientId;
        }

        request.Content = new FormUrlEncodedContent(form);
        request.Headers.Accept.ParseAdd("application/json");
        request.Headers.Add("x-fapi-interaction-id", Guid.NewGuid().ToString());
        return await http.Send(request, party.Call(what), cancellation);
    }

    // RFC 6749 knows codes of letters and underscores only; anything else is somebody's text and is not repeated.
    private static string? ErrorOf(BankResponse response) =>
        !response.IsSuccess && response.TryReadJson()?.Text("error") is { Length: <= 60 } error
            && error.All(letter => char.IsAsciiLetterLower(letter) || letter is '_') ? error : null;
}

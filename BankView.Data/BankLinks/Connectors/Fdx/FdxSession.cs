using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace BankView.Data.BankLinks.Connectors.Fdx;

/// <summary>
/// Calls to a bank's FDX interface with one credential, which is refreshed when it must be. Counts its calls. For one reading: not shared.
/// </summary>
internal sealed class FdxSession(BankHttp http, FdxRotation rotation, FdxParty party, BankAccess access, TimeProvider clock)
{
    private FdxCredential _credential = rotation.Newest(FdxCredential.Parse(access.Credential));
    private int _calls;

    public FdxParty Party => party;

    public FdxCredential Credential => _credential;

    /// <summary>Calls since this was last asked.</summary>
    public int TakeCalls() => Interlocked.Exchange(ref _calls, 0);

    /// <summary>Asks, and once more with a fresh token when the bank does not accept the one there is.</summary>
    /// <param name="path">Below the configured address, with its values.</param>
    /// <param name="what">The same path without values.</param>
    /// <exception cref="ConnectorException">
    /// The member must sign in again; the bank asks to wait; or there was no usable answer. Refusals other than that are returned.
    /// </exception>
    public async Task<BankResponse> Ask(HttpMethod method, string path, string what, CancellationToken cancellation, string? body = null)
    {
        if (_credential.NeedsRefresh(clock.GetUtcNow()))
        {
            await Refresh(cancellation);
        }

        var response = await Send(method, path, what, body, cancellation);
        if (response.Status is HttpStatusCode.Unauthorized && FdxProblems.ConsentIn(response) is null)
        {
            await Refresh(cancellation);
            response = await Send(method, path, what, body, cancellation);
        }

        return response.Status switch
        {
            HttpStatusCode.TooManyRequests => throw FdxProblems.RateLimited(response),
            HttpStatusCode.Unauthorized => throw new ConnectorException(await WhyNot(response, cancellation)),
            >= HttpStatusCode.InternalServerError or (>= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest) =>
                throw FdxProblems.Down(response),
            _ => response,
        };
    }

    /// <summary>What stands behind a 401 or 403: the consent's end, if the bank says so when asked, else that the member must sign in again.</summary>
    public async Task<ConnectorProblem> WhyNot(BankResponse? response, CancellationToken cancellation) =>
        new((response is null ? null : FdxProblems.ConsentIn(response)) ?? await FdxConsents.EndOf(this, cancellation) ?? ProblemKind.ReauthRequired)
        {
            Detail = response is null ? "POST token does not accept the refresh token any more." : $"{response.What} answered {(int)response.Status}.",
            BankText = response is null ? null : FdxProblems.TextOf(response),
        };

    /// <summary>Sends with the token there is, whatever comes of it.</summary>
    public async Task<BankResponse> Send(HttpMethod method, string path, string what, string? body, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, $"{party.Settings.Address.AbsoluteUri.TrimEnd('/')}/{path}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _credential.AccessToken);
        request.Headers.Accept.ParseAdd("application/json");
        request.Headers.Add("x-fapi-interaction-id", Guid.NewGuid().ToString());
        // FDX's way to say whether a person waits or a machine asks by itself.
        request.Headers.Add("FDX-API-Actor-Type", access.IsMemberPresent ? "USER" : "BATCH");
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        Interlocked.Increment(ref _calls);
        return await http.Send(request, party.Call(what), cancellation);
    }

    private async Task Refresh(CancellationToken cancellation)
    {
        Interlocked.Increment(ref _calls);
        var fresh = await rotation.Refresh(party, _credential, access, cancellation);
        _credential = fresh ?? throw new ConnectorException(await WhyNot(response: null, cancellation));
    }
}

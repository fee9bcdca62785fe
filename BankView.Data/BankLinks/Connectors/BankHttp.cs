using BankView.Data.Egress;

namespace BankView.Data.BankLinks.Connectors;

/// <summary>Asks banks over HTTP for all connectors, and turns what goes wrong on the way into typed problems.</summary>
public sealed class BankHttp(EgressHandler door, LocalHosts localHosts, TimeProvider clock) : IDisposable
{
    private readonly HttpMessageInvoker _http = new(door, disposeHandler: false);

    /// <summary>True for an address that a connector may be sent to: https, or a host listed as local.</summary>
    internal bool MayAsk(Uri address) => address.IsAbsoluteUri && address.UserInfo.Length == 0
        && (address.Scheme is "https" || (address.Scheme is "http" && localHosts.Contains(address)));

    internal bool IsLocal(Uri address) => localHosts.Contains(address);

    /// <summary>Sends a request and reads the whole answer, whatever its status.</summary>
    /// <exception cref="ConnectorException">No answer, or one too late or too large: the detail says which.</exception>
    internal async Task<BankResponse> Send(HttpRequestMessage request, EgressCall call, CancellationToken cancellation)
    {
        call.PutOn(request);
        var what = $"{request.Method} {call.What}";
        try
        {
            using var response = await _http.SendAsync(request, cancellation);
            var body = await response.Content.ReadAsByteArrayAsync(cancellation);
            var date = response.Headers.Date;
            return new BankResponse
            {
                Status = response.StatusCode,
                What = what,
                ContentType = response.Content.Headers.ContentType?.MediaType,
                Body = body,
                Date = date,
                // A date is compared with the bank's clock: ours may be off, or theirs.
                RetryAfter = response.Headers.RetryAfter is not { } retry ? null
                    : retry.Delta ?? NotNegative(retry.Date!.Value - (date ?? clock.GetUtcNow())),
            };
        }
        catch (EgressException problem)
        {
            var kind = problem.Failure is EgressFailure.Blocked ? ProblemKind.Misconfigured : ProblemKind.ProviderDown;
            throw new ConnectorException(kind, $"{what}: {problem.Message}", problem);
        }
    }

    public void Dispose() => _http.Dispose();

    private static TimeSpan NotNegative(TimeSpan span) => span > TimeSpan.Zero ? span : TimeSpan.Zero;
}

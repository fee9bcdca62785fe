using System.Diagnostics;
using System.Security.Authentication;

namespace BankView.Data.Egress;

/// <summary>
/// The one door through which calls leave this installation. It lets a call go only where its <see cref="EgressCall"/> allows, encrypted
/// unless the host is local, reads no more of the answer than <see cref="EgressLimits"/> say, and writes each call down.
/// </summary>
public sealed class EgressHandler : DelegatingHandler
{
    private readonly LocalHosts _localHosts;
    private readonly EgressLog _log;
    private readonly EgressLimits _limits;
    private readonly TimeProvider _clock;

    public EgressHandler(EgressConnection connection, LocalHosts localHosts, EgressLog log, EgressLimits limits, TimeProvider clock)
        : base(connection.MakeHandler()) => (_localHosts, _log, _limits, _clock) = (localHosts, log, limits, clock);

    /// <exception cref="EgressException">The call brought no answer.</exception>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var call = EgressCall.Of(request) ?? throw new EgressException(EgressFailure.Blocked, "A call that does not say what it is.");
        var (calledAt, started) = (_clock.GetUtcNow(), Stopwatch.GetTimestamp());
        int? status = null;
        EgressFailure? failure = null;
        try
        {
            Check(request.RequestUri!, call);
            using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            timer.CancelAfter(_limits.Answer);
            var response = await base.SendAsync(request, timer.Token);
            status = (int)response.StatusCode;
            await EgressBody.Read(response, _limits.Bytes, timer.Token);
            return response;
        }
        catch (EgressException known)
        {
            failure = known.Failure;
            throw;
        }
        catch (Exception problem) when (Explain(problem, request.RequestUri!.IdnHost, cancellationToken) is { } explained)
        {
            failure = explained.Failure;
            throw new EgressException(explained.Failure, explained.Message, problem);
        }
        catch (OperationCanceledException)
        {
            failure = EgressFailure.Cancelled;
            throw;
        }
        finally
        {
            _log.Write(call, request, calledAt, status, failure, (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }
    }

    private void Check(Uri address, EgressCall call)
    {
        if (!call.Hosts.Contains(EgressCall.HostOf(address)))
        {
            throw new EgressException(EgressFailure.Blocked, $"{address.IdnHost} is not a host that is configured for this.");
        }

        if (address.Scheme is not "https" && !(address.Scheme is "http" && _localHosts.Contains(address)))
        {
            throw new EgressException(EgressFailure.Blocked, $"{address.IdnHost} would be asked without encryption.");
        }
    }

    private (EgressFailure Failure, string Message)? Explain(Exception problem, string host, CancellationToken asked) => problem switch
    {
        HttpRequestException { InnerException: EgressException known } => (known.Failure, known.Message),
        // The connection's own limit: nobody took it, and nothing was said.
        OperationCanceledException { InnerException: TimeoutException } when !asked.IsCancellationRequested =>
            (EgressFailure.Unreachable, $"{host} does not answer."),
        OperationCanceledException when !asked.IsCancellationRequested =>
            (EgressFailure.Late, $"{host} gave no whole answer within {_limits.Answer.TotalSeconds:0.#} seconds."),
        HttpRequestException { InnerException: AuthenticationException } =>
            (EgressFailure.Untrusted, $"{host} could not prove by its certificate who it is."),
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } =>
            (EgressFailure.Unreachable, $"{host} is not a known host."),
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } =>
            (EgressFailure.Unreachable, $"{host} does not answer."),
        // Whatever else goes wrong on a connection, and bodies that cannot be unpacked.
        HttpRequestException or IOException or InvalidDataException => (EgressFailure.Broken, $"The answer of {host} broke off."),
        _ => null,
    };
}

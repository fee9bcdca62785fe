using BankView.Data.BankLinks.Sync;
using Quartz;

namespace BankView.Web.BankLinks;

/// <summary>Reads the links that are due, a few at a time, until none is left.</summary>
[DisallowConcurrentExecution]
internal sealed class DueLinksJob(DueLinks due, LinkSync sync, IHostApplicationLifetime host, ILogger<DueLinksJob> logger) : IJob
{
    // Readings wait for banks most of the time. One slow bank holds up one place.
    private const int AtOnce = 8;

    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromSeconds(1);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, host.ApplicationStopping);
        var running = new List<Task>();
        while (!stopping.IsCancellationRequested)
        {
            var links = await due.TakeOfAllMembers(AtOnce - running.Count);
            running.AddRange(links.Select(link => Read(link, stopping.Token)));
            if (running.Count == 0)
            {
                return;
            }

            // One slow bank does not keep what becomes due meanwhile.
            await Task.WhenAny([.. running, Task.Delay(LookAgainAfter, CancellationToken.None)]);
            running.RemoveAll(reading => reading.IsCompleted);
        }

        await Task.WhenAll(running);
    }

    private async Task Read(DueLink link, CancellationToken cancellation)
    {
        try
        {
            await Task.Run(() => sync.Run(link.UserId, link.LinkId, link.AskedBy, cancellation: cancellation), cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The host stops: the link stays due.
        }
#pragma warning disable CA1031 // One link's defect must not keep the others from being read; the link itself stops being fine.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            logger.LogError(failure, "Reading link {LinkId} failed.", link.LinkId);
        }
    }
}

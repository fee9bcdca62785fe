using BankView.Data.BankLinks.Connectors;

namespace BankView.Data.BankLinks.Sync;

/// <summary>Takes page after page from a connector and has each stored before it asks for the next.</summary>
internal sealed class BankReader(IConnector connector, BankAccess access, PageWriter writer, SyncTrigger trigger, TimeProvider clock)
{
    /// <summary>The cursor was no longer good, and a reading from the beginning may help.</summary>
    public bool MustRestart { get; private set; }

    /// <summary>Calls that ended with a problem in place of a page.</summary>
    public int CallsOfFailures { get; private set; }

    /// <summary>Null when the bank said all it would; else why nothing more may be stored.</summary>
    public async Task<SyncEnd?> Read(SyncReading reading, IProgress<SyncProgress>? progress, CancellationToken cancellation)
    {
        var isFirst = !MustRestart;
        MustRestart = false;
        if (reading.Request is { Balances: [], Windows: [] })
        {
            return null;
        }

        try
        {
            await foreach (var page in connector.Read(access, reading.Request, cancellation).WithCancellation(cancellation))
            {
                if (await writer.Store(reading, page, cancellation) is { } end)
                {
                    return end;
                }

                progress?.Report(reading.Progress);
                if (!reading.IsWhole && reading.CallsToday >= CallBudget.For(trigger, connector.Traits))
                {
                    var now = clock.GetUtcNow();
                    reading.Note(new ConnectorProblem(ProblemKind.RateLimited) { RetryAfter = CallBudget.NextDay(now) - now });
                    return null;
                }
            }
        }
        catch (ConnectorException failure)
        {
            CallsOfFailures++;
            MustRestart = isFirst && failure.Problem.Kind is ProblemKind.RestartPagination;
            reading.Note(failure.Problem);
        }

        return null;
    }
}

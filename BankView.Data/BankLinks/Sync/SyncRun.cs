using BankView.Data.BankLinks.Connectors;

namespace BankView.Data.BankLinks.Sync;

/// <summary>One reading of one link, as it is remembered for 90 days: times and counts, no account, amount or merchant.</summary>
public sealed record SyncRun
{
    public required Guid Id { get; init; }

    public required SyncTrigger AskedBy { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset? FinishedAt { get; init; }

    public required ProblemKind? Problem { get; init; }

    public required int Added { get; init; }

    public required int Changed { get; init; }

    public required int Removed { get; init; }

    public required int Unreadable { get; init; }

    public required int Calls { get; init; }

    public required bool IsRunning { get; init; }

    /// <summary>It stopped in the middle (the process ended, or the host went down) and another took its place.</summary>
    public bool IsInterrupted => FinishedAt is null && !IsRunning;
}

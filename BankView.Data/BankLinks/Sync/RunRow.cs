using BankView.Data.BankLinks.Connectors;

namespace BankView.Data.BankLinks.Sync;

/// <summary>A run as SQL returns it.</summary>
internal sealed record RunRow
{
    public required Guid Id { get; init; }

    public required string AskedBy { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset? FinishedAt { get; init; }

    public required string? Problem { get; init; }

    public required long Added { get; init; }

    public required long Changed { get; init; }

    public required long Removed { get; init; }

    public required long Unreadable { get; init; }

    public required long Calls { get; init; }

    public required bool IsRunning { get; init; }

    public SyncRun ToRun() => new()
    {
        Id = Id,
        AskedBy = Enum.Parse<SyncTrigger>(AskedBy),
        StartedAt = StartedAt,
        FinishedAt = FinishedAt,
        Problem = Problem is null ? null : Enum.Parse<ProblemKind>(Problem),
        Added = (int)Added,
        Changed = (int)Changed,
        Removed = (int)Removed,
        Unreadable = (int)Unreadable,
        Calls = (int)Calls,
        IsRunning = IsRunning,
    };
}

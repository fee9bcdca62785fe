using BankView.Data.BankLinks;
using BankView.Data.BankLinks.Connectors;

namespace BankView.Data.Administration;

/// <summary>A bank link as an administrator may see it: whose, to which institution, and how it fares. No account, no figure.</summary>
public sealed record MemberLink
{
    public required UserId UserId { get; init; }

    public required string MemberName { get; init; }

    public required Guid LinkId { get; init; }

    public required Guid InstitutionId { get; init; }

    public required string InstitutionName { get; init; }

    public required LinkStatus Status { get; init; }

    public required MemberLinkCursor Cursor { get; init; }
}

/// <summary>Where a page of links ended: the normalized name of the member, and the link.</summary>
public readonly record struct MemberLinkCursor(string MemberKey, Guid LinkId)
{
    public static readonly MemberLinkCursor First = new("", Guid.Empty);
}

/// <summary>Which links are wanted; null for any.</summary>
public readonly record struct MemberLinkFilter(Guid? InstitutionId = null, LinkHealth? Health = null);

/// <summary>One reading of one link: how long it took and how many rows it brought. No account, amount or merchant.</summary>
public sealed record MemberSyncRun
{
    public required Guid Id { get; init; }

    public required string MemberName { get; init; }

    public required string InstitutionName { get; init; }

    /// <summary>Who wanted it, as the run was stored.</summary>
    public required string AskedBy { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Null while it goes on, or when the server stopped in the middle.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    public ProblemKind? Problem { get; init; }

    public long Added { get; init; }

    public long Changed { get; init; }

    public long Removed { get; init; }

    public SyncRunCursor Cursor => new(StartedAt, Id);
}

/// <summary>Where a page of runs ended.</summary>
public readonly record struct SyncRunCursor(DateTimeOffset At, Guid Id)
{
    public static readonly SyncRunCursor Newest = new(DateTimeOffset.MaxValue, Guid.AllBitsSet);
}

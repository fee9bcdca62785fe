using BankView.Data.Statements;

namespace BankView.Data.Imports;

/// <summary>One account's part of a file that a member is about to bring in, and where it shall go.</summary>
public sealed record ImportPart
{
    public required string FileName { get; init; }

    public required StatementFormat Format { get; init; }

    public required StatementPart Statement { get; init; }

    /// <summary>The account it belongs to; null for a new one under <see cref="BankName"/> and <see cref="AccountName"/>.</summary>
    public Guid? AccountId { get; init; }

    /// <summary>For a new account; 1 to 80 characters.</summary>
    public string BankName { get; init; } = "";

    /// <summary>For a new account; 1 to 80 characters.</summary>
    public string AccountName { get; init; } = "";

    /// <summary>Leaves out rows that look like ones already there without being provably the same.</summary>
    public bool LeaveOutLookAlikes { get; init; }
}

/// <summary>What a part would bring, counted against what is stored.</summary>
public sealed record PartPreview
{
    public required ImportPart Part { get; init; }

    public required int NewRows { get; init; }

    /// <summary>The same transactions, already there.</summary>
    public required int KnownRows { get; init; }

    /// <summary>Same day and amount as a stored row but another text: new, unless the member says they are the same.</summary>
    public required int LookAlikes { get; init; }

    /// <summary>The rows that would be new, in file order.</summary>
    public required IReadOnlyList<StatementRow> NewSample { get; init; }
}

/// <summary>How far an import is: rows matched and stored of all rows.</summary>
public readonly record struct ImportProgress(int Done, int Total);

/// <summary>What an import brought.</summary>
public sealed record ImportResult(Guid ImportId, int NewRows, int KnownRows, int LeftOutRows, IReadOnlyList<Guid> AccountIds);

/// <summary>One past import, for the list from which it can be undone.</summary>
public sealed record ImportSummary
{
    public required Guid Id { get; init; }

    public required string FileNames { get; init; }

    public required int NewRows { get; init; }

    public required int KnownRows { get; init; }

    public required int UnreadableRows { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

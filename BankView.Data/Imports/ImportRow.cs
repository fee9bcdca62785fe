using BankView.Data.Sealing;

namespace BankView.Data.Imports;

/// <summary>An import as it stands in its table.</summary>
internal sealed record ImportRow
{
    public required Guid Id { get; init; }

    public required byte[] Sealed { get; init; }

    public required long NewRows { get; init; }

    public required long KnownRows { get; init; }

    public required long UnreadableRows { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public ImportSummary Open(MemberKey key) => new()
    {
        Id = Id,
        FileNames = key.Open(ImportStore.FileNames, Id, Sealed, 1)[0] ?? "",
        NewRows = (int)NewRows,
        KnownRows = (int)KnownRows,
        UnreadableRows = (int)UnreadableRows,
        CreatedAt = CreatedAt,
    };
}

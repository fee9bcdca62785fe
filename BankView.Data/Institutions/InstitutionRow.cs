using BankView.Data.BankLinks.Connectors;

namespace BankView.Data.Institutions;

/// <summary>An institution as it stands in its table.</summary>
internal sealed record InstitutionRow
{
    public const string Columns = """
        id, name, connector, state, place, note, website, phone, withdrawn_at AS WithdrawnAt, erase_history_at AS EraseHistoryAt
        """;

    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public required string Connector { get; init; }

    public required string State { get; init; }

    public required long Place { get; init; }

    public required string? Note { get; init; }

    public required string? Website { get; init; }

    public required string? Phone { get; init; }

    public required DateTimeOffset? WithdrawnAt { get; init; }

    public required DateTimeOffset? EraseHistoryAt { get; init; }

    public Institution ToInstitution() => new()
    {
        Id = Id,
        Name = Name,
        Connector = Enum.Parse<ConnectorKind>(Connector),
        State = Enum.Parse<InstitutionState>(State),
        Place = (int)Place,
        Note = Note,
        Website = Website is null ? null : new Uri(Website),
        Phone = Phone,
        WithdrawnAt = WithdrawnAt,
        EraseHistoryAt = EraseHistoryAt,
    };
}

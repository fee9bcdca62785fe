using BankView.Data.BankLinks.Connectors;
using BankView.Data.Consents;
using BankView.Data.Institutions;

namespace BankView.Data.BankLinks;

/// <summary>A member's connection to one bank: read through its connector, or fed by the statement files the member brings in.</summary>
public sealed record BankLink
{
    public required Guid Id { get; init; }

    public required Guid InstitutionId { get; init; }

    public required string BankName { get; init; }

    public required LinkStatus Status { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required int AccountCount { get; init; }

    /// <summary>What the active consent allows; without <see cref="Purpose.View"/> its accounts are on no screen.</summary>
    public required IReadOnlySet<Purpose> Purposes { get; init; }

    public required InstitutionState InstitutionState { get; init; }

    /// <summary>Where the bank, or the provider between, can be reached; for ending the access there by oneself.</summary>
    public required Uri? Website { get; init; }

    /// <summary>When what is left of it is erased for everybody, because the bank was withdrawn with a term; null where there is none.</summary>
    public required DateTimeOffset? EraseHistoryAt { get; init; }

    public bool IsOfFiles => Status.Connector is ConnectorKind.File;

    /// <summary>True when the link is over and the member has not said yet whether to keep its history or to erase it.</summary>
    public bool AwaitsDecision => Status.RevokedAt is not null && IsHidden && AccountCount > 0;

    /// <summary>True when the link is over and the member kept its history: shown as it was, and never read again.</summary>
    public bool IsKept => Status.RevokedAt is not null && !IsHidden;

    public bool IsHidden => !Purposes.Contains(Purpose.View);
}

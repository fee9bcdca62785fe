using BankView.Data.Consents;

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

    public bool IsHidden => !Purposes.Contains(Purpose.View);
}

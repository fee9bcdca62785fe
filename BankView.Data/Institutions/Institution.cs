using BankView.Data.BankLinks.Connectors;

namespace BankView.Data.Institutions;

/// <summary>A bank on offer, with the connector that reaches it. Holds no secret.</summary>
public sealed record Institution
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public required ConnectorKind Connector { get; init; }

    public required InstitutionState State { get; init; }

    /// <summary>Its place in the list that members choose from.</summary>
    public required int Place { get; init; }

    /// <summary>What a member or an administrator should know beforehand ("needs your contract with the bank").</summary>
    public string? Note { get; init; }

    public Uri? Website { get; init; }

    /// <summary>Where a member reports trouble with a card, as the bank publishes it.</summary>
    public string? Phone { get; init; }

    public DateTimeOffset? WithdrawnAt { get; init; }

    /// <summary>When what members kept of a withdrawn institution is erased; null for when each of them says so.</summary>
    public DateTimeOffset? EraseHistoryAt { get; init; }
}

/// <summary>Whether members may link an institution, and whether it is read. Stored by name.</summary>
public enum InstitutionState
{
    /// <summary>Being set up: administrators alone see it.</summary>
    Draft,

    /// <summary>Members may link it.</summary>
    Offered,

    /// <summary>No new links, and nothing is read for now.</summary>
    Paused,

    /// <summary>The bank walked away: nothing is read ever again.</summary>
    Withdrawn,
}

/// <summary>An institution's configuration, opened for its connector. Lives in memory during a call only.</summary>
public sealed record InstitutionSettings
{
    public required Guid InstitutionId { get; init; }

    public required string Name { get; init; }

    public required ConnectorKind Connector { get; init; }

    /// <summary>By <see cref="SettingField.Name"/>; what is not filled in is not there.</summary>
    public required IReadOnlyDictionary<string, string> Values { get; init; }

    /// <summary>By <see cref="SettingField.Name"/>.</summary>
    public required IReadOnlyDictionary<string, string> Secrets { get; init; }

    // A record would print its values, and with them the secrets.
    public override string ToString() => $"{Name} ({Connector})";
}

using BankView.Data.Institutions;

namespace BankView.Data.BankLinks.Connectors;

/// <summary>What it takes to read from a bank for one member.</summary>
public sealed record BankAccess
{
    public required InstitutionSettings Institution { get; init; }

    /// <summary>In the connector's own form.</summary>
    public required string Credential { get; init; }

    /// <summary>
    /// Keeps a credential that the bank exchanged for the one before (rotation). Awaited before the new one is used: the old one may
    /// already be worthless, so a crash in between must find the new one stored. Connectors that share a credential wait for each other.
    /// </summary>
    public required Func<string, Task> Keep { get; init; }

    /// <summary>True when the member pressed something and waits; only then a bank may be told so.</summary>
    public required bool IsMemberPresent { get; init; }

    /// <summary>For the record of calls.</summary>
    public required UserId UserId { get; init; }

    /// <summary>For the record of calls; null while a link is being made.</summary>
    public Guid? LinkId { get; init; }
}

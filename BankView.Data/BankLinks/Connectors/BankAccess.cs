using BankView.Data.Institutions;

namespace BankView.Data.BankLinks.Connectors;

/// <summary>The right to exchange one credential at its bank. It ends with what is kept, or when it is disposed.</summary>
public interface ICredentialTurn : IAsyncDisposable
{
    /// <summary>The credential as it is stored now; null when it is destroyed.</summary>
    string? Credential { get; }
}

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

    /// <summary>
    /// Waits until nobody else, on this node or another, is exchanging the credential, and says what it is by then. Whoever finds
    /// another one than their own uses that. Null where nobody else can hold the credential.
    /// </summary>
    public Func<CancellationToken, Task<ICredentialTurn>>? TakeTurn { get; init; }

    /// <summary>True when the member pressed something and waits; only then a bank may be told so.</summary>
    public required bool IsMemberPresent { get; init; }

    /// <summary>For the record of calls.</summary>
    public required UserId UserId { get; init; }

    /// <summary>For the record of calls; null while a link is being made.</summary>
    public Guid? LinkId { get; init; }
}

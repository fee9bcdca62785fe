namespace BankView.Data.Users;

/// <summary>A WebAuthn credential as it was registered, and its counter since. See W3C Web Authentication Level 3, section 4.</summary>
public sealed record Passkey
{
    /// <summary>Base64url.</summary>
    public required string CredentialId { get; init; }

    public string? Name { get; init; }

    public required byte[] PublicKey { get; init; }

    public required long SignCount { get; init; }

    /// <summary>Blank-separated.</summary>
    public required string Transports { get; init; }

    public required bool IsUserVerified { get; init; }

    public required bool IsBackupEligible { get; init; }

    public required bool IsBackedUp { get; init; }

    public required byte[] AttestationObject { get; init; }

    public required byte[] ClientDataJson { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

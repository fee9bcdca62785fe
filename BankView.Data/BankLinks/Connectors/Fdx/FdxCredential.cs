using System.Text.Json;

namespace BankView.Data.BankLinks.Connectors.Fdx;

/// <summary>What a bank gave to read with, as it stands (sealed) in the database.</summary>
internal sealed record FdxCredential
{
    /// <summary>Stays the same through all rotations: those who share the credential meet by it.</summary>
    public required string Family { get; init; }

    /// <summary>Counts rotations, so that the newer of two is known.</summary>
    public required int Rotation { get; init; }

    public required string AccessToken { get; init; }

    /// <summary>By this machine's clock; null when the bank does not say.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    public string? RefreshToken { get; init; }

    public string? ConsentId { get; init; }

    public string? Scope { get; init; }

    /// <exception cref="ConnectorException">It is no credential of this connector.</exception>
    public static FdxCredential Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<FdxCredential>(text) ?? throw new JsonException();
        }
        catch (JsonException)
        {
            // Without the cause: its message may quote a token.
            throw new ConnectorException(ProblemKind.ReauthRequired, "The stored credential is none of this connector.");
        }
    }

    public string Write() => JsonSerializer.Serialize(this);

    // A record would print its tokens.
    public override string ToString() => $"{Family}, rotation {Rotation}";

    // A call under way must not end with a token that runs out meanwhile.
    public bool NeedsRefresh(DateTimeOffset now) => ExpiresAt is { } end && now >= end - TimeSpan.FromSeconds(30);
}

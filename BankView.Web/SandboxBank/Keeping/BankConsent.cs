namespace BankView.Web.SandboxBank.Keeping;

/// <summary>What a customer lets a company read.</summary>
public sealed record BankConsent
{
    public required string Id { get; init; }

    public required string Customer { get; init; }

    public required string ClientId { get; init; }

    public required IReadOnlyList<string> Accounts { get; init; }

    public required IReadOnlyList<string> Clusters { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public required DateTimeOffset? RevokedAt { get; init; }

    public bool Is(string? id) => string.Equals(Id, id, StringComparison.Ordinal);

    public bool IsOf(BankClient client) => string.Equals(ClientId, client.Id, StringComparison.Ordinal);

    /// <summary>FDX's word: <c>ACTIVE</c>, <c>REVOKED</c> or <c>EXPIRED</c>.</summary>
    public string Status(DateTimeOffset now) => RevokedAt is not null ? "REVOKED" : ExpiresAt <= now ? "EXPIRED" : "ACTIVE";

    public bool IsActive(DateTimeOffset now) => RevokedAt is null && ExpiresAt > now;
}

/// <summary>The groups of data that a customer shares, by FDX's names.</summary>
internal static class Cluster
{
    public const string AccountBasic = "ACCOUNT_BASIC";
    public const string Balances = "BALANCES";
    public const string Transactions = "TRANSACTIONS";

    public static readonly string[] All = [AccountBasic, Balances, Transactions];
}

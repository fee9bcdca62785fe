namespace BankView.Data.Consents;

/// <summary>One data cluster of one account, for one purpose.</summary>
public readonly record struct ConsentScope(Guid AccountId, string Cluster, Purpose Purpose);

/// <summary>What a member allowed for a link: accounts × data clusters × purposes, from when until when.</summary>
public sealed record Consent
{
    /// <summary>FDX and the law behind it let a consent hold for a year at most.</summary>
    public const int MostDays = 365;

    public const int FewestDays = 30;

    public required Guid Id { get; init; }

    public required Guid LinkId { get; init; }

    public required DateTimeOffset GrantedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public required DateTimeOffset? RevokedAt { get; init; }

    /// <summary>SHA-256, in hexadecimal, of the exact words agreed to.</summary>
    public required string TextHash { get; init; }

    /// <summary>The exact words agreed to.</summary>
    public required string Words { get; init; }

    public required IReadOnlyList<ConsentScope> Scopes { get; init; }

    public bool IsActive(DateTimeOffset now) => RevokedAt is null && ExpiresAt > now;

    /// <summary>What is left without these accounts, data clusters or purposes; for <see cref="ConsentStore.Narrow"/>.</summary>
    public IReadOnlyList<ConsentScope> Without(Guid? account = null, string? cluster = null, Purpose? purpose = null) =>
    [
        .. Scopes.Where(scope => (account is not null && scope.AccountId != account)
            || (cluster is not null && !string.Equals(scope.Cluster, cluster, StringComparison.Ordinal))
            || (purpose is not null && scope.Purpose != purpose)),
    ];

    public bool Covers(Guid accountId, string cluster, Purpose purpose) => Scopes.Contains(new ConsentScope(accountId, cluster, purpose));
}

using System.Text.Json;
using BankView.Data.Accounts;
using BankView.Data.BankLinks.Connectors;
using BankView.Data.Consents;

namespace BankView.Data.BankLinks;

/// <summary>What is sealed of an attempt. It is short-lived and read whole, so it is JSON and not fields.</summary>
internal sealed record AttemptContent
{
    public required AttemptKind Kind { get; init; }

    public required LinkTerms Terms { get; init; }

    /// <summary>What the bank sends back unchanged.</summary>
    public required string State { get; init; }

    public required Uri ReturnTo { get; init; }

    public Uri? BankAddress { get; init; }

    public Uri? WhereToGetToken { get; init; }

    public string? Kept { get; init; }

    public string? Credential { get; init; }

    public BankConsent? Consent { get; init; }

    public IReadOnlyList<KeptAccount>? Accounts { get; init; }

    public ConnectorProblem? Problem { get; init; }

    public IReadOnlyList<Guid> MadeLinks { get; init; } = [];

    /// <summary>What is left of it when it is over: no secret, and nothing of what the bank said.</summary>
    public AttemptContent WithoutSecrets() => this with { Kept = null, Credential = null, Consent = null, Accounts = null, BankAddress = null };

    public static AttemptContent Parse(string json) => JsonSerializer.Deserialize<AttemptContent>(json)!;

    public string ToJson() => JsonSerializer.Serialize(this);

    // A record would print its values, and with them the secrets.
    public override string ToString() => $"{Kind} of {Terms.Bank}";
}

/// <summary>An account that a bank shares, in plain values.</summary>
internal sealed record KeptAccount
{
    public required string Id { get; init; }

    public string? ConnectionId { get; init; }

    public string? ConnectionName { get; init; }

    public required string Name { get; init; }

    public string? LastFour { get; init; }

    public AccountKind? Kind { get; init; }

    public required string Currency { get; init; }

    public long? Current { get; init; }

    public long? Available { get; init; }

    public long? Limit { get; init; }

    public DateTimeOffset? AsOf { get; init; }

    public bool HasTime { get; init; }

    public static KeptAccount Of(BankAccount account) => new()
    {
        Id = account.Id,
        ConnectionId = account.ConnectionId,
        ConnectionName = account.ConnectionName,
        Name = account.Name,
        LastFour = account.LastFour,
        Kind = account.Kind,
        Currency = account.Currency.Code,
        Current = account.Current?.MinorUnits,
        Available = account.Available?.MinorUnits,
        Limit = account.Limit?.MinorUnits,
        AsOf = account.AsOf?.At,
        HasTime = account.AsOf?.HasTime ?? false,
    };

    public BankAccount ToAccount()
    {
        var currency = Data.Currency.Parse(Currency);
        return new BankAccount
        {
            Id = Id,
            ConnectionId = ConnectionId,
            ConnectionName = ConnectionName,
            Name = Name,
            LastFour = LastFour,
            Kind = Kind,
            Currency = currency,
            Current = Amount(Current),
            Available = Amount(Available),
            Limit = Amount(Limit),
            AsOf = AsOf is { } at ? new BankTime(at, HasTime) : null,
        };

        Money? Amount(long? minor) => minor is { } known ? new Money(known, currency) : null;
    }
}

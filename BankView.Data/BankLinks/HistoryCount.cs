namespace BankView.Data.BankLinks;

/// <summary>How much there is of a history, or how much of it went: no figures and no names.</summary>
public sealed record HistoryCount
{
    public required long Accounts { get; init; }

    /// <summary>Stated balances, those of earlier days included.</summary>
    public required long Balances { get; init; }

    public required long Transactions { get; init; }

    public bool IsNothing => Accounts + Balances + Transactions == 0;
}

/// <summary>An account that a link's consent covers for any purpose, without its figures.</summary>
public sealed record LinkedAccount
{
    public required Guid Id { get; init; }

    public required Accounts.AccountKind Kind { get; init; }

    public required string Name { get; init; }

    public required string? LastFour { get; init; }
}

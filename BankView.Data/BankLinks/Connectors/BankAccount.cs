using BankView.Data.Accounts;

namespace BankView.Data.BankLinks.Connectors;

/// <summary>The accounts behind a credential, and what was wrong with some of them.</summary>
public sealed record BankAccountList(IReadOnlyList<BankAccount> Accounts, IReadOnlyList<ConnectorProblem> Problems);

/// <summary>An account as a bank states it. Nothing in it is computed.</summary>
public sealed record BankAccount
{
    /// <summary>The bank's id. It stays the same as long as the protocol can promise.</summary>
    public required string Id { get; init; }

    /// <summary>The connection it belongs to, where one credential carries several banks.</summary>
    public string? ConnectionId { get; init; }

    /// <summary>The bank's name, where one credential carries several banks.</summary>
    public string? ConnectionName { get; init; }

    public required string Name { get; init; }

    /// <summary>The last four characters of its number, if the bank shows them.</summary>
    public string? LastFour { get; init; }

    /// <summary>Null for a kind that BankView does not show (a loan, an investment): listed for the member, never read.</summary>
    public required AccountKind? Kind { get; init; }

    public required Currency Currency { get; init; }

    /// <summary>What is booked. Debt is negative.</summary>
    public Money? Current { get; init; }

    /// <summary>What can be spent now.</summary>
    public Money? Available { get; init; }

    /// <summary>The credit limit of a card.</summary>
    public Money? Limit { get; init; }

    /// <summary>When the balances were true; null when the bank does not say.</summary>
    public BankTime? AsOf { get; init; }
}

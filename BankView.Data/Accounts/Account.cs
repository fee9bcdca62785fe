namespace BankView.Data.Accounts;

/// <summary>An account that a member linked, with the balances its bank stated. A balance is null where none was stated.</summary>
public sealed record Account
{
    public required Guid Id { get; init; }

    public required Guid LinkId { get; init; }

    public required string BankName { get; init; }

    public required AccountKind Kind { get; init; }

    public required string Name { get; init; }

    /// <summary>The last four characters of the account's number, if it has one.</summary>
    public required string? LastFour { get; init; }

    public required Currency Currency { get; init; }

    /// <summary>What is booked. Debt is negative.</summary>
    public required Money? Current { get; init; }

    /// <summary>What can be spent now.</summary>
    public required Money? Available { get; init; }

    /// <summary>The credit limit of a card.</summary>
    public required Money? Limit { get; init; }

    /// <summary>When the balances were true.</summary>
    public required BankTime? AsOf { get; init; }
}

/// <summary>Money in (+) and out (−) of an account on one UTC day.</summary>
public sealed record AccountDay(Guid AccountId, DateOnly Day, Money In, Money Out);

/// <summary>Money in (+) and out (−) of an account in one month, given by its first day.</summary>
public sealed record AccountMonth(DateOnly Month, Money In, Money Out);

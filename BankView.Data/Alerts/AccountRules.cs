using BankView.Data.Accounts;

namespace BankView.Data.Alerts;

/// <summary>One account, and what its member wants to be told of it.</summary>
public sealed record AccountRules
{
    public required Guid AccountId { get; init; }

    public required Guid LinkId { get; init; }

    public required string BankName { get; init; }

    public required string AccountName { get; init; }

    /// <summary>The last four characters of the account's number, if it has one.</summary>
    public required string? LastFour { get; init; }

    public required AccountKind Kind { get; init; }

    public required Currency Currency { get; init; }

    /// <summary>One for each of <see cref="AlertRuleKinds.OfAccounts"/>, in that order.</summary>
    public required IReadOnlyList<RuleSetting> Settings { get; init; }
}

/// <summary>How one rule stands for one account.</summary>
public sealed record RuleSetting
{
    public required AlertRule Rule { get; init; }

    public required bool IsOn { get; init; }

    /// <summary>Positive, in the account's currency; before the member chose one, a suggestion. Null for a rule that has none.</summary>
    public required Money? Threshold { get; init; }

    /// <summary>False for a low balance on a card whose bank does not state the credit that is left.</summary>
    public required bool IsPossible { get; init; }

    /// <summary>False while no active consent lets the account be looked at for alerts: a rule that is on waits for that.</summary>
    public required bool IsAllowed { get; init; }
}

/// <summary>What came of switching a rule of an account.</summary>
public enum RuleOutcome
{
    Saved,

    /// <summary>No such account of this member's, or none that they let be shown.</summary>
    NoSuchAccount,

    /// <summary>The rule is not one of accounts, or not possible for this one.</summary>
    NotPossible,

    /// <summary>The rule cannot be on without a threshold.</summary>
    ThresholdMissing,

    ThresholdNotPositive,

    /// <summary>The threshold is not in the account's currency.</summary>
    WrongCurrency,
}

namespace BankView.Data.Alerts;

/// <summary>What an alert was raised by. Stored by name.</summary>
public enum AlertRule
{
    /// <summary>A card payment that stands out by several signals together: the member is asked whether it was them.</summary>
    UnusualPayment,

    /// <summary>A balance that the bank stated is below the member's threshold, and was not before.</summary>
    LowBalance,

    /// <summary>A payment, by card or not, of the member's threshold or more.</summary>
    LargePayment,

    /// <summary>Money that came in, of the member's threshold or more.</summary>
    LargeDeposit,

    /// <summary>Anything on a card, of any amount.</summary>
    CardActivity,

    /// <summary>Only the member can repair a bank link.</summary>
    LinkNeedsYou,

    /// <summary>A consent ends in so many days.</summary>
    ConsentEnds,

    /// <summary>The summary of a month in which nothing was raised.</summary>
    AllQuiet,
}

/// <summary>What kinds of rules there are.</summary>
public static class AlertRuleKinds
{
    /// <summary>The rules that are switched on account by account, in the order in which they are shown.</summary>
    public static IReadOnlyList<AlertRule> OfAccounts { get; } =
        [AlertRule.LowBalance, AlertRule.LargePayment, AlertRule.LargeDeposit, AlertRule.CardActivity];

    /// <summary>True when the member is asked; all others only tell, and are closed by the member.</summary>
    public static bool Asks(this AlertRule rule) => rule is AlertRule.UnusualPayment;

    /// <summary>True for a rule that is switched on account by account.</summary>
    public static bool IsOfAccounts(this AlertRule rule) => OfAccounts.Contains(rule);

    public static bool HasThreshold(this AlertRule rule) => rule is AlertRule.LowBalance or AlertRule.LargePayment or AlertRule.LargeDeposit;

    /// <summary>The threshold to begin with; null for a rule without one.</summary>
    public static Money? Suggest(this AlertRule rule, Currency currency) => rule switch
    {
        AlertRule.LowBalance => Units(100, currency),
        AlertRule.LargePayment => Units(500, currency),
        AlertRule.LargeDeposit => Units(1000, currency),
        _ => null,
    };

    // A currency without decimal digits counts in what others call hundredths: 500 dollars, 50,000 yen.
    private static Money? Units(int units, Currency currency) =>
        Money.FromDecimal(currency.Exponent == 0 ? units * 100m : units, currency);
}

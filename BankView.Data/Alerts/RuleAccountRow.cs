using BankView.Data.Accounts;
using BankView.Data.BankLinks;
using BankView.Data.Sealing;

namespace BankView.Data.Alerts;

/// <summary>An account as its rules need it.</summary>
internal sealed record RuleAccountRow
{
    public const string Sql = """
        SELECT a.id, a.link_id AS LinkId, a.kind, a.currency, a.sealed, l.sealed AS SealedBank, a.available_minor IS NOT NULL AS StatesAvailable,
               a.id IN (
                   SELECT c.account_id FROM covered_accounts c
                   WHERE c.user_id = @userId AND c.purpose = 'FraudAlerts' AND c.cluster = 'TRANSACTIONS' AND c.expires_at > @now
               ) AS AllowsTransactions,
               a.id IN (
                   SELECT c.account_id FROM covered_accounts c
                   WHERE c.user_id = @userId AND c.purpose = 'FraudAlerts' AND c.cluster = 'BALANCES' AND c.expires_at > @now
               ) AS AllowsBalances
        FROM accounts a
        JOIN bank_links l ON l.user_id = a.user_id AND l.id = a.link_id
        WHERE a.user_id = @userId AND (CAST(@accountId AS TEXT) IS NULL OR a.id = @accountId)
          AND a.id IN (
              SELECT c.account_id FROM covered_accounts c
              WHERE c.user_id = @userId AND c.purpose IN ('View', 'FraudAlerts') AND c.cluster = 'ACCOUNT_BASIC' AND c.expires_at > @now)
        """;

    public required Guid Id { get; init; }

    public required Guid LinkId { get; init; }

    public required AccountKind Kind { get; init; }

    public required Currency Currency { get; init; }

    public required byte[] Sealed { get; init; }

    public required byte[] SealedBank { get; init; }

    public required bool StatesAvailable { get; init; }

    public required bool AllowsTransactions { get; init; }

    public required bool AllowsBalances { get; init; }

    // What is booked on a card is its debt, which says nothing of what is left.
    public bool IsPossible(AlertRule rule) => rule is not AlertRule.LowBalance || Kind is not AccountKind.CreditCard || StatesAvailable;

    public AccountRules Open(MemberKey key, IEnumerable<RuleRow> rules)
    {
        var details = key.Open(AccountStore.Details, Id, Sealed, 2);
        var byRule = rules.ToDictionary(row => row.Rule, StringComparer.Ordinal);
        return new AccountRules
        {
            AccountId = Id,
            LinkId = LinkId,
            BankName = key.Open(BankLinkStore.Name, LinkId, SealedBank, 1)[0]!,
            AccountName = details[0]!,
            LastFour = details[1],
            Kind = Kind,
            Currency = Currency,
            Settings = [.. AlertRuleKinds.OfAccounts.Select(rule => Setting(rule, byRule.GetValueOrDefault(rule.ToString())))],
        };
    }

    private RuleSetting Setting(AlertRule rule, RuleRow? row) => new()
    {
        Rule = rule,
        IsOn = row is { IsOn: true },
        Threshold = row?.ThresholdMinor is { } minor ? new Money(minor, Currency) : rule.Suggest(Currency),
        IsPossible = IsPossible(rule),
        IsAllowed = rule is AlertRule.LowBalance ? AllowsBalances : AllowsTransactions,
    };
}

/// <summary>A rule of an account as it stands in its table.</summary>
internal sealed record RuleRow
{
    public const string Sql = "SELECT r.account_id AS AccountId, r.rule, r.is_on AS IsOn, r.threshold_minor AS ThresholdMinor FROM alert_rules r";

    public required Guid AccountId { get; init; }

    public required string Rule { get; init; }

    public required bool IsOn { get; init; }

    public required long? ThresholdMinor { get; init; }
}

using System.Data.Common;
using BankView.Data.Database;
using BankView.Data.Sealing;
using Dapper;

namespace BankView.Data.Alerts;

/// <summary>
/// What members want to be told of each account. Accounts are those that an active consent lets be shown or looked at for alerts.
/// </summary>
public sealed class AlertRuleStore(Databases databases, MemberKeys keys, TimeProvider clock)
{
    /// <summary>The member's accounts with every rule's state, by bank, then kind and name.</summary>
    public async Task<IReadOnlyList<AccountRules>> List(UserId userId)
    {
        await using var connection = await databases.Data.Open();
        var accounts = (await connection.QueryAsync<RuleAccountRow>(
            RuleAccountRow.Sql, new { userId, accountId = (Guid?)null, now = clock.GetUtcNow() })).AsList();
        if (accounts.Count == 0)
        {
            return [];
        }

        var rules = (await connection.QueryAsync<RuleRow>($"{RuleRow.Sql} WHERE r.user_id = @userId", new { userId })).ToLookup(row => row.AccountId);
        var key = await keys.Get(userId);
        return [.. accounts.Select(account => account.Open(key, rules[account.Id]))
            .OrderBy(account => account.BankName, StringComparer.CurrentCultureIgnoreCase)
            .ThenBy(account => account.Kind)
            .ThenBy(account => account.AccountName, StringComparer.CurrentCultureIgnoreCase)];
    }

    /// <summary>
    /// Switches a rule of an account on or off. A threshold is positive and in the account's currency; it may be left out only where the
    /// rule has none, or to switch off and keep the one before. What is low already when the rule is switched on is told of when the bank
    /// states a balance next.
    /// </summary>
    public async Task<RuleOutcome> Set(UserId userId, Guid accountId, AlertRule rule, bool isOn, Money? threshold)
    {
        var outcome = await databases.Data.Write((connection, transaction) => Set(connection, transaction, userId, accountId, rule, isOn, threshold));
        if (outcome is RuleOutcome.Saved)
        {
            databases.Changes.Tell(userId);
        }

        return outcome;
    }

    private async Task<RuleOutcome> Set(
        DbConnection connection, DbTransaction transaction, UserId userId, Guid accountId, AlertRule rule, bool isOn, Money? threshold)
    {
        if (!await MemberTurn.Take(connection, transaction, userId) || await connection.QuerySingleOrDefaultAsync<RuleAccountRow>(
            RuleAccountRow.Sql, new { userId, accountId = (Guid?)accountId, now = clock.GetUtcNow() }, transaction) is not { } account)
        {
            return RuleOutcome.NoSuchAccount;
        }

        threshold = rule.HasThreshold() ? threshold : null;
        if (!rule.IsOfAccounts() || (isOn && !account.IsPossible(rule)))
        {
            return RuleOutcome.NotPossible;
        }

        if (threshold is null ? isOn && rule.HasThreshold() : threshold.Value.Currency != account.Currency || threshold.Value.MinorUnits <= 0)
        {
            return threshold is not { } wrong ? RuleOutcome.ThresholdMissing
                : wrong.Currency != account.Currency ? RuleOutcome.WrongCurrency : RuleOutcome.ThresholdNotPositive;
        }

        await connection.ExecuteAsync("""
            INSERT INTO alert_rules (user_id, account_id, rule, is_on, threshold_minor, is_below)
            VALUES (@userId, @accountId, @rule, @isOn, @minor, @no)
            ON CONFLICT (user_id, account_id, rule) DO UPDATE SET
                is_on = excluded.is_on, threshold_minor = COALESCE(excluded.threshold_minor, alert_rules.threshold_minor),
                is_below = alert_rules.is_below AND alert_rules.is_on = excluded.is_on
                    AND alert_rules.threshold_minor = COALESCE(excluded.threshold_minor, alert_rules.threshold_minor)
            """, new { userId, accountId, rule = rule.ToString(), isOn, minor = threshold?.MinorUnits, no = false }, transaction);
        return RuleOutcome.Saved;
    }
}

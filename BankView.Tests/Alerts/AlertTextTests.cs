using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using BankView.Data.Alerts;
using BankView.Data.Alerts.Fraud;
using BankView.Web.Alerts;

namespace BankView.Tests.Alerts;

/// <summary>The texts of alerts, in both languages.</summary>
public partial class AlertTextTests
{
    private static readonly Dictionary<string, string> English = Texts(""), German = Texts("de");

    [Fact]
    public void Both_languages_say_the_same_things_with_the_same_gaps()
    {
        Assert.Equal(English.Keys.Order(StringComparer.Ordinal), German.Keys.Order(StringComparer.Ordinal));
        Assert.All(English, text => Assert.Equal(Gaps(text.Value), Gaps(German[text.Key])));
    }

    [Fact]
    public void Every_rule_state_outcome_and_signal_has_its_words()
    {
        var rules = Enum.GetValues<AlertRule>();
        IEnumerable<string> keys =
        [
            .. rules.Select(rule => $"Rule_{rule}"),
            .. rules.Select(rule => $"Why_{rule}"),
            .. rules.Where(rule => !rule.Asks()).Select(rule => $"More_{rule}"),
            .. Enum.GetValues<AlertState>().SelectMany(state => new[] { $"Filter_{state}", $"None_{state}" }),
            .. Enum.GetValues<QuietReason>().Select(reason => $"QuietBecause_{reason}"),
            .. Enum.GetValues<RuleOutcome>().Where(outcome => outcome is not RuleOutcome.Saved).Select(outcome => $"Outcome_{outcome}"),
            .. Enum.GetValues<Signal>().Where(signal => !signal.IsHard()).Select(signal => $"Kind_{signal}"),
        ];

        Assert.All(keys, key => Assert.Contains(key, English));
    }

    private static Dictionary<string, string> Texts(string language) =>
        new ResourceManager(typeof(AlertTexts)).GetResourceSet(CultureInfo.GetCultureInfo(language), createIfNotExists: true, tryParents: false)!
            .Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!, StringComparer.Ordinal);

    private static IEnumerable<string> Gaps(string text) => Gap().Matches(text).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\{\d\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Gap();
}

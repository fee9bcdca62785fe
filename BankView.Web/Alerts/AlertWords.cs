using System.Globalization;
using BankView.Data;
using BankView.Data.Alerts;
using BankView.Data.Alerts.Fraud;
using BankView.Web.Shell;
using BankView.Web.Ui;
using Microsoft.Extensions.Localization;

namespace BankView.Web.Alerts;

/// <summary>An alert in the reader's words: what it is, when and where, and why the member gets it.</summary>
public sealed class AlertWords(IStringLocalizer<AlertTexts> texts, IStringLocalizer<UiTexts> uiTexts, Viewer viewer)
{
    private const char FixedSpace = '\u00A0';

    /// <summary>"Was this you?", "Low balance", "Alder Bank needs you".</summary>
    public string Title(Alert alert) => alert.Rule switch
    {
        AlertRule.UnusualPayment => texts[alert.Answer is null ? "WasThisYou" : alert.Answer is MemberAnswer.WasMe ? "ItWasYou" : "ItWasNotYou"],
        AlertRule.LinkNeedsYou => texts["Title_LinkNeedsYou", alert.BankName ?? ""],
        AlertRule.ConsentEnds => texts["Title_ConsentEnds", alert.BankName ?? ""],
        AlertRule.AllQuiet => texts["Title_AllQuiet", Month(alert)],
        _ => Rule(alert.Rule),
    };

    /// <summary>What tells it from others of its kind: the merchant, else the account, else the bank, else nothing.</summary>
    public static string About(Alert alert) => alert.Payment?.Merchant ?? alert.AccountName ?? alert.BankName ?? "";

    /// <summary>"Everyday checking •••• 4407", or the name alone where the number is not known or stands in it already.</summary>
    public static string NameOf(AccountRules account) => account.LastFour is { } digits && !account.AccountName.EndsWith(digits, StringComparison.Ordinal)
        ? $"{account.AccountName} ••••{FixedSpace}{digits}" : account.AccountName;

    /// <summary>The name of a rule.</summary>
    public string Rule(AlertRule rule) => texts[$"Rule_{rule}"];

    /// <summary>"Today, 14:05 · Travel card •••• 4242 · Alder Bank".</summary>
    public string Where(Alert alert)
    {
        // What the title and the line under it say already is not said again.
        string?[] parts = alert switch
        {
            { Payment: { CardLastFour: { } last } payment } => [Moment(payment.OccurredAt), $"{alert.AccountName} ••••{FixedSpace}{last}", alert.BankName],
            { Payment: { } payment } => [Moment(payment.OccurredAt), alert.AccountName, alert.BankName],
            { AccountId: not null } => [Moment(alert.RaisedAt), alert.BankName],
            _ => [Moment(alert.RaisedAt)],
        };
        return string.Join(" · ", parts.Where(part => part is not null));
    }

    /// <summary>"October 2026", of a monthly summary.</summary>
    public static string Month(Alert alert) => alert.Month?.ToString("Y", CultureInfo.CurrentCulture) ?? "";

    /// <summary>The text of a signal, and what stands in its gaps: "{0} times what this card usually pays ({1})."</summary>
    public (string Text, object[] Parts) Reason(AlertEvidence evidence, Currency currency) => (texts[KeyOf(evidence)].Value,
    [
        evidence.Ratio.ToString(evidence.Ratio < 10 ? "0.0" : "N0", CultureInfo.CurrentCulture),
        new Money(evidence.UsualMinor, currency),
        evidence.Count,
        evidence.Of,
    ]);

    /// <summary>What "It was me" quietened: "unusual amounts, new merchants"; null for signals that count whatever is answered.</summary>
    public string? Quietened(Alert alert)
    {
        var kinds = alert.Evidence.Where(one => !one.Signal.IsHard()).Select(one => texts[$"Kind_{one.Signal}"].Value).Distinct().ToList();
        return kinds.Count == 0 ? null : string.Join(", ", kinds);
    }

    /// <summary>"Today, 14:05".</summary>
    public string Moment(DateTimeOffset at) => Moment(BankTime.AtInstant(at));

    /// <inheritdoc cref="Moment(DateTimeOffset)"/>
    public string Moment(BankTime at)
    {
        var day = DayWords.Spoken(at.DayIn(viewer.Zone), viewer.Today, uiTexts);
        return at.HasTime ? texts["Moment", day, viewer.InZone(at.At).ToString("t", CultureInfo.CurrentCulture)] : day;
    }

    /// <summary>The key of a signal's text. What was never before, or once, reads otherwise than what is rare.</summary>
    public static string KeyOf(AlertEvidence evidence) => evidence switch
    {
        { Signal: Signal.FirstAtMerchant or Signal.OtherCurrency or Signal.OtherCountry, Count: 0 } => $"{evidence.Signal}_Never",
        { Signal: Signal.SameAgain or Signal.SmallThenLarge or Signal.FirstAtMerchant or Signal.CardReports or Signal.UnusualRun, Count: 1 } => $"{evidence.Signal}_Once",
        _ => evidence.Signal.ToString(),
    };
}

using System.Globalization;
using BankView.Data;
using BankView.Data.Alerts;
using BankView.Data.Alerts.Fraud;
using BankView.Web.Shell;
using BankView.Web.Ui;
using Microsoft.Extensions.Localization;

namespace BankView.Web.Alerts;

/// <summary>An alert in the reader's words: when and where the payment was, and why it stands out.</summary>
public sealed class AlertWords(IStringLocalizer<AlertTexts> texts, IStringLocalizer<UiTexts> uiTexts, Viewer viewer)
{
    /// <summary>"Today, 14:05 · Travel card •••• 4242 · Alder Bank".</summary>
    public string Where(Alert alert)
    {
        var card = alert.Payment?.CardLastFour is { } last ? $"{alert.AccountName} •••• {last}" : alert.AccountName;
        return string.Join(" · ", alert.Payment is { } payment ? Moment(payment.OccurredAt) : Moment(alert.RaisedAt), card, alert.BankName);
    }

    /// <summary>"4.2 times what this card usually pays ($30.00)."</summary>
    public string Reason(AlertEvidence evidence, Currency currency)
    {
        var usual = MoneyFormat.Format(new Money(evidence.UsualMinor, currency), CultureInfo.CurrentCulture, false);
        var ratio = evidence.Ratio.ToString(evidence.Ratio < 10 ? "0.0" : "N0", CultureInfo.CurrentCulture);
        return texts[KeyOf(evidence), ratio, usual, evidence.Count, evidence.Of];
    }

    /// <summary>"Today, 14:05".</summary>
    public string Moment(DateTimeOffset at) => Moment(BankTime.AtInstant(at));

    private string Moment(BankTime at)
    {
        var day = DayWords.Spoken(at.DayIn(viewer.Zone), viewer.Today, uiTexts);
        return at.HasTime ? texts["Moment", day, viewer.InZone(at.At).ToString("t", CultureInfo.CurrentCulture)] : day;
    }

    // What was never before, or once, reads otherwise than what is rare.
    public static string KeyOf(AlertEvidence evidence) => evidence switch
    {
        { Signal: Signal.FirstAtMerchant or Signal.OtherCurrency or Signal.OtherCountry, Count: 0 } => $"{evidence.Signal}_Never",
        { Signal: Signal.SameAgain or Signal.SmallThenLarge or Signal.FirstAtMerchant or Signal.CardReports or Signal.UnusualRun, Count: 1 } => $"{evidence.Signal}_Once",
        _ => evidence.Signal.ToString(),
    };
}

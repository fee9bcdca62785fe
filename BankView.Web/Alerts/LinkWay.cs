using BankView.Data.Alerts;
using BankView.Data.BankLinks;
using BankView.Web.BankLinks;
using BankView.Web.Shell;
using Microsoft.Extensions.Localization;

namespace BankView.Web.Alerts;

/// <summary>How a link that an alert is about is now, which may be better than when the alert was raised, and what repairs it.</summary>
public sealed class LinkWay(IStringLocalizer<AlertTexts> texts, LinkWords words, Viewer viewer)
{
    /// <summary>A sentence, and the one step with its address; null where there is none to take. A link is null when it is gone.</summary>
    public (string State, (string Text, string Href)? Step) Now(Alert alert, BankLink? link) => link switch
    {
        null => (texts["LinkGone"], null),
        _ when IsStillEnding(alert, link) => (texts["ConsentEndsOn", words.Day(alert.ConsentEndsAt!.Value)], (texts["Renew"], words.Renewal(link))),
        _ when words.Wrong(link) is { } wrong => (wrong, words.Repair(link)),
        _ => (texts[alert.Rule is AlertRule.ConsentEnds ? "RenewedSince" : "FineAgain"], null),
    };

    private bool IsStillEnding(Alert alert, BankLink link) => link.Status is { RevokedAt: null, ConsentExpiresAt: { } end }
        && alert.ConsentEndsAt is { } told && end <= told && told > viewer.Now;
}

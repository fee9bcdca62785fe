using System.Globalization;
using BankView.Data.BankLinks;
using BankView.Data.BankLinks.Connectors;
using BankView.Web.Shell;
using BankView.Web.Ui;
using Microsoft.Extensions.Localization;

namespace BankView.Web.BankLinks;

/// <summary>How a link is, in the reader's words: its state, what is wrong, and the one step that repairs it.</summary>
public sealed class LinkWords(IStringLocalizer<BankLinkTexts> texts, IStringLocalizer<UiTexts> uiTexts, Viewer viewer)
{
    /// <summary>"Last updated yesterday, 14:05", or that nothing has come yet.</summary>
    public string Updated(BankLink link) => link.Status.LastSuccessAt is { } at ? texts["Updated", Moment(at)] : texts["NeverUpdated"];

    /// <summary>What is wrong, in a sentence; null when nothing is.</summary>
    public string? Wrong(BankLink link)
    {
        var status = link.Status;
        return status.HealthAt(viewer.Now) switch
        {
            LinkHealth.Fine => null,
            LinkHealth.Revoked => Ended(link),
            LinkHealth.Expired when status.Problem is ProblemKind.ConsentExpired => texts["Problem_ConsentExpired", link.BankName],
            LinkHealth.Expired when status.ConsentExpiresAt is { } end => texts["ExpiredOn", Day(end)],
            LinkHealth.Expired => texts["NoConsent"],
            _ when status.IsPaused => texts["Paused", link.BankName],
            LinkHealth.Late when status.LastSuccessAt is null && status.Problem is null => texts["FirstReading"],
            LinkHealth.Late when status.Problem is null => texts["Late"],
            _ => texts[$"Problem_{status.Problem}", link.BankName],
        };
    }

    /// <summary>The one step that repairs the link, and its address; null when there is none for the member to take.</summary>
    public (string Text, string Href)? Repair(BankLink link) => link.Status.HealthAt(viewer.Now) switch
    {
        LinkHealth.NeedsYou when link is { Status.Problem: ProblemKind.PaymentRequired, Website: { } site } =>
            (texts["GoToBank", link.BankName], site.AbsoluteUri),
        LinkHealth.NeedsYou => (texts["Repair"], Urls.RepairLink(link.Id)),
        LinkHealth.Expired => (texts["Renew"], Renewal(link)),
        LinkHealth.Revoked when link.AwaitsDecision => (texts["Decide"], Urls.Link(link.Id)),
        _ => null,
    };

    /// <summary>Where the link's consent is renewed: here, or where its bank is asked, too.</summary>
    public string Renewal(BankLink link) => link.Status.CanRenewHere(viewer.Now) ? Urls.RenewHere(link.Id) : Urls.RenewLink(link.Id);

    /// <summary>"Today, 14:05"; the exact date where that is not within a day.</summary>
    public string Moment(DateTimeOffset at)
    {
        var local = viewer.InZone(at);
        return texts["Moment", DayWords.Spoken(DateOnly.FromDateTime(local.DateTime), viewer.Today, uiTexts), local.ToString("t", CultureInfo.CurrentCulture)];
    }

    public string Day(DateTimeOffset at) => viewer.InZone(at).ToString("D", CultureInfo.CurrentCulture);

    /// <summary>"1 account, 2 balances and 31 transactions", without what there is none of.</summary>
    public string Counts(HistoryCount count)
    {
        var parts = new[] { ("Account", count.Accounts), ("Balance", count.Balances), ("Transaction", count.Transactions) }
            .Where(part => part.Item2 > 0)
            .Select(part => texts[part.Item2 == 1 ? $"Count{part.Item1}One" : $"Count{part.Item1}", part.Item2.ToString("N0", CultureInfo.CurrentCulture)].Value)
            .ToList();
        return parts.Count switch
        {
            0 => texts["CountNothing"],
            1 => parts[0],
            _ => texts["And", string.Join(", ", parts[..^1]), parts[^1]],
        };
    }

    private string Ended(BankLink link)
    {
        var sentence = texts[$"EndedBy_{link.Status.RevokedBy}", Day(link.Status.RevokedAt!.Value), link.BankName].Value;
        var reason = link.Status.Reason is { } given ? $" {texts["Reason", given]}" : "";
        var erased = link is { EraseHistoryAt: { } end, AccountCount: > 0 } ? $" {texts["ErasedOn", Day(end)]}" : "";
        return $"{sentence}{reason}{erased}{(link.AwaitsDecision ? $" {texts["HiddenUntilDecided"]}" : "")}";
    }
}

using BankView.Data;
using BankView.Data.Alerts;
using BankView.Data.BankLinks;

namespace BankView.Web.Alerts;

/// <summary>What alerts are shown in: whose they are, how that member's links are now, and which rules are muted.</summary>
public sealed record AlertSurroundings(UserId UserId, IReadOnlyList<BankLink> Links, IReadOnlyList<AlertMute> Mutes)
{
    /// <summary>Null when the alert is about no link, or about one that is gone.</summary>
    public BankLink? LinkOf(Alert alert) => Links.FirstOrDefault(link => link.Id == alert.LinkId);

    public AlertMute? MuteOf(AlertRule rule) => Mutes.FirstOrDefault(mute => mute.Rule == rule);
}

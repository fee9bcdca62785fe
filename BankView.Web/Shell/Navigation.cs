using BankView.Web.Ui;
using Microsoft.AspNetCore.Components.Routing;

namespace BankView.Web.Shell;

/// <summary>One entry of the main navigation. <c>g</c> and then <paramref name="Key"/> goes there.</summary>
/// <param name="Text">The key in <see cref="ShellTexts"/>.</param>
/// <param name="OnPhone">Whether it stands in the bottom bar; the rest is in the account menu.</param>
internal sealed record NavigationItem(string Href, string Text, IconName Icon, char Key, bool OnPhone = true)
{
    public NavLinkMatch Match => Href is Urls.Overview ? NavLinkMatch.All : NavLinkMatch.Prefix;
}

/// <summary>The pages of the main navigation, in order.</summary>
internal static class Navigation
{
    public static readonly IReadOnlyList<NavigationItem> Items =
    [
        new(Urls.Overview, "Overview", IconName.Overview, 'o'),
        new(Urls.ActivityPath, "Activity", IconName.Activity, 'a'),
        new(Urls.Alerts, "Alerts", IconName.Alert, 'e'),
        new(Urls.Import, "Import", IconName.Import, 'i'),
        new(Urls.Links, "BankLinks", IconName.Bank, 'l'),
        new(Urls.Settings, "Settings", IconName.Settings, 's', OnPhone: false),
    ];

    /// <summary>The pages of the administration: addresses and keys in <see cref="ShellTexts"/>, in order.</summary>
    public static readonly IReadOnlyList<(string Href, string Text)> AdminPages =
    [
        (Urls.AdminMembers, "AdminPeople"),
        (Urls.AdminInstitutions, "AdminBanks"),
        (Urls.AdminLinks, "AdminLinks"),
        (Urls.AdminSyncRuns, "AdminSyncRuns"),
        (Urls.AdminMessages, "AdminMessages"),
        (Urls.AdminActions, "AdminActions"),
    ];
}

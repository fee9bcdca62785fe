using System.Globalization;

namespace BankView.Web.Shell;

/// <summary>Every address of the site, spelled once. Pages use the constants in <c>@page</c>, links use the methods.</summary>
public static class Urls
{
    public const string Overview = "/";
    public const string ActivityPath = "/activity";
    public const string ActivityExport = "/activity/export";
    public const string Alerts = "/alerts";
    public const string AlertSettings = "/settings/alerts";
    public const string Import = "/import";
    public const string Links = "/links";
    public const string LinkBank = "/links/new";
    public const string LinkAttemptPath = "/links/new/{Id:guid}";
    public const string LinkReturn = "/links/return";
    public const string LinkReplyUnknown = "/links/new?reply=unknown";
    public const string LinkPath = "/links/{Id:guid}";
    public const string LinkRevocationPath = "/links/{Id:guid}/revoke";
    public const string LinkExportPath = "/links/{id:guid}/export";
    public const string LinkRenewal = "/links/renew";
    public const string Settings = "/settings";
    public const string Password = "/settings/password";
    public const string Passkeys = "/settings/passkeys";
    public const string Authenticator = "/settings/authenticator";
    public const string RecoveryCodes = "/settings/recovery-codes";
    public const string ConfirmPath = "/settings/confirm";
    public const string Sessions = "/settings/sessions";
    public const string MessageSettings = "/settings/messages";
    public const string MessengerWebhook = "/channels/messenger";
    public const string PasskeyCreation = "/passkeys/creation";
    public const string PasskeyRequest = "/passkeys/request";
    public const string OutsideSettings = "/settings/outside";
    public const string Admin = "/admin";
    public const string AdminInstitutions = "/admin/institutions";
    public const string AdminInstitutionPath = "/admin/institutions/{Id:guid}";
    public const string AdminInstitutionNew = "/admin/institutions/new";
    public const string AdminWithdrawalPath = "/admin/institutions/{Id:guid}/withdrawal";
    public const string AdminLinks = "/admin/links";
    public const string AdminLinkPath = "/admin/links/{Member:guid}/{Id:guid}";
    public const string AdminSyncRuns = "/admin/sync-runs";
    public const string AdminMessages = "/admin/messages";
    public const string AdminActions = "/admin/actions";
    public const string AdminMembers = "/admin/members";
    public const string AdminPerson = "/admin/members/{Id:guid}";
    public const string AdminInvite = "/admin/members/invite";
    public const string SetupPath = "/setup";
    public const string JoinPath = "/join";
    public const string ResetPath = "/reset";
    public const string SignInPath = "/sign-in";
    public const string SignInCodePath = "/sign-in/code";
    public const string OutsidePath = "/sign-in/outside";
    public const string OutsideDonePath = "/sign-in/outside/done";
    public const string OutsideCallback = "/sign-in/outside/callback";
    public const string OutsideRefused = "/sign-in?outside=refused";
    public const string SignOut = "/sign-out";
    public const string Error = "/error";
    public const string NotFound = "/not-found";

    public static string Account(Guid id) => $"/accounts/{id:D}";

    /// <summary>
    /// All transactions, or those that the filter lets through, with <paramref name="transaction"/> open beside them. Days are
    /// inclusive; amounts are absolute, in major units.
    /// </summary>
    public static string Activity(Guid? account = null, string? search = null, DateOnly? from = null, DateOnly? to = null,
        decimal? least = null, decimal? most = null, string? card = null, string? category = null, bool pending = false,
        bool cardOnly = false, string? merchant = null, Guid? transaction = null) =>
        WithQuery(ActivityPath,
            ("account", account?.ToString("D")), ("q", search), ("from", Day(from)), ("to", Day(to)),
            ("least", Number(least)), ("most", Number(most)), ("card", card), ("category", category),
            ("pending", pending ? "true" : null), ("cards", cardOnly ? "true" : null), ("merchant", merchant),
            ("t", transaction?.ToString("D")));

    /// <summary>
    /// The member's alerts, or those that the filter lets through, from where a page of them ended; with <paramref name="alert"/> on top.
    /// </summary>
    public static string AlertList(string? rule = null, Guid? account = null, string? state = null, string? before = null, Guid? alert = null) =>
        WithQuery(Alerts, ("rule", rule), ("account", account?.ToString("D")), ("state", state), ("before", before), ("alert", alert?.ToString("D")));

    /// <summary>Where one account's alerts are chosen.</summary>
    public static string AlertSettingsOf(Guid account) => $"{AlertSettings}#account-{account:N}";

    /// <summary>One bank link of the member's.</summary>
    public static string Link(Guid id) => $"/links/{id:D}";

    /// <summary>The wizard, with the bank chosen.</summary>
    public static string LinkBankAt(Guid institution) => WithQuery(LinkBank, ("bank", institution.ToString("D")));

    /// <summary>Where a member ends a link for good.</summary>
    public static string RevokeLink(Guid id) => $"/links/{id:D}/revoke";

    /// <summary>The member's own copy of a link's history.</summary>
    public static string LinkExport(Guid id) => $"/links/{id:D}/export";

    /// <summary>Where BankView's consent is renewed without asking the bank: one link's, or all that need it.</summary>
    public static string RenewHere(Guid? id = null) => WithQuery(LinkRenewal, ("link", id?.ToString("D")));

    /// <summary>The wizard, to repair a link at its bank.</summary>
    public static string RepairLink(Guid id) => WithQuery(LinkBank, ("repair", id.ToString("D")));

    /// <summary>The wizard, to renew a link's consent where the bank must be asked, too.</summary>
    public static string RenewLink(Guid id) => WithQuery(LinkBank, ("renew", id.ToString("D")));

    /// <summary>A link that is being made or repaired.</summary>
    public static string LinkAttempt(Guid id) => $"/links/new/{id:D}";

    /// <summary>One institution, for administrators.</summary>
    public static string AdminInstitution(Guid id) => $"/admin/institutions/{id:D}";

    /// <summary>Where an institution is withdrawn.</summary>
    public static string AdminWithdrawal(Guid id) => $"/admin/institutions/{id:D}/withdrawal";

    /// <summary>One member's link, for administrators.</summary>
    public static string AdminLink(Guid member, Guid id) => $"/admin/links/{member:D}/{id:D}";

    /// <summary>All members' links, or those that the filter lets through, from where a page of them ended.</summary>
    public static string AdminLinkList(Guid? institution = null, string? health = null, string? after = null) =>
        WithQuery(AdminLinks, ("institution", institution?.ToString("D")), ("health", health), ("after", after));

    /// <summary>Readings, from where a page of them ended.</summary>
    public static string AdminSyncRunList(Guid? institution, string? before) =>
        WithQuery(AdminSyncRuns, ("institution", institution?.ToString("D")), ("before", before));

    /// <summary>The audit trail, from where a page of it ended.</summary>
    public static string AdminActionList(string? kind, string? before) => WithQuery(AdminActions, ("kind", kind), ("before", before));

    /// <summary>Sign-in; afterwards the member stands on <paramref name="returnUrl"/>, an address of this site.</summary>
    public static string SignIn(string? returnUrl = null) => WithQuery(SignInPath, ("returnUrl", returnUrl));

    /// <summary>One person, for administrators.</summary>
    public static string Person(Guid id) => $"/admin/members/{id:D}";

    /// <summary>The second step of signing in.</summary>
    public static string SignInCode(string? returnUrl, bool recovery = false) =>
        WithQuery(SignInCodePath, ("returnUrl", returnUrl), ("recovery", recovery ? "true" : null));

    /// <summary>Where a person proves again who they are; afterwards they stand on <paramref name="next"/>, an address of this site.</summary>
    public static string Confirm(string? next) => WithQuery(ConfirmPath, ("next", next));

    /// <summary>To the outside sign-in service; with a link request, to tie an account there to the person here.</summary>
    public static string Outside(string? returnUrl, string? link = null) => WithQuery(OutsidePath, ("returnUrl", returnUrl), ("link", link));

    /// <summary>Back from there.</summary>
    public static string OutsideDone(string? returnUrl) => WithQuery(OutsideDonePath, ("returnUrl", returnUrl));

    /// <summary>The one-time link by which the first administrator sets up.</summary>
    public static string Setup(string token) => WithQuery(SetupPath, ("token", token));

    /// <summary>The one-time link of an invitation.</summary>
    public static string Join(string token) => WithQuery(JoinPath, ("token", token));

    /// <summary>The one-time link to a new password.</summary>
    public static string Reset(string token) => WithQuery(ResetPath, ("token", token));

    private static string WithQuery(string path, params (string Name, string? Value)[] values)
    {
        var query = values.Where(pair => !string.IsNullOrEmpty(pair.Value))
            .Select(pair => $"{pair.Name}={Uri.EscapeDataString(pair.Value!)}");
        return string.Join('?', new[] { path, string.Join('&', query) }.Where(part => part.Length > 0));
    }

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string? Number(decimal? value) => value?.ToString(CultureInfo.InvariantCulture);
}

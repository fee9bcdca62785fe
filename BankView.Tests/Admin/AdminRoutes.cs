using System.Reflection;
using BankView.Web.Shell;
using BankView.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;

namespace BankView.Tests.Admin;

/// <summary>The addresses of pages, read from the program itself, so that a page added later is among them.</summary>
internal static class AdminRoutes
{
    /// <summary>Every page of the administration, filled with what stands on this site.</summary>
    public static IReadOnlyList<string> All(AdminSite site) =>
        [.. Routes().Where(route => IsAdmin(route.Template)).Select(route => Fill(route.Template, site))];

    /// <summary>Every page without parameters that only members may open.</summary>
    public static IReadOnlyList<string> OfMembers() =>
    [
        .. Routes().Where(route => !route.Template.Contains('{', StringComparison.Ordinal)
            && route.Page.GetCustomAttributes<AuthorizeAttribute>(inherit: true).Any(rule => string.Equals(rule.Roles, "Member", StringComparison.Ordinal)))
            .Select(route => route.Template),
    ];

    private static IEnumerable<(Type Page, string Template)> Routes() =>
        from type in typeof(CurrentUser).Assembly.GetTypes()
        from route in type.GetCustomAttributes<RouteAttribute>()
        select (type, route.Template);

    private static bool IsAdmin(string template) => template.StartsWith(Urls.Admin, StringComparison.Ordinal);

    private static string Fill(string template, AdminSite site) => template switch
    {
        Urls.AdminInstitutionPath or Urls.AdminWithdrawalPath => template.Replace("{Id:guid}", site.Bank.Id.ToString("D"), StringComparison.Ordinal),
        Urls.AdminPerson => template.Replace("{Id:guid}", site.Sam.ToString(), StringComparison.Ordinal),
        Urls.AdminLinkPath => site.LinkPath,
        _ when !template.Contains('{', StringComparison.Ordinal) => template,
        _ => throw new InvalidOperationException($"Say here what stands for the parameters of {template}, so that the page is looked at."),
    };
}

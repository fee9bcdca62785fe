using BankView.Web.SandboxBank.Customers;
using BankView.Web.SandboxBank.Keeping;
using BankView.Web.SandboxBank.Pages;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BankView.Web.SandboxBank.OAuth;

/// <summary>The bank's own sign-in and sign-out.</summary>
internal static class SignInPages
{
    public static IResult Get(string? next) => new RazorComponentResult<SignInPage>(new { Next = OwnPage(next) });

    public static async Task<IResult> Post(HttpContext http, BankSessions sessions)
    {
        var form = await http.Request.ReadFormAsync();
        var next = OwnPage(form["next"]);
        if (Customer.Find(form["customer"].ToString().Trim().ToLowerInvariant()) is { } customer && form["password"] == customer.Password)
        {
            await sessions.Start(http, customer);
            return TypedResults.LocalRedirect(next);
        }

        return new RazorComponentResult<SignInPage>(new { Next = next, IsWrong = true }) { StatusCode = StatusCodes.Status400BadRequest };
    }

    public static async Task<IResult> Leave(HttpContext http, BankSessions sessions)
    {
        var form = await http.Request.ReadFormAsync();
        await sessions.End(http);
        return TypedResults.LocalRedirect(OwnPage(form["next"]));
    }

    private static string OwnPage(string? next) =>
        next is not null && next.StartsWith(SandboxBankAddress.Path + "/", StringComparison.Ordinal) && !next.Contains('\\', StringComparison.Ordinal)
            && !next.Any(char.IsControl)
            ? next
            : SandboxBankAddress.Path + "/control";
}

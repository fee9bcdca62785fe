using System.Globalization;
using BankView.Web.SandboxBank.Keeping;
using BankView.Web.SandboxBank.Pages;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;

namespace BankView.Web.SandboxBank.OAuth;

/// <summary>Where a customer comes from a company, signs in, and allows or refuses what it asked for.</summary>
internal static class AuthorizePages
{
    public static async Task<IResult> Get(HttpContext http, AccessRequestStore requests, BankClientStore clients, BankSessions sessions)
    {
        var (uri, clientId) = (http.Request.Query["request_uri"].ToString(), http.Request.Query["client_id"].ToString());
        if (await requests.Find(uri, clientId) is not { } request || await clients.Find(clientId) is not { } client)
        {
            return Over();
        }

        return await sessions.Of(http) is { } customer
            ? new RazorComponentResult<ConsentPage>(new { Customer = customer, Client = client, Request = request, RequestUri = uri })
            : SignIn(client, $"{http.Request.Path}{http.Request.QueryString}");
    }

    public static async Task<IResult> Decide(HttpContext http, AccessRequestStore requests, BankClientStore clients,
        BankSessions sessions, BankConsentStore consents, TokenStore tokens, SandboxBankAddress address)
    {
        var form = await http.Request.ReadFormAsync();
        var uri = form["request_uri"].ToString();
        if (await requests.Find(uri, form["client_id"].ToString()) is not { } request || await clients.Find(request.ClientId) is not { } client)
        {
            return Over();
        }

        if (await sessions.Of(http) is not { } customer)
        {
            return SignIn(client, QueryHelpers.AddQueryString(http.Request.Path, [
                KeyValuePair.Create<string, string?>("client_id", client.Id), KeyValuePair.Create<string, string?>("request_uri", uri)]));
        }

        var isAllowed = form["decision"] == "allow";
        var accounts = customer.Accounts.Select(account => account.Id).Where(id => form["account"].Contains(id)).ToList();
        if (isAllowed && accounts.Count == 0)
        {
            return new RazorComponentResult<ConsentPage>(new { Customer = customer, Client = client, Request = request, RequestUri = uri, ChoseNone = true })
            {
                StatusCode = StatusCodes.Status400BadRequest,
            };
        }

        if (!await requests.Take(uri))
        {
            return Over();
        }

        if (!isAllowed)
        {
            return Return(request, address, ("error", "access_denied"));
        }

        // A company asks for a time, and the customer may give less, not more.
        var days = int.TryParse(form["days"], CultureInfo.InvariantCulture, out var chosen) ? Math.Clamp(chosen, 1, request.Days) : request.Days;
        return Return(request, address, ("code", await tokens.IssueCode(await consents.Grant(customer, request, accounts, days), request)));
    }

    private static RazorComponentResult<SignInPage> SignIn(BankClient client, string next) => new(new { Next = next, For = client.Name });

    private static RazorComponentResult<MessagePage> Over() => new(new
    {
        Title = "This request is over",
        Text = "It ran out, was answered already, or never was one of ours. Go back to where you came from and begin again.",
    })
    {
        StatusCode = StatusCodes.Status400BadRequest,
    };

    // RFC 9207: the answer says who gives it.
    private static IResult Return(AccessRequest request, SandboxBankAddress address, (string Name, string Value) answer)
    {
        var target = new Uri(QueryHelpers.AddQueryString(request.ReturnTo, [
            KeyValuePair.Create<string, string?>(answer.Name, answer.Value),
            KeyValuePair.Create<string, string?>("state", request.State),
            KeyValuePair.Create<string, string?>("iss", address.Issuer)]));
        // A form may lead to no other site, not even by a redirect (form-action 'self'); a page of ours may.
        return string.Equals(target.Authority, address.Site.Authority, StringComparison.OrdinalIgnoreCase)
            ? TypedResults.Redirect(target.AbsoluteUri)
            : new RazorComponentResult<ReturnPage>(new { Target = target });
    }
}

using System.Net.Http.Headers;
using BankView.Web.SandboxBank.Customers;
using BankView.Web.SandboxBank.Keeping;

namespace BankView.Web.SandboxBank.Fdx;

/// <summary>What the bearer of an access token (RFC 6750) may read.</summary>
internal sealed class FdxAccess(TokenStore tokens, BankConsentStore consents, TimeProvider clock)
{
    /// <summary>The consent of the token that the request brings, active or over; null without a good token.</summary>
    public async Task<BankConsent?> Consent(HttpContext http) =>
        AuthenticationHeaderValue.TryParse(http.Request.Headers.Authorization, out var header)
        && string.Equals(header.Scheme, "Bearer", StringComparison.OrdinalIgnoreCase) && header.Parameter is { Length: > 0 } token
            ? await consents.Find(await tokens.ConsentOf(token))
            : null;

    /// <summary>Answers with <paramref name="read"/> when the consent is active and covers the cluster, else says why not.</summary>
    public async Task<IResult> Read(HttpContext http, string cluster, Func<BankConsent, Customer, Task<IResult>> read)
    {
        if (await Consent(http) is not { } consent || Customer.Find(consent.Customer) is not { } customer)
        {
            return FdxAnswer.NoToken(http);
        }

        return !consent.IsActive(clock.GetUtcNow()) ? FdxAnswer.Forbidden($"the consent is {consent.Status(clock.GetUtcNow())}")
            : !consent.Clusters.Contains(cluster, StringComparer.Ordinal) ? FdxAnswer.Forbidden($"the consent does not cover {cluster}")
            : await read(consent, customer);
    }

    /// <summary>The account, when the consent covers it; an account that is not shared looks like none.</summary>
    public Task<IResult> ReadAccount(HttpContext http, string cluster, string id, Func<BankConsent, Customer, CustomerAccount, Task<IResult>> read) =>
        Read(http, cluster, (consent, customer) => consent.Accounts.Contains(id, StringComparer.Ordinal) && customer.FindAccount(id) is { } account
            ? read(consent, customer, account)
            : Task.FromResult(FdxAnswer.NoAccount()));
}

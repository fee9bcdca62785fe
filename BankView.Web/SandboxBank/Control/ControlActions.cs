using System.Globalization;
using BankView.Data;
using BankView.Web.SandboxBank.Customers;
using BankView.Web.SandboxBank.History;
using BankView.Web.SandboxBank.Keeping;
using BankView.Web.SandboxBank.Pages;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BankView.Web.SandboxBank.Control;

/// <summary>The control page: where a signed-in customer makes things happen at the bank.</summary>
internal sealed class ControlActions(
    BankSessions sessions, CustomerBooks books, CardEventStore events, BankConsentStore consents, TokenStore tokens, BankWeather weather,
    BankClientStore clients, TimeProvider clock)
{
    public const string Path = SandboxBankAddress.Path + "/control";

    private const long MostAmount = 1_000_000;

    public async Task<IResult> Show(HttpContext http, string? done)
    {
        if (await sessions.Of(http) is not { } customer)
        {
            return new RazorComponentResult<SignInPage>(new { Next = Path });
        }

        var accounts = new List<Ledger>();
        foreach (var account in customer.Accounts)
        {
            accounts.Add(await books.Open(customer, account));
        }

        var given = new List<(BankConsent, string)>();
        foreach (var consent in await consents.Of(customer))
        {
            given.Add((consent, (await clients.Find(consent.ClientId))?.Name ?? consent.ClientId));
        }

        var (answering, seconds) = await weather.Now();
        return new RazorComponentResult<ControlPage>(new
        {
            Customer = customer,
            Accounts = accounts,
            Consents = given,
            Answering = answering,
            Seconds = seconds,
            Done = done ?? "",
            Now = clock.GetUtcNow(),
        });
    }

    /// <summary>One, a suspicious, a double payment, or a refund, by <c>kind</c>.</summary>
    public Task<IResult> Pay(HttpContext http) => Act(http, async (customer, form) =>
    {
        if (customer.FindAccount(form["card"]) is not { IsCard: true } card)
        {
            return "no-card";
        }

        var merchant = form["merchant"].ToString().Trim();
        if (merchant.Length is 0 or > 60 || !Money.TryParse(form["amount"], card.Currency, out var amount) || amount.MinorUnits is <= 0 or > MostAmount)
        {
            return "no-amount";
        }

        if (form["kind"] == "suspicious")
        {
            var isNoticed = form["noticed"] == "yes";
            await events.Add(customer, card, merchant, -amount, "Jewelry", isNoticed);
            return isNoticed ? "noticed" : "suspicious";
        }

        var isRefund = form["kind"] == "refund";
        for (var times = form["kind"] == "double" ? 2 : 1; times > 0; times--)
        {
            await events.Add(customer, card, merchant, isRefund ? amount : -amount, "Shopping");
        }

        return isRefund ? "refund" : form["kind"] == "double" ? "double" : "payment";
    });

    public Task<IResult> Post(HttpContext http) => Act(http, async (customer, _) =>
    {
        await events.PostPending(customer);
        return "posted";
    });

    /// <summary>Lets a consent lapse, or revokes it, by <c>end</c>.</summary>
    public Task<IResult> EndConsent(HttpContext http) => Act(http, async (customer, form) =>
    {
        var isRevoked = form["end"] == "revoke";
        if ((await consents.Of(customer)).FirstOrDefault(consent => consent.Is(form["consent"])) is not { } found)
        {
            return "no-consent";
        }

        await (isRevoked ? consents.Revoke(found) : consents.Lapse(found));
        return isRevoked ? "revoked" : "lapsed";
    });

    /// <summary>Ends the tokens of a consent that stays: the customer has to sign in again.</summary>
    public Task<IResult> EndTokens(HttpContext http) => Act(http, async (customer, form) =>
    {
        if ((await consents.Of(customer)).FirstOrDefault(consent => consent.Is(form["consent"])) is not { } found)
        {
            return "no-consent";
        }

        await tokens.EndFamily(found.Id);
        return "signed-out";
    });

    public Task<IResult> SetWeather(HttpContext http) => Act(http, async (_, form) =>
    {
        await weather.Set(Enum.TryParse<Answering>(form["answering"], out var answering) ? answering : Answering.Normally,
            int.TryParse(form["seconds"], CultureInfo.InvariantCulture, out var seconds) ? seconds : 0);
        return "weather";
    });

    private async Task<IResult> Act(HttpContext http, Func<Customer, IFormCollection, Task<string>> act) => TypedResults.LocalRedirect(
        await sessions.Of(http) is { } customer ? $"{Path}?done={await act(customer, await http.Request.ReadFormAsync())}" : Path);
}

using BankView.Web.SandboxBank.Control;
using BankView.Web.SandboxBank.Fdx;
using BankView.Web.SandboxBank.History;
using BankView.Web.SandboxBank.Keeping;
using BankView.Web.SandboxBank.OAuth;
using BankView.Web.SandboxBank.Offering;
using BankView.Web.SandboxBank.Pages;
using BankView.Web.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BankView.Web.SandboxBank;

/// <summary>
/// Sandbox Bank: a bank to try BankView with. It lives in the same process, keeps a file of its own, and is reached over HTTP like any
/// other bank. On in Development and by <c>SandboxBank:Enabled=true</c>; else there is nothing of it.
/// </summary>
internal static class SandboxBankSetup
{
    public static void AddSandboxBank(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<SandboxBankAddress>();
        services.AddSingleton(_ => new BankFile(Path.Combine(builder.DataFolder(), "sandbox-bank.db")));
        services.AddSingleton<BankClientStore>();
        services.AddSingleton<BankConsentStore>();
        services.AddSingleton<AccessRequestStore>();
        services.AddSingleton<TokenStore>();
        services.AddSingleton<BankSessions>();
        services.AddSingleton<BankWeather>();
        services.AddSingleton<CardEventStore>();
        services.AddSingleton<CustomerBooks>();
        services.AddSingleton<ClientAssertion>();
        services.AddSingleton<ClientSignIn>();
        services.AddSingleton<TokenEndpoint>();
        services.AddSingleton<FdxAccess>();
        services.AddSingleton<ControlActions>();
        services.AddHostedService<SandboxBankOffer>();
    }

    public static void MapSandboxBank(this WebApplication app)
    {
        if (!app.Services.GetRequiredService<SandboxBankAddress>().IsOn)
        {
            return;
        }

        var machines = app.MapGroup("").AllowAnonymous().AddEndpointFilter<RouteGroupBuilder, Weathering>();
        foreach (var address in Metadata.Addresses)
        {
            machines.MapGet(address, Metadata.Get);
        }

        machines.MapOAuth();
        machines.MapFdx();
        app.MapGroup(SandboxBankAddress.Path).AllowAnonymous().MapOwnPages();
    }

    // Companies call these, not browsers: they bring their own proof in place of a form's.
    private static void MapOAuth(this RouteGroupBuilder machines)
    {
        var oauth = machines.MapGroup(SandboxBankAddress.Path).DisableAntiforgery();
        oauth.MapPost("/par", PushEndpoint.Post);
        oauth.MapPost("/token", (HttpContext http, TokenEndpoint tokens) => tokens.Post(http));
        oauth.MapPost("/revoke", (HttpContext http, TokenEndpoint tokens) => tokens.Revoke(http));
    }

    private static void MapFdx(this RouteGroupBuilder machines)
    {
        var fdx = machines.MapGroup($"{SandboxBankAddress.Path}/fdx/v6");
        fdx.MapGet("/accounts", AccountEndpoints.List);
        fdx.MapGet("/accounts/{id}", AccountEndpoints.One);
        fdx.MapGet("/accounts/{id}/transactions", TransactionEndpoints.List);
        fdx.MapGet("/consents/{id}", ConsentEndpoints.One);
        fdx.MapPut("/consents/{id}/revocation", ConsentEndpoints.Revoke);
    }

    private static void MapOwnPages(this RouteGroupBuilder pages)
    {
        pages.MapGet("", () => new RazorComponentResult<HomePage>());
        pages.MapGet("/authorize", AuthorizePages.Get);
        pages.MapGet("/sign-in", SignInPages.Get);
        pages.MapGet("/control", (HttpContext http, string? done, ControlActions control) => control.Show(http, done));
        var forms = pages.MapGroup("").AddEndpointFilter<RouteGroupBuilder, OwnForms>();
        forms.MapPost("/authorize", AuthorizePages.Decide);
        forms.MapPost("/sign-in", SignInPages.Post);
        forms.MapPost("/sign-out", SignInPages.Leave);
        forms.MapPost("/control/payment", (HttpContext http, ControlActions control) => control.Pay(http));
        forms.MapPost("/control/post-pending", (HttpContext http, ControlActions control) => control.Post(http));
        forms.MapPost("/control/consent", (HttpContext http, ControlActions control) => control.EndConsent(http));
        forms.MapPost("/control/tokens", (HttpContext http, ControlActions control) => control.EndTokens(http));
        forms.MapPost("/control/weather", (HttpContext http, ControlActions control) => control.SetWeather(http));
    }
}

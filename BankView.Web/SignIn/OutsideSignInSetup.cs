using BankView.Web.Shell;
using Microsoft.AspNetCore.Identity;

namespace BankView.Web.SignIn;

/// <summary><c>SignIn:OpenIdConnect</c>; without an authority there is no outside sign-in.</summary>
internal sealed class OutsideSignInSettings
{
    public string Authority { get; set; } = "";

    public string ClientId { get; set; } = "";

    public string ClientSecret { get; set; } = "";

    /// <summary>What people call the service.</summary>
    public string Name { get; set; } = "OpenID Connect";

    public bool IsOn => Authority.Length > 0;
}

/// <summary>Sign-in by OpenID Connect: authorization code with PKCE, and nothing asked for but who it is.</summary>
internal static class OutsideSignInSetup
{
    private const string Scheme = "Outside";

    public static void AddOutsideSignIn(this WebApplicationBuilder builder)
    {
        var settings = builder.Configuration.GetSection("SignIn:OpenIdConnect").Get<OutsideSignInSettings>() ?? new();
        builder.Services.AddSingleton(settings);
        builder.Services.AddScoped<OutsideSignIn>();
        if (!settings.IsOn)
        {
            return;
        }

        builder.Services.AddAuthentication().AddOpenIdConnect(Scheme, options =>
        {
            options.SignInScheme = IdentityConstants.ExternalScheme;
            (options.Authority, options.ClientId, options.ClientSecret) = (settings.Authority, settings.ClientId, settings.ClientSecret);
            options.RequireHttpsMetadata = !new Uri(settings.Authority).IsLoopback;
            options.ResponseType = "code";
            // The answer comes as a redirect and not as a form from another site, so the cookies can stay on this one.
            options.ResponseMode = "query";
            options.CorrelationCookie.SameSite = options.NonceCookie.SameSite = SameSiteMode.Lax;
            options.CorrelationCookie.SecurePolicy = options.NonceCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.Scope.Clear();
            options.Scope.Add("openid");
            options.MapInboundClaims = false;
            options.CallbackPath = Urls.OutsideCallback;
            options.Events.OnRemoteFailure = context =>
            {
                // The person said no there, or came back too late: a sentence, not an error.
                context.Response.Redirect(Urls.OutsideRefused);
                context.HandleResponse();
                return Task.CompletedTask;
            };
        });
    }

    public static void MapOutsideSignIn(this WebApplication app)
    {
        if (!app.Services.GetRequiredService<OutsideSignInSettings>().IsOn)
        {
            return;
        }

        app.MapGet(Urls.OutsidePath, (string? returnUrl, string? link) =>
            Results.Challenge(OutsideSignIn.Visit(Urls.OutsideDone(returnUrl), link), [Scheme])).AllowAnonymous();
        app.MapGet(Urls.OutsideDonePath, async (HttpContext http, OutsideSignIn outside, string? returnUrl) =>
            Results.LocalRedirect(await outside.Return(http) switch
            {
                OutsideOutcome.SignedIn => LocalAddress.Or(returnUrl),
                OutsideOutcome.NeedsCode => Urls.SignInCode(returnUrl),
                OutsideOutcome.Linked => Urls.OutsideSettings,
                _ => http.User.Identity?.IsAuthenticated == true ? Urls.OutsideSettings + "?refused=true" : Urls.OutsideRefused,
            })).AllowAnonymous();
    }
}

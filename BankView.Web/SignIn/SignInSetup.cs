using BankView.Data;
using BankView.Data.Users;
using BankView.Web.Settings;
using BankView.Web.Shell;
using BankView.Web.Storage;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.SignalR;

namespace BankView.Web.SignIn;

/// <summary>Who may come in, and how that is remembered.</summary>
internal static class SignInSetup
{
    private const int PasswordIterations = 220_000;

    private static readonly PasswordOptions LengthAlone = new()
    {
        RequiredLength = PasswordRules.Least,
        RequireDigit = false,
        RequireLowercase = false,
        RequireUppercase = false,
        RequireNonAlphanumeric = false,
    };

    public static void AddSignIn(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services.AddIdentityCore<User>(options => options.Password = LengthAlone)
            .AddUserStore<IdentityStore>()
            .AddUserManager<People>()
            .AddSignInManager<Entrance>()
            .AddPasswordValidator<PasswordRulesValidator>()
            .AddTokenProvider<AuthenticatorCodes>(TokenOptions.DefaultAuthenticatorProvider);
        services.Configure<IdentityPasskeyOptions>(options =>
        {
            // A passkey stands for both factors, so the browser must have seen its owner's finger, face or PIN.
            options.UserVerificationRequirement = "required";
            options.ResidentKeyRequirement = "required";
            options.ServerDomain = builder.Configuration["SignIn:PasskeyDomain"];
            // Pages send no referrer, and a form's Origin header is "null" then, so the address asked for is what counts.
            options.ValidateOrigin = context => ValueTask.FromResult(!context.CrossOrigin && string.Equals(
                context.Origin, $"{context.HttpContext.Request.Scheme}://{context.HttpContext.Request.Host}", StringComparison.Ordinal));
        });
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = PasswordIterations);
        services.AddScoped<IUserClaimsPrincipalFactory<User>, SessionClaimsFactory>();
        services.AddSingleton<ILookupNormalizer, NameNormalizer>();
        services.AddSingleton<SessionCheck>();
        services.AddScoped<PasswordSignIn>();
        services.AddScoped<Joining>();
        services.AddScoped<PasswordChange>();
        services.AddScoped<Confirmation>();
        services.AddScoped<OwnAuthenticator>();
        services.AddScoped<OwnPasskeys>();
        services.AddSignInCookies();

        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build())
            .AddPolicy(RecentConfirmation.Policy, policy => policy.AddRequirements(new RecentConfirmation()));
        services.AddSingleton<IAuthorizationHandler, RecentConfirmationCheck>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, LeadToConfirmation>();
        services.AddScoped<AuthenticationStateProvider, LinkedAccountsAuthenticationStateProvider>();
        services.AddScoped<CurrentUser>();
        services.AddScoped<CircuitHandler, CircuitWatch>();
        services.AddMemoryCache();
        services.AddSingleton<CircuitOwners>();
        services.AddServerSideBlazor().AddHubOptions(options => options.AddFilter<CircuitOwners>());
        services.Configure<CircuitCheckOptions>(builder.Configuration.GetSection("SignIn:Check"));

        // Cookies and forms have a ring of their own; what is sealed for members does not depend on it.
        var ring = builder.Configuration["SignIn:KeyRingFolder"] ?? Path.Combine(builder.DataFolder(), "cookie-keys");
        services.AddDataProtection().SetApplicationName("BankView")
            .PersistKeysToFileSystem(PrivateFolder.Make(Path.Combine(builder.Environment.ContentRootPath, ring)));
    }

    public static void MapSignOut(this WebApplication app) =>
        app.MapPost(Urls.SignOut, async (HttpContext http, IAntiforgery antiforgery, SignInManager<User> entrance) =>
        {
            if (!await antiforgery.IsRequestValidAsync(http))
            {
                return Results.BadRequest();
            }

            await entrance.SignOutAsync();
            return Results.LocalRedirect(Urls.SignInPath);
        });

    /// <summary>While nobody has set up, prints the link that lets its opener do so.</summary>
    public static async Task PrintSetupLink(this WebApplication app)
    {
        if (await app.Services.GetRequiredService<OneTimeLinkStore>().MakeSetup() is { } token)
        {
            // A server that listens everywhere names itself in ways that no browser understands.
            var address = new UriBuilder((app.Urls.FirstOrDefault() ?? "http://localhost:5080").Replace("//*", "//localhost", StringComparison.Ordinal)
                .Replace("//+", "//localhost", StringComparison.Ordinal));
            address.Host = address.Host is "0.0.0.0" or "[::]" ? "localhost" : address.Host;
            Console.WriteLine($"Set up BankView: {address.Uri.GetLeftPart(UriPartial.Authority)}{Urls.Setup(token)}");
        }
    }
}

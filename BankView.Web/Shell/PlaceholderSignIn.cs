using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;

namespace BankView.Web.Shell;

/// <summary>
/// Stands in until sign-in exists: a cookie scheme, every endpoint closed unless it says otherwise, and, in Development only, a
/// /sign-in that lets anyone in.
/// </summary>
internal static class PlaceholderSignIn
{
    public static IServiceCollection AddPlaceholderSignIn(this IServiceCollection services)
    {
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
            .AddCookie(options => options.LoginPath = Urls.SignIn());
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        return services;
    }

    public static void MapPlaceholderSignIn(this WebApplication app)
    {
        app.MapPost(Urls.SignOut, async (HttpContext http) =>
        {
            await http.SignOutAsync();
            return Results.LocalRedirect(Urls.Overview);
        });
        if (app.Environment.IsDevelopment())
        {
            app.MapGet(Urls.SignIn(), async (HttpContext http, string? returnUrl) =>
            {
                Claim[] claims = [new(ClaimTypes.Name, "Robin Vale"), new(ClaimTypes.Role, "Administrator")];
                await http.SignInAsync(new ClaimsPrincipal(new ClaimsIdentity(claims, "Placeholder")));
                return Results.LocalRedirect(returnUrl ?? Urls.Overview);
            }).AllowAnonymous();
        }
    }
}

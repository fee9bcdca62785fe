using BankView.Data.Users;
using BankView.Web.Shell;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace BankView.Web.SignIn;

/// <summary>Cookies that scripts cannot read and other sites cannot send along.</summary>
internal static class SignInCookies
{
    private const string HostPrefix = "__Host-";

    public static void AddSignInCookies(this IServiceCollection services)
    {
        services.ConfigureApplicationCookie(options =>
        {
            options.Cookie.Name = "bankview-session";
            options.LoginPath = Urls.SignInPath;
            options.LogoutPath = Urls.SignOut;
            options.ReturnUrlParameter = "returnUrl";
            options.ExpireTimeSpan = SessionStore.Lifetime;
            options.SlidingExpiration = true;
            options.Events.OnValidatePrincipal = SessionCheck.Validate;
            options.Events.OnRedirectToAccessDenied = Refuse;
        });
        services.PostConfigureAll<CookieAuthenticationOptions>(options =>
        {
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Cookie.Path = "/";
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.CookieManager = new HostPrefixedCookies(options.CookieManager ?? new ChunkingCookieManager());
        });
        services.Configure<AntiforgeryOptions>(options =>
        {
            options.Cookie.Name = "bankview-form";
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.Cookie.SameSite = SameSiteMode.Strict;
        });
    }

    // What a person may not see does not exist for them. An administrator who is no member has the administration for a home.
    private static Task Refuse(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (context.Request.Path == Urls.Overview && context.HttpContext.User.IsInRole(SessionClaims.Administrator))
        {
            context.Response.Redirect(Urls.AdminMembers);
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }

        return Task.CompletedTask;
    }

    /// <summary>
    /// Over https a cookie's name begins with <c>__Host-</c>, so that no neighbour on a parent domain can plant one (RFC 6265bis,
    /// section 4.1.3.2). Browsers refuse such a name over http, where a person tries BankView out on their own machine.
    /// </summary>
    private sealed class HostPrefixedCookies(ICookieManager inner) : ICookieManager
    {
        public string? GetRequestCookie(HttpContext context, string key) => inner.GetRequestCookie(context, Name(context, key));

        public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) =>
            inner.AppendResponseCookie(context, Name(context, key), value, options);

        public void DeleteCookie(HttpContext context, string key, CookieOptions options) =>
            inner.DeleteCookie(context, Name(context, key), options);

        private static string Name(HttpContext context, string key) => context.Request.IsHttps ? HostPrefix + key : key;
    }
}

using System.Security.Claims;
using BankView.Data.Users;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace BankView.Web.SignIn;

/// <summary>Whether a sign-in still holds: its session, the person's status, and the stamp of what they sign in with.</summary>
internal sealed class SessionCheck(SessionStore sessions)
{
    /// <summary>The person as the database knows them now; null when the sign-in is over.</summary>
    public async Task<ClaimsPrincipal?> Renew(ClaimsPrincipal principal)
    {
        if (principal.UserId() is not { } userId || principal.SessionId() is not { } sessionId
            || await sessions.Check(userId, sessionId) is not { } now || !principal.HasStamp(now.SecurityStamp))
        {
            return null;
        }

        await sessions.NoteSeen(userId, sessionId, now.LastSeenAt);
        return SessionClaims.Principal(now, sessionId);
    }

    /// <summary>Runs with every request that brings a cookie: one row by its key.</summary>
    public static async Task Validate(CookieValidatePrincipalContext context)
    {
        var check = context.HttpContext.RequestServices.GetRequiredService<SessionCheck>();
        if (await check.Renew(context.Principal!) is { } principal)
        {
            context.ReplacePrincipal(principal);
        }
        else
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(context.Scheme.Name);
        }
    }
}

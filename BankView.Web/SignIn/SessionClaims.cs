using System.Security.Claims;
using BankView.Data;
using BankView.Data.Users;
using Microsoft.AspNetCore.Identity;

namespace BankView.Web.SignIn;

/// <summary>
/// What a sign-in says. The cookie holds who, which session and which stamp; name and roles are read anew with every request, so
/// that they are never older than the database.
/// </summary>
internal static class SessionClaims
{
    public const string Member = nameof(Member);
    public const string Administrator = nameof(Administrator);

    private const string Session = "bankview:session";
    private const string Stamp = "bankview:stamp";

    public static UserId? UserId(this ClaimsPrincipal principal) =>
        Data.UserId.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : null;

    public static Guid? SessionId(this ClaimsPrincipal principal) =>
        Guid.TryParse(principal.FindFirstValue(Session), out var id) ? id : null;

    public static bool HasStamp(this ClaimsPrincipal principal, string stamp) =>
        string.Equals(principal.FindFirstValue(Stamp), stamp, StringComparison.Ordinal);

    public static Claim OfSession(Guid id) => new(Session, id.ToString());

    public static ClaimsPrincipal Principal(User user) => new(new ClaimsIdentity(
        [new(ClaimTypes.NameIdentifier, user.Id.ToString()), new(Stamp, user.SecurityStamp)], IdentityConstants.ApplicationScheme));

    public static ClaimsPrincipal Principal(SignedIn now, Guid sessionId)
    {
        List<Claim> claims =
        [
            new(ClaimTypes.NameIdentifier, now.UserId.ToString()), new(Stamp, now.SecurityStamp), OfSession(sessionId),
            new(ClaimTypes.Name, now.UserName),
        ];
        if (now.IsMember)
        {
            claims.Add(new(ClaimTypes.Role, Member));
        }

        if (now.IsAdministrator)
        {
            claims.Add(new(ClaimTypes.Role, Administrator));
        }

        return new(new ClaimsIdentity(claims, IdentityConstants.ApplicationScheme));
    }
}

/// <summary>Hands Identity our claims instead of its own.</summary>
internal sealed class SessionClaimsFactory : IUserClaimsPrincipalFactory<User>
{
    public Task<ClaimsPrincipal> CreateAsync(User user) => Task.FromResult(SessionClaims.Principal(user));
}

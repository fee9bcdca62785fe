using BankView.Data.Users;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace BankView.Web.SignIn;

/// <summary>What came of a visit to the outside sign-in service.</summary>
internal enum OutsideOutcome
{
    SignedIn,
    NeedsCode,
    Linked,
    Refused,
}

/// <summary>
/// Signing in by OpenID Connect: for people who are here already and have linked their account there from their settings. An
/// account that nobody linked opens nothing.
/// </summary>
internal sealed class OutsideSignIn(
    OutsideSignInSettings settings, OutsideSignInStore links, SignInManager<User> entrance, IDataProtectionProvider protection)
{
    private const string LinkItem = "bankview:link";
    private static readonly TimeSpan LinkLasts = TimeSpan.FromMinutes(10);

    private readonly ITimeLimitedDataProtector _protector =
        protection.CreateProtector("BankView.SignIn.OutsideLink").ToTimeLimitedDataProtector();

    /// <summary>
    /// Proves that the settings page of this very session asked to link, so that no other site can tie a stranger's account to it.
    /// </summary>
    public string LinkRequest(Guid sessionId) => _protector.Protect(sessionId.ToString(), LinkLasts);

    public static AuthenticationProperties Visit(string done, string? linkRequest)
    {
        var visit = new AuthenticationProperties { RedirectUri = done };
        if (linkRequest is not null)
        {
            visit.Items[LinkItem] = linkRequest;
        }

        return visit;
    }

    /// <summary>Takes what the service said, once, and acts on it.</summary>
    public async Task<OutsideOutcome> Return(HttpContext http)
    {
        var said = await http.AuthenticateAsync(IdentityConstants.ExternalScheme);
        await http.SignOutAsync(IdentityConstants.ExternalScheme);
        if (said.Principal?.FindFirst("sub")?.Value is not { Length: > 0 } subject)
        {
            return OutsideOutcome.Refused;
        }

        if (said.Properties?.Items.TryGetValue(LinkItem, out var request) == true)
        {
            return await Link(http, request!, subject) ? OutsideOutcome.Linked : OutsideOutcome.Refused;
        }

        return await links.FindPerson(settings.Authority, subject) is { } userId
            && await entrance.UserManager.FindByIdAsync(userId.ToString()) is { } user
            ? await ((Entrance)entrance).SignInFromOutside(user) switch
            {
                { Succeeded: true } => OutsideOutcome.SignedIn,
                { RequiresTwoFactor: true } => OutsideOutcome.NeedsCode,
                _ => OutsideOutcome.Refused,
            }
            : OutsideOutcome.Refused;
    }

    private async Task<bool> Link(HttpContext http, string request, string subject)
    {
        try
        {
            return http.User.UserId() is { } userId && http.User.SessionId() is { } session
                && string.Equals(_protector.Unprotect(request), session.ToString(), StringComparison.Ordinal)
                && await links.Link(userId, settings.Authority, subject);
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            // Forged, or asked for more than ten minutes ago: the same as not asked for.
            return false;
        }
    }
}

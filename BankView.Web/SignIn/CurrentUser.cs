using BankView.Data;
using Microsoft.AspNetCore.Components.Authorization;

namespace BankView.Web.SignIn;

/// <summary>Who looks at this page, on the server's word. Pages hand the member's id to every store they ask.</summary>
public sealed class CurrentUser(AuthenticationStateProvider authentication)
{
    /// <summary>The signed-in member, whose linked accounts may be shown.</summary>
    /// <exception cref="UnauthorizedAccessException">Nobody is signed in, or somebody who is no member.</exception>
    public async Task<UserId> RequireMember() => await Require(SessionClaims.Member);

    /// <summary>The signed-in administrator.</summary>
    /// <exception cref="UnauthorizedAccessException">Nobody is signed in, or somebody who is no administrator.</exception>
    public async Task<UserId> RequireAdministrator() => await Require(SessionClaims.Administrator);

    /// <summary>The signed-in person, whatever they may do.</summary>
    /// <exception cref="UnauthorizedAccessException">Nobody is signed in.</exception>
    public async Task<UserId> RequirePerson() => await Require(role: null);

    public async Task<string?> UserName() => (await authentication.GetAuthenticationStateAsync()).User.Identity?.Name;

    public async Task<bool> IsMember() => (await authentication.GetAuthenticationStateAsync()).User.IsInRole(SessionClaims.Member);

    public async Task<bool> IsAdministrator() =>
        (await authentication.GetAuthenticationStateAsync()).User.IsInRole(SessionClaims.Administrator);

    /// <summary>The session of this browser; null when nobody is signed in.</summary>
    public async Task<Guid?> SessionId() => (await authentication.GetAuthenticationStateAsync()).User.SessionId();

    private async Task<UserId> Require(string? role)
    {
        var user = (await authentication.GetAuthenticationStateAsync()).User;
        return user.Identity?.IsAuthenticated == true && (role is null || user.IsInRole(role)) && user.UserId() is { } id
            ? id
            : throw new UnauthorizedAccessException($"This needs a signed-in {role ?? "person"}.");
    }
}

using System.Security.Claims;
using BankView.Data.Users;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace BankView.Web.SignIn;

/// <summary>Identity's sign-in manager, with sessions: each sign-in begins one and ends the one this browser had before.</summary>
internal sealed class Entrance(
    UserManager<User> people, IHttpContextAccessor http, IUserClaimsPrincipalFactory<User> claims, IOptions<IdentityOptions> options,
    ILogger<SignInManager<User>> logger, IAuthenticationSchemeProvider schemes, IUserConfirmation<User> confirmation,
    UserAccountStore accounts, SessionStore sessions)
    : SignInManager<User>(people, http, claims, options, logger, schemes, confirmation)
{
    private const string OutsideMethod = "outside";

    public override Task<bool> CanSignInAsync(User user) => Task.FromResult(user.Status is UserStatus.Active);

    /// <summary>Identity's own lets a passkey in without asking whether its owner may come in.</summary>
    public override async Task<SignInResult> PasskeySignInAsync(string credentialJson)
    {
        if (await PerformPasskeyAssertionAsync(credentialJson) is not { Succeeded: true } proof || !await CanSignInAsync(proof.User))
        {
            return SignInResult.Failed;
        }

        await UserManager.AddOrUpdatePasskeyAsync(proof.User, proof.Passkey);
        return await SignInOrTwoFactorAsync(proof.User, isPersistent: true, bypassTwoFactor: true);
    }

    public override async Task SignInWithClaimsAsync(
        User user, AuthenticationProperties? authenticationProperties, IEnumerable<Claim> additionalClaims)
    {
        await EndSession();
        var session = await sessions.Start(user.Id, DeviceName.Of(Context.Request.Headers.UserAgent.ToString()),
            isConfirmed: !additionalClaims.Any(claim => claim is { Type: ClaimTypes.AuthenticationMethod, Value: OutsideMethod }));
        await accounts.NoteSignIn(user.Id);
        await base.SignInWithClaimsAsync(user, new AuthenticationProperties { IsPersistent = true }, [SessionClaims.OfSession(session)]);
    }

    public override async Task SignOutAsync()
    {
        await EndSession();
        await base.SignOutAsync();
    }

    /// <summary>For who was proved by the outside service; an authenticator app that is on here is asked for all the same.</summary>
    public async Task<SignInResult> SignInFromOutside(User user) =>
        await PreSignInCheck(user) ?? await SignInOrTwoFactorAsync(user, isPersistent: true, OutsideMethod);

    /// <summary>After a change to what a person signs in with: every other browser is signed out, this one goes on.</summary>
    public async Task SignInHereOnly(User user)
    {
        await sessions.EndAll(user.Id);
        await SignInAsync(user, isPersistent: true);
    }

    private async Task EndSession()
    {
        if (Context.User.UserId() is { } userId && Context.User.SessionId() is { } sessionId)
        {
            await sessions.End(userId, sessionId);
        }
    }
}

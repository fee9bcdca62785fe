using BankView.Data.Users;
using Microsoft.AspNetCore.Identity;

namespace BankView.Web.SignIn;

/// <summary>What a try to sign in came to.</summary>
internal enum SignInOutcome
{
    SignedIn,
    NeedsCode,
    Refused,
}

/// <summary>
/// Signing in by name and password. An unknown name, a wrong password, a blocked person and one who has to wait get the same answer
/// after the same work, so that nobody learns who is a member here.
/// </summary>
internal sealed class PasswordSignIn(SignInManager<User> entrance, IPasswordHasher<User> hasher, TimeProvider clock)
{
    private static readonly User Nobody = User.New("nobody", isMember: false, isAdministrator: false, DateTimeOffset.UnixEpoch);
    private static string? _nobodysHash;

    public async Task<SignInOutcome> Try(string? userName, string? password)
    {
        password = password is { Length: <= PasswordRules.Most } ? password : "";
        var user = await entrance.UserManager.FindByNameAsync(userName ?? "");
        if (user?.PasswordHash is null || user.Status is not UserStatus.Active || user.IsLockedOut(clock.GetUtcNow()))
        {
            _nobodysHash ??= hasher.HashPassword(Nobody, "a password that nobody has");
            hasher.VerifyHashedPassword(Nobody, _nobodysHash, password);
            return SignInOutcome.Refused;
        }

        var result = await entrance.PasswordSignInAsync(user, password, isPersistent: true, lockoutOnFailure: true);
        return result switch
        {
            { Succeeded: true } => SignInOutcome.SignedIn,
            { RequiresTwoFactor: true } => SignInOutcome.NeedsCode,
            _ => SignInOutcome.Refused,
        };
    }

    /// <summary>
    /// The second step, for who gave the right password in this browser a moment ago. A wrong code counts as a failure, of whichever
    /// kind it is.
    /// </summary>
    public async Task<bool> TryCode(string? code, bool isRecoveryCode)
    {
        var user = await entrance.GetTwoFactorAuthenticationUserAsync();
        code = code?.Replace(" ", "", StringComparison.Ordinal);
        if (user is not { Status: UserStatus.Active } || string.IsNullOrEmpty(code) || user.IsLockedOut(clock.GetUtcNow()))
        {
            return false;
        }

        if (!isRecoveryCode)
        {
            return (await entrance.TwoFactorAuthenticatorSignInAsync(code, isPersistent: true, rememberClient: false)).Succeeded;
        }

        var result = await entrance.TwoFactorRecoveryCodeSignInAsync(code);
        if (!result.Succeeded)
        {
            await entrance.UserManager.AccessFailedAsync(user);
        }

        return result.Succeeded;
    }
}

using BankView.Data.Users;
using Microsoft.AspNetCore.Identity;

namespace BankView.Web.SignIn;

/// <summary>
/// Proving again, while signed in, who one is. A wrong password counts as at sign-in, and the wait that follows holds here too.
/// Answers are keys of <see cref="SignInTexts"/>, null when the session is confirmed.
/// </summary>
internal sealed class Confirmation(SignInManager<User> entrance, SessionStore sessions, TimeProvider clock)
{
    public const string PasskeyRefused = nameof(PasskeyRefused);

    public async Task<string?> ByPassword(User user, Guid session, string? password)
    {
        if (user.IsLockedOut(clock.GetUtcNow()))
        {
            return PasswordChange.TooManyTries;
        }

        if (password is not { Length: <= PasswordRules.Most } || !await entrance.UserManager.CheckPasswordAsync(user, password))
        {
            await entrance.UserManager.AccessFailedAsync(user);
            return PasswordChange.WrongPassword;
        }

        await entrance.UserManager.ResetAccessFailedCountAsync(user);
        await sessions.Confirm(user.Id, session);
        return null;
    }

    public async Task<string?> ByPasskey(User user, Guid session, string? credential)
    {
        // Whoever sits here may hold a passkey of their own: only one of this person's confirms this person.
        if (string.IsNullOrEmpty(credential)
            || await entrance.PerformPasskeyAssertionAsync(credential) is not { Succeeded: true } proof || proof.User.Id != user.Id)
        {
            return PasskeyRefused;
        }

        await entrance.UserManager.AddOrUpdatePasskeyAsync(user, proof.Passkey);
        await sessions.Confirm(user.Id, session);
        return null;
    }
}

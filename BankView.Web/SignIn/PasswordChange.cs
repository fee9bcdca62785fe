using BankView.Data.Users;
using Microsoft.AspNetCore.Identity;

namespace BankView.Web.SignIn;

/// <summary>Changing one's own password: needs the current one, and ends every other session.</summary>
internal sealed class PasswordChange(UserManager<User> people, SignInManager<User> entrance, TimeProvider clock)
{
    public const string WrongPassword = nameof(WrongPassword);
    public const string TooManyTries = nameof(TooManyTries);
    public const string ChangedElsewhere = nameof(ChangedElsewhere);

    /// <summary>Null, or why not, as a key of <see cref="SignInTexts"/>.</summary>
    public async Task<string?> Change(User user, string? current, NewPasswordForm form)
    {
        form.UserName = user.UserName;
        if (form.Fault() is { } fault)
        {
            return fault;
        }

        if (user.IsLockedOut(clock.GetUtcNow()))
        {
            return TooManyTries;
        }

        var result = await people.ChangePasswordAsync(user, current ?? "", form.Password!);
        if (result.Succeeded)
        {
            await people.ResetAccessFailedCountAsync(user);
            await ((Entrance)entrance).SignInHereOnly(user);
            return null;
        }

        if (result.Errors.Any(error => error.Code is nameof(IdentityErrorDescriber.PasswordMismatch)))
        {
            await people.AccessFailedAsync(user);
            return WrongPassword;
        }

        return ChangedElsewhere;
    }
}

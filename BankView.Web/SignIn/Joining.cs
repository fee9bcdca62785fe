using BankView.Data.Users;
using Microsoft.AspNetCore.Identity;

namespace BankView.Web.SignIn;

/// <summary>Coming in by a one-time link: setup, invitation, new password. Answers are keys of <see cref="SignInTexts"/>.</summary>
internal sealed class Joining(
    OneTimeLinkStore links, PasswordResetStore resets, UserAccountStore accounts, IPasswordHasher<User> hasher, SignInManager<User> entrance)
{
    public const string LinkOver = nameof(LinkOver);
    public const string PasswordsDiffer = nameof(PasswordsDiffer);
    public const string NameNotAllowed = nameof(NameNotAllowed);

    /// <summary>Makes the person, who is signed in then. Null, or why not.</summary>
    public async Task<string?> Join(OneTimeLinkKind kind, string? token, NewPasswordForm form)
    {
        if (!User.IsAllowedName(form.UserName))
        {
            return NameNotAllowed;
        }

        if (form.Fault() is { } fault)
        {
            return fault;
        }

        var (outcome, user) = await links.Join(kind, token, form.UserName!, Hash(form.Password!));
        if (outcome is JoinOutcome.Joined)
        {
            await entrance.SignInAsync(user!, isPersistent: true);
            return null;
        }

        return outcome.ToString();
    }

    /// <summary>Sets the password that a reset link allows. The person signs in with it then. Null, or why not.</summary>
    public async Task<string?> Reset(string? token, NewPasswordForm form)
    {
        if (await PersonOf(token) is not { } user)
        {
            return LinkOver;
        }

        form.UserName = user.UserName;
        return form.Fault() ?? (await resets.SetPassword(token, Hash(form.Password!)) is null ? LinkOver : null);
    }

    /// <summary>Whose password the link resets; null when it is over.</summary>
    public async Task<User?> PersonOf(string? token) =>
        await resets.FindPerson(token) is { } userId ? await accounts.Find(userId) : null;

    // The hash does not depend on the person, who may not exist yet.
    private string Hash(string password) =>
        hasher.HashPassword(User.New("somebody", isMember: false, isAdministrator: false, DateTimeOffset.UnixEpoch), password);
}

/// <summary>A new password, typed twice, and the name it is for.</summary>
internal sealed class NewPasswordForm
{
    public string? UserName { get; set; }

    public string? Password { get; set; }

    public string? Repeated { get; set; }

    /// <summary>Why it is refused, as a key of <see cref="SignInTexts"/>; null when it is fine.</summary>
    public string? Fault() => PasswordRules.Check(UserName, Password ?? "") switch
    {
        PasswordFault.None => string.Equals(Password, Repeated, StringComparison.Ordinal) ? null : Joining.PasswordsDiffer,
        var fault => fault.ToString(),
    };
}

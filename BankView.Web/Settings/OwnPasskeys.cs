using BankView.Data;
using BankView.Data.Users;
using Microsoft.AspNetCore.Identity;

namespace BankView.Web.Settings;

/// <summary>Adding a passkey to oneself.</summary>
internal sealed class OwnPasskeys(UserManager<User> people, SignInManager<User> entrance)
{
    private const int Most = 20;
    private const int LongestName = 64;

    /// <summary>False when the browser's answer does not prove a new passkey, or there are as many as anyone needs.</summary>
    public async Task<bool> Add(UserId userId, string? credential, string? name)
    {
        if (string.IsNullOrEmpty(credential) || await people.FindByIdAsync(userId.ToString()) is not { } user
            || (await people.GetPasskeysAsync(user)).Count >= Most)
        {
            return false;
        }

        var attestation = await entrance.PerformPasskeyAttestationAsync(credential);
        if (!attestation.Succeeded || !string.Equals(attestation.UserEntity.Id, userId.ToString(), StringComparison.Ordinal))
        {
            return false;
        }

        attestation.Passkey.Name = NameOf(name);
        return (await people.AddOrUpdatePasskeyAsync(user, attestation.Passkey)).Succeeded;
    }

    public static string? NameOf(string? typed) =>
        string.IsNullOrWhiteSpace(typed) ? null : typed.Trim()[..Math.Min(typed.Trim().Length, LongestName)];
}

using BankView.Data.Users;
using BankView.Web.SignIn;
using Microsoft.AspNetCore.Identity;

namespace BankView.Web.Settings;

/// <summary>One's own authenticator app: a code from it is asked for before it counts, so that nobody locks themselves out.</summary>
internal sealed class OwnAuthenticator(UserManager<User> people, SignInManager<User> entrance, UserSecretStore secrets)
{
    private const int Codes = 10;

    /// <summary>The key to be scanned; the same until it was proved.</summary>
    public async Task<string> PendingKey(User user)
    {
        if (await secrets.GetAuthenticatorKey(user.Id) is { } pending)
        {
            return pending;
        }

        var key = AuthenticatorCode.NewKey();
        await secrets.SetAuthenticatorKey(user.Id, key);
        return key;
    }

    /// <summary>What the QR code holds (the Key Uri Format that authenticator apps share).</summary>
    public static string Address(User user, string key) =>
        $"otpauth://totp/BankView:{Uri.EscapeDataString(user.UserName)}?secret={key}&issuer=BankView&digits=6&period=30";

    public static string Spaced(string key) => string.Join(' ', key.Chunk(4).Select(four => new string(four)));

    /// <summary>The recovery codes, to be shown this once; null for a wrong code. Other browsers are signed out.</summary>
    public async Task<IReadOnlyList<string>?> TurnOn(User user, string? code)
    {
        if (user.TwoFactorEnabled
            || !await people.VerifyTwoFactorTokenAsync(user, TokenOptions.DefaultAuthenticatorProvider, code ?? "")
            || !(await people.SetTwoFactorEnabledAsync(user, enabled: true)).Succeeded)
        {
            return null;
        }

        var codes = await NewRecoveryCodes(user);
        await ((Entrance)entrance).SignInHereOnly(user);
        return codes;
    }

    /// <summary>Replaces the recovery codes; to be shown this once.</summary>
    public async Task<IReadOnlyList<string>> NewRecoveryCodes(User user) =>
        [.. await people.GenerateNewTwoFactorRecoveryCodesAsync(user, Codes) ?? []];

    public async Task TurnOff(User user)
    {
        if ((await people.SetTwoFactorEnabledAsync(user, enabled: false)).Succeeded)
        {
            await secrets.RemoveAll(user.Id);
            await ((Entrance)entrance).SignInHereOnly(user);
        }
    }
}

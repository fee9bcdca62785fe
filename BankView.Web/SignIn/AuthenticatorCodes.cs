using BankView.Data.Users;
using Microsoft.AspNetCore.Identity;

namespace BankView.Web.SignIn;

/// <summary>Checks authenticator codes for Identity, each good once only: Identity's own accepts a code again while it lasts.</summary>
internal sealed class AuthenticatorCodes(UserSecretStore secrets, UserAccountStore accounts, TimeProvider clock)
    : IUserTwoFactorTokenProvider<User>
{
    public Task<string> GenerateAsync(string purpose, UserManager<User> manager, User user) => Task.FromResult("");

    public async Task<bool> ValidateAsync(string purpose, string token, UserManager<User> manager, User user) =>
        await secrets.GetAuthenticatorKey(user.Id) is { } key
        && AuthenticatorCode.StepOf(key, token, clock.GetUtcNow()) is { } step
        && await accounts.TakeCodeStep(user.Id, step);

    public async Task<bool> CanGenerateTwoFactorTokenAsync(UserManager<User> manager, User user) =>
        await secrets.GetAuthenticatorKey(user.Id) is not null;
}

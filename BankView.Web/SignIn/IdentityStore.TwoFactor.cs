using BankView.Data.Users;
using Microsoft.AspNetCore.Identity;

namespace BankView.Web.SignIn;

/// <summary>Authenticator app, recovery codes, and the wait after failures.</summary>
internal sealed partial class IdentityStore : IUserTwoFactorStore<User>, IUserAuthenticatorKeyStore<User>,
    IUserTwoFactorRecoveryCodeStore<User>, IUserLockoutStore<User>
{
    public Task<bool> GetTwoFactorEnabledAsync(User user, CancellationToken cancellationToken) => Task.FromResult(user.TwoFactorEnabled);

    public Task SetTwoFactorEnabledAsync(User user, bool enabled, CancellationToken cancellationToken)
    {
        user.TwoFactorEnabled = enabled;
        return Task.CompletedTask;
    }

    public Task<string?> GetAuthenticatorKeyAsync(User user, CancellationToken cancellationToken) => secrets.GetAuthenticatorKey(user.Id);

    public Task SetAuthenticatorKeyAsync(User user, string key, CancellationToken cancellationToken) =>
        secrets.SetAuthenticatorKey(user.Id, key);

    public Task ReplaceCodesAsync(User user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken) =>
        secrets.SetRecoveryCodes(user.Id, recoveryCodes);

    public Task<bool> RedeemCodeAsync(User user, string code, CancellationToken cancellationToken) => secrets.TakeRecoveryCode(user.Id, code);

    public Task<int> CountCodesAsync(User user, CancellationToken cancellationToken) => secrets.CountRecoveryCodes(user.Id);

    public Task<DateTimeOffset?> GetLockoutEndDateAsync(User user, CancellationToken cancellationToken) => Task.FromResult(user.LockoutEnd);

    public Task SetLockoutEndDateAsync(User user, DateTimeOffset? lockoutEnd, CancellationToken cancellationToken) =>
        throw new NotSupportedException("The wait follows from counting failures.");

    public Task<int> IncrementAccessFailedCountAsync(User user, CancellationToken cancellationToken) => accounts.CountFailure(user.Id);

    public Task ResetAccessFailedCountAsync(User user, CancellationToken cancellationToken) => accounts.ForgetFailures(user.Id);

    public Task<int> GetAccessFailedCountAsync(User user, CancellationToken cancellationToken) => Task.FromResult(user.AccessFailedCount);

    public Task<bool> GetLockoutEnabledAsync(User user, CancellationToken cancellationToken) => Task.FromResult(true);

    public Task SetLockoutEnabledAsync(User user, bool enabled, CancellationToken cancellationToken) => Task.CompletedTask;
}

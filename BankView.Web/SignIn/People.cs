using BankView.Data.Users;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace BankView.Web.SignIn;

/// <summary>
/// Identity's user manager with our counting of failures: each is counted in the database in one statement, so that a thousand
/// tries at the same moment are a thousand failures, and the wait grows with every further one.
/// </summary>
internal sealed class People(
    IUserStore<User> store, UserAccountStore accounts, TimeProvider clock, IOptions<IdentityOptions> options,
    IPasswordHasher<User> hasher, IEnumerable<IPasswordValidator<User>> passwordValidators, ILookupNormalizer normalizer,
    IdentityErrorDescriber errors, IServiceProvider services, ILogger<UserManager<User>> logger)
    : UserManager<User>(store, options, hasher, [], passwordValidators, normalizer, errors, services, logger)
{
    public override Task<bool> IsLockedOutAsync(User user) => Task.FromResult(user.IsLockedOut(clock.GetUtcNow()));

    public override async Task<IdentityResult> AccessFailedAsync(User user)
    {
        await accounts.CountFailure(user.Id);
        return IdentityResult.Success;
    }

    public override async Task<IdentityResult> ResetAccessFailedCountAsync(User user)
    {
        await accounts.ForgetFailures(user.Id);
        return IdentityResult.Success;
    }
}

/// <summary>Compares names as <see cref="User.Normalize"/> does.</summary>
internal sealed class NameNormalizer : ILookupNormalizer
{
    public string? NormalizeName(string? name) => name is null ? null : User.Normalize(name);

    public string? NormalizeEmail(string? email) => email;
}

/// <summary>Applies <see cref="PasswordRules"/> wherever Identity sets a password. The error's code is the fault's name.</summary>
internal sealed class PasswordRulesValidator : IPasswordValidator<User>
{
    public Task<IdentityResult> ValidateAsync(UserManager<User> manager, User user, string? password)
    {
        var fault = PasswordRules.Check(user.UserName, password ?? "");
        return Task.FromResult(fault is PasswordFault.None
            ? IdentityResult.Success
            : IdentityResult.Failed(new IdentityError { Code = fault.ToString(), Description = fault.ToString() }));
    }
}

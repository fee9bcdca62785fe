namespace BankView.Data.Users;

/// <summary>
/// Tells the open pages of this process that something about a person's sign-in changed (an end, a block, a role), so that they
/// look at once instead of at their next check.
/// </summary>
public sealed class SignInEvents : UserEvents;

namespace BankView.Data.Users;

/// <summary>Whether a person may sign in. Stored by name.</summary>
public enum UserStatus
{
    Active,
    Blocked,
}

/// <summary>
/// A person who may sign in: a member, an administrator, or both. What they sign in with may be changed here and is stored by
/// <see cref="UserAccountStore.SaveCredentials"/>; status and roles change only through <see cref="MembershipStore"/>.
/// </summary>
public sealed class User
{
    private const int LeastName = 2;
    private const int MostName = 64;

    public required UserId Id { get; init; }

    public required string UserName { get; set; }

    public required string NormalizedUserName { get; set; }

    public string? PasswordHash { get; set; }

    /// <summary>Changes with everything a person signs in with; a sign-in that carries an older one is over.</summary>
    public required string SecurityStamp { get; set; }

    public long Version { get; set; }

    public UserStatus Status { get; init; }

    public bool IsMember { get; init; }

    public bool IsAdministrator { get; init; }

    public bool TwoFactorEnabled { get; set; }

    /// <summary>No password or code is looked at before this instant.</summary>
    public DateTimeOffset? LockoutEnd { get; set; }

    public int AccessFailedCount { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? LastSignInAt { get; init; }

    public bool IsLockedOut(DateTimeOffset now) => LockoutEnd > now;

    /// <summary>
    /// A new person; <paramref name="userName"/> as <see cref="IsAllowedName"/> allows it, without a way to sign in yet.
    /// </summary>
    public static User New(string userName, bool isMember, bool isAdministrator, DateTimeOffset now) => new()
    {
        Id = UserId.New(),
        UserName = userName.Trim(),
        NormalizedUserName = Normalize(userName),
        SecurityStamp = NewStamp(),
        IsMember = isMember,
        IsAdministrator = isAdministrator,
        CreatedAt = now,
    };

    /// <summary>The form in which names are compared: two people never differ by case or by how a letter is encoded.</summary>
    public static string Normalize(string userName) => userName.Trim().Normalize(System.Text.NormalizationForm.FormKC).ToUpperInvariant();

    /// <summary>2 to 64 characters: letters, digits and <c>. _ - @ +</c>, with single blanks between.</summary>
    public static bool IsAllowedName(string? userName) =>
        userName?.Trim() is { Length: >= LeastName and <= MostName } name
        && name.All(letter => char.IsLetterOrDigit(letter) || "._-@+ ".Contains(letter, StringComparison.Ordinal))
        && !name.Contains("  ", StringComparison.Ordinal);

    internal static string NewStamp() => Convert.ToHexString(System.Security.Cryptography.RandomNumberGenerator.GetBytes(16));
}

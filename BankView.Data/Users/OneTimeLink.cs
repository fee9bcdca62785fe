namespace BankView.Data.Users;

/// <summary>What a one-time link lets its opener do. Stored by name.</summary>
public enum OneTimeLinkKind
{
    /// <summary>Become the first administrator, and a member.</summary>
    Setup,

    /// <summary>Join as what the link grants.</summary>
    Invitation,

    /// <summary>Choose a new password.</summary>
    PasswordReset,
}

/// <summary>A link that works once. Its token is nowhere but in the hands of who got it; here is only a hash. Instants are UTC.</summary>
public sealed record OneTimeLink
{
    public required Guid Id { get; init; }

    public required OneTimeLinkKind Kind { get; init; }

    /// <summary>Whose password it resets.</summary>
    public UserId? ForUserId { get; init; }

    /// <summary>For whom the administrator made it, in their words.</summary>
    public string? Note { get; init; }

    public required bool GrantsMember { get; init; }

    public required bool GrantsAdministrator { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Null: until it is used.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}

/// <summary>What came of joining by a link.</summary>
public enum JoinOutcome
{
    Joined,
    NameTaken,
    LinkOver,
}

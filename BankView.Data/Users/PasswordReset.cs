namespace BankView.Data.Users;

/// <summary>That an administrator made somebody a link to a new password, as that person is told. Instants are UTC.</summary>
public sealed record PasswordReset
{
    /// <summary>The administrator's name; null for one who is no longer here.</summary>
    public string? Administrator { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the link ended by itself, or will; earlier than a day after it was made when another took its place.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When a new password was set by it.</summary>
    public DateTimeOffset? UsedAt { get; init; }
}

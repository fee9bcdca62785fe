namespace BankView.Data.Users;

/// <summary>A browser that a person is signed in with. Instants are UTC.</summary>
public sealed record Session
{
    public required Guid Id { get; init; }

    /// <summary>For people: "Firefox · Linux"; empty when the browser did not say.</summary>
    public required string Device { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset LastSeenAt { get; init; }
}

/// <summary>Who somebody is at this moment, as far as a valid session says.</summary>
public sealed record SignedIn
{
    public required UserId UserId { get; init; }

    public required string UserName { get; init; }

    public required string SecurityStamp { get; init; }

    public required bool IsMember { get; init; }

    public required bool IsAdministrator { get; init; }

    public required DateTimeOffset LastSeenAt { get; init; }
}

namespace BankView.Data.Administration;

/// <summary>What administrators do. Stored by name.</summary>
public enum AdminActionKind
{
    InstitutionAdded,
    InstitutionChanged,
    InstitutionTested,
    InstitutionOffered,
    InstitutionPaused,
    InstitutionMoved,
    InstitutionWithdrawn,

    /// <summary>Follows from a withdrawal, sooner or later; <see cref="AdminAction.Detail"/> says why then.</summary>
    InstitutionSecretsDestroyed,
    LinkReadAgain,
    LinkDisconnected,
    ChannelTested,
    PersonInvited,
    InvitationRevoked,
    PersonBlocked,
    PersonUnblocked,
    RolesChanged,
    PasswordLinkMade,
}

/// <summary>One entry of the audit trail: who did what, to what, when. Instants are UTC. Holds no figure, secret or token of anybody's.</summary>
public sealed record AdminAction
{
    public required Guid Id { get; init; }

    public required DateTimeOffset ActedAt { get; init; }

    public required AdminActionKind Kind { get; init; }

    /// <summary>The administrator's name at that time.</summary>
    public required string Administrator { get; init; }

    /// <summary>The name of what it was done to, at that time: an institution, a person, or both for a link.</summary>
    public required string Subject { get; init; }

    /// <summary>Names of what changed, or the reason given; never a value.</summary>
    public string? Detail { get; init; }

    public AdminActionCursor Cursor => new(ActedAt, Id);
}

/// <summary>Where a page of the audit trail ended.</summary>
public readonly record struct AdminActionCursor(DateTimeOffset At, Guid Id)
{
    public static readonly AdminActionCursor Newest = new(DateTimeOffset.MaxValue, Guid.AllBitsSet);
}

/// <summary>An act as the store that does it describes it; written in the same transaction.</summary>
internal sealed record Act(AdminActionKind Kind, UserId Administrator, string Subject, Guid? SubjectId, string? Detail = null)
{
    /// <summary>Roles by their names in code; a page has words for them.</summary>
    public static string RoleNames(bool isMember, bool isAdministrator) =>
        string.Join(", ", new[] { isMember ? "Member" : null, isAdministrator ? "Administrator" : null }.OfType<string>());
}

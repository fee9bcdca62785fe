namespace BankView.Data.BankLinks.Connectors;

/// <summary>What went wrong at a bank, as far as it changes what happens next. Stored by name.</summary>
public enum ProblemKind
{
    /// <summary>The bank wants the member to sign in again.</summary>
    ReauthRequired,

    /// <summary>The consent given at the bank ran out.</summary>
    ConsentExpired,

    /// <summary>The member, or the bank, ended the consent there. Final.</summary>
    ConsentRevoked,

    /// <summary>The member said no at the bank, or the bank did.</summary>
    Refused,

    /// <summary>The account is closed or no longer shared; the others go on.</summary>
    AccountGone,

    /// <summary>The bank says that something is missing; what came is kept.</summary>
    PartialData,

    /// <summary>Too many calls; the bank may say for how long.</summary>
    RateLimited,

    /// <summary>The provider asks the member to pay there first.</summary>
    PaymentRequired,

    /// <summary>No answer, a late answer, or one that makes no sense.</summary>
    ProviderDown,

    /// <summary>A one-time token was used by somebody before: it must be disabled at the provider.</summary>
    TokenCompromised,

    /// <summary>The reply does not belong to this attempt: forged, replayed, or from another tab.</summary>
    ForeignReply,

    /// <summary>What was pasted is no token.</summary>
    NoToken,

    /// <summary>The cursor is no longer good: read from the beginning.</summary>
    RestartPagination,

    /// <summary>An administrator must correct the institution's configuration.</summary>
    Misconfigured,
}

/// <summary>A problem, and what it is about: the institution when nothing is named, else one connection or account.</summary>
public sealed record ConnectorProblem(ProblemKind Kind)
{
    /// <summary>How long to wait before the next call, if the bank says so.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The bank's id of the connection that it is about.</summary>
    public string? ConnectionId { get; init; }

    /// <summary>The bank's id of the account that it is about.</summary>
    public string? AccountId { get; init; }

    /// <summary>
    /// The bank's own words for the member: plain text without control characters, links or markup, at most 300 characters. Never
    /// logged, and never shown to administrators.
    /// </summary>
    public string? BankText { get; init; }

    /// <summary>
    /// What a person who configures the institution should know ("The token endpoint answered 401."): no member's data, no secrets.
    /// </summary>
    public string? Detail { get; init; }
}

/// <summary>A call to a bank ended with a problem.</summary>
public sealed class ConnectorException(ConnectorProblem problem, Exception? cause = null)
    : Exception($"{problem.Kind}: {problem.Detail}", cause)
{
    public ConnectorException(ProblemKind kind, string? detail = null, Exception? cause = null)
        : this(new ConnectorProblem(kind) { Detail = detail }, cause)
    {
    }

    public ConnectorProblem Problem { get; } = problem;
}

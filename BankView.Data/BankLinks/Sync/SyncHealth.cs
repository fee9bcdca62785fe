using System.Security.Cryptography;
using BankView.Data.BankLinks.Connectors;

namespace BankView.Data.BankLinks.Sync;

/// <summary>What a reading's end means for the link: which problem it shows, and when it is read next.</summary>
internal static class SyncHealth
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(6);

    // What ends the link or needs the member comes before what passes by itself, and that before what concerns a part.
    private static readonly ProblemKind[] WorstFirst =
    [
        ProblemKind.ConsentRevoked, ProblemKind.TokenCompromised, ProblemKind.PaymentRequired, ProblemKind.ConsentExpired,
        ProblemKind.ReauthRequired, ProblemKind.Refused, ProblemKind.Misconfigured, ProblemKind.ProviderDown, ProblemKind.RateLimited,
        ProblemKind.RestartPagination, ProblemKind.AccountGone, ProblemKind.PartialData,
    ];

    public static IReadOnlyList<ConnectorProblem> Sort(IEnumerable<ConnectorProblem> problems) =>
        [.. problems.OrderBy(problem => problem.AccountId is not null).ThenBy(problem => (uint)Array.IndexOf(WorstFirst, problem.Kind))];

    /// <summary>True for a problem of the whole link that ends it for good.</summary>
    public static bool Ends(ConnectorProblem? problem) => problem is { Kind: ProblemKind.ConsentRevoked, AccountId: null };

    /// <summary>
    /// When the link is read again; null when only the member can repair it. After failures of the whole link the waits double, up to
    /// six hours; a bank that says how long to wait is not asked sooner. A little chance keeps links from coming all at once.
    /// </summary>
    public static DateTimeOffset? NextAt(ConnectorProblem? worst, ConnectorTraits traits, long failures, DateTimeOffset now)
    {
        var wait = worst?.Kind switch
        {
            null or ProblemKind.AccountGone or ProblemKind.PartialData => traits.ReadEvery,
            _ when worst.AccountId is not null => traits.ReadEvery,
            ProblemKind.ReauthRequired or ProblemKind.ConsentExpired or ProblemKind.ConsentRevoked or ProblemKind.Refused
                or ProblemKind.PaymentRequired or ProblemKind.TokenCompromised => (TimeSpan?)null,
            _ => Backoff(failures),
        };
        return wait is not { } span ? null : now + Longer(WithChance(span), worst?.RetryAfter ?? TimeSpan.Zero);
    }

    /// <summary>True when a failure makes the next wait longer.</summary>
    public static bool IsFailure(ConnectorProblem? worst) =>
        worst is { AccountId: null, Kind: not (ProblemKind.AccountGone or ProblemKind.PartialData) };

    private static TimeSpan Backoff(long failures)
    {
        var wait = FirstWait * Math.Pow(2, Math.Clamp(failures - 1, 0, 20));
        return wait < LongestWait ? wait : LongestWait;
    }

    // Up to a tenth more.
    private static TimeSpan WithChance(TimeSpan wait) => wait * (1 + (RandomNumberGenerator.GetInt32(1000) / 10_000.0));

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}

using BankView.Data.BankLinks.Connectors;

namespace BankView.Data.BankLinks.Sync;

/// <summary>One reading of a link: what was asked, and what has come so far.</summary>
internal sealed class SyncReading(IReadOnlyList<AccountReading> accounts, ConnectorTraits traits, string? cursor)
{
    private readonly List<ConnectorProblem> _problems = [];
    private readonly HashSet<string> _connections = new(StringComparer.Ordinal);

    public IReadOnlyList<AccountReading> Accounts => accounts;

    public SyncCounts Counts { get; set; }

    /// <summary>The link's calls of this UTC day, those of other readings included.</summary>
    public long CallsToday { get; set; }

    /// <summary>A protocol with cursors said that this was all.</summary>
    public bool HasNextCursor { get; set; }

    public bool IsWhole => HasNextCursor || accounts.All(account => account.Coverage is null or { IsWhole: true });

    public SyncRequest Request { get; } = new()
    {
        Balances = [.. accounts.Where(account => account.Account.ReadsBalances).Select(account => account.BankId)],
        Windows = [.. accounts.Where(account => account.Coverage is not null)
            .SelectMany(account => SyncPlan.Windows(account.BankId, account.Coverage!, traits))],
        Cursor = cursor,
    };

    public SyncProgress Progress => new(
        accounts.Sum(account => account.Coverage is { } days ? days.ReadTo.DayNumber - days.From.DayNumber + 1 : 0),
        accounts.Sum(account => account.Coverage?.Days ?? 0), (int)(Counts.Added + Counts.Changed));

    public AccountReading? Find(string bankId) => accounts.FirstOrDefault(account => string.Equals(account.BankId, bankId, StringComparison.Ordinal));

    public void Note(SyncPage page)
    {
        _problems.AddRange(page.Problems);
        _connections.UnionWith(page.Accounts.Where(account => Find(account.Id) is not null).Select(account => account.ConnectionId).OfType<string>());
    }

    public void Note(ConnectorProblem problem) => _problems.Add(problem);

    /// <summary>
    /// What went wrong, worst first. What concerns other accounts or connections of the same credential is left out; what did not come
    /// although nobody said why is added.
    /// </summary>
    public IReadOnlyList<ConnectorProblem> Problems()
    {
        var late = accounts.Where(account => (account.Account.ReadsBalances && !account.HasBalance)
            || (account.Coverage is { IsWhole: false } && !HasNextCursor)).ToList();
        var ours = _problems.Where(problem => problem.AccountId is { } id ? Find(id) is not null
            : problem.ConnectionId is not { } connection || _connections.Contains(connection) || late.Count > 0).ToList();
        if (ours.All(problem => problem.AccountId is not null))
        {
            ours.AddRange(late.Where(account => !ours.Exists(problem => string.Equals(problem.AccountId, account.BankId, StringComparison.Ordinal)))
                .Select(account => new ConnectorProblem(ProblemKind.PartialData) { AccountId = account.BankId }));
        }

        if (ours.Count == 0 && Counts.Unreadable > 0)
        {
            ours.Add(new ConnectorProblem(ProblemKind.PartialData));
        }

        return SyncHealth.Sort(ours.Distinct());
    }
}

using System.Runtime.CompilerServices;
using BankView.Data.BankLinks.Connectors;
using BankView.Data.Institutions;

namespace BankView.Tests.BankLinks.Sync;

/// <summary>
/// A bank in memory that speaks the connectors' interface: tests write its books, and say how it cuts its answers into pages and
/// what it does between them.
/// </summary>
internal sealed class PagedBank : IConnector
{
    public ConnectorKind Kind => ConnectorKind.Fdx;

    public ConnectorTraits Traits { get; set; } = new()
    {
        CallsPerDay = 1000,
        ReadEvery = TimeSpan.FromHours(6),
        ReadAgainAfter = TimeSpan.FromMinutes(10),
        MostDaysPerWindow = 90,
        DaysOfHistory = 60,
        RevokesAtBank = true,
    };

    public IReadOnlyList<SettingField> Fields => [];

    /// <summary>What the bank has on its books now.</summary>
    public List<BankTransaction> Rows { get; set; } = [];

    public List<BankAccount> Accounts { get; set; } = [];

    public int RowsPerPage { get; set; } = 100;

    /// <summary>Whether a posted row that is not sent is gone for good.</summary>
    public bool IsComplete { get; set; }

    /// <summary>Changes the pages of an answer before they are sent.</summary>
    public Func<IReadOnlyList<SyncPage>, IReadOnlyList<SyncPage>> Cut { get; set; } = pages => pages;

    /// <summary>Runs before each page, with its place in the answer.</summary>
    public Func<int, Task> BeforePage { get; set; } = _ => Task.CompletedTask;

    /// <summary>Ends when the last reading that began is to stop.</summary>
    public CancellationToken Stopping { get; private set; }

    /// <summary>What each reading asked for.</summary>
    public List<SyncRequest> Asked { get; } = [];

    public List<BankAccess> Accesses { get; } = [];

    public async IAsyncEnumerable<SyncPage> Read(
        BankAccess access, SyncRequest request, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        Asked.Add(request);
        Accesses.Add(access);
        Stopping = cancellation;
        var pages = Cut([.. Pages(request)]);
        for (var i = 0; i < pages.Count; i++)
        {
            await BeforePage(i);
            cancellation.ThrowIfCancellationRequested();
            yield return pages[i];
        }
    }

    private IEnumerable<SyncPage> Pages(SyncRequest request)
    {
        yield return new SyncPage { Accounts = [.. Accounts.Where(account => request.Balances.Contains(account.Id))], Calls = 1 };
        foreach (var window in request.Windows)
        {
            var rows = Rows.Where(row => string.Equals(row.AccountId, window.AccountId, StringComparison.Ordinal) && DayOf(row) >= window.From && DayOf(row) <= window.To).ToList();
            var pages = rows.Chunk(RowsPerPage).DefaultIfEmpty([]).ToList();
            for (var i = 0; i < pages.Count; i++)
            {
                yield return new SyncPage
                {
                    Rows = pages[i],
                    Finished = i == pages.Count - 1 ? [new FinishedWindow(window, IsComplete, HasPending: true)] : [],
                    Calls = 1,
                };
            }
        }
    }

    public static DateOnly DayOf(BankTransaction row) => row.OccurredAt.DayIn(TimeZoneInfo.Utc);

    public Task<ConnectorProblem?> Test(InstitutionSettings institution, CancellationToken cancellation = default) =>
        Task.FromResult<ConnectorProblem?>(null);

    public Task<LinkStart> Begin(InstitutionSettings institution, LinkRequest request, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public Task<LinkGrant> Complete(InstitutionSettings institution, LinkRequest request, LinkReply reply, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public Task<BankAccountList> ListAccounts(BankAccess access, CancellationToken cancellation = default) =>
        Task.FromResult(new BankAccountList(Accounts, []));

    public Task<BankRevocation> Revoke(BankAccess access, CancellationToken cancellation = default) => Task.FromResult(BankRevocation.Confirmed);
}

using System.Runtime.CompilerServices;
using BankView.Data;
using BankView.Data.Accounts;
using BankView.Data.BankLinks.Connectors;
using BankView.Data.Institutions;
using BankView.Data.Statements;
using BankView.Data.Transactions;

namespace BankView.Bench;

/// <summary>A bank in memory that answers at once: what is measured is BankView's part of a reading.</summary>
internal sealed class BenchBank(IReadOnlyList<StatementRow> rows, Currency currency) : IConnector
{
    public const string AccountId = "account";
    private const int RowsPerPage = 100;

    private static readonly ConnectorProblem NotHere = new(ProblemKind.Misconfigured);

    public ConnectorKind Kind => ConnectorKind.Fdx;

    public ConnectorTraits Traits { get; } = new()
    {
        CallsPerDay = 1000,
        ReadEvery = TimeSpan.FromHours(6),
        ReadAgainAfter = TimeSpan.Zero,
        MostDaysPerWindow = 1000,
        RevokesAtBank = true,
    };

    public IReadOnlyList<SettingField> Fields => [];

    public async IAsyncEnumerable<SyncPage> Read(
        BankAccess access, SyncRequest request, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await Task.Yield();
        var window = request.Windows[0];
        var pages = rows.Chunk(RowsPerPage).ToList();
        yield return new SyncPage
        {
            Accounts = [new BankAccount { Id = AccountId, Name = "Everyday", Kind = AccountKind.Checking, Currency = currency, Current = new Money(100, currency) }],
            Calls = 1,
        };
        for (var i = 0; i < pages.Count; i++)
        {
            yield return new SyncPage
            {
                Rows = [.. pages[i].Select(ToBankRow)],
                Finished = i == pages.Count - 1 ? [new FinishedWindow(window, IsComplete: false, HasPending: true)] : [],
                Calls = 1,
            };
        }
    }

    public Task<ConnectorProblem?> Test(InstitutionSettings institution, CancellationToken cancellation = default) => Task.FromResult<ConnectorProblem?>(NotHere);

    public Task<LinkStart> Begin(InstitutionSettings institution, LinkRequest request, CancellationToken cancellation = default) =>
        throw new ConnectorException(NotHere);

    public Task<LinkGrant> Complete(InstitutionSettings institution, LinkRequest request, LinkReply reply, CancellationToken cancellation = default) =>
        throw new ConnectorException(NotHere);

    public Task<BankAccountList> ListAccounts(BankAccess access, CancellationToken cancellation = default) => throw new ConnectorException(NotHere);

    public Task<BankRevocation> Revoke(BankAccess access, CancellationToken cancellation = default) => Task.FromResult(BankRevocation.Confirmed);

    private static BankTransaction ToBankRow(StatementRow row) => new()
    {
        AccountId = AccountId,
        Id = row.BankId ?? $"row {row.Line}",
        Status = TransactionStatus.Posted,
        OccurredAt = row.OccurredAt,
        PostedAt = row.PostedAt,
        Amount = row.Amount,
        Name = row.Name,
        Memo = row.Memo,
        IsCard = row.IsCard,
        CardLastFour = row.CardLastFour,
    };
}

using BankView.Data;
using BankView.Data.Accounts;
using BankView.Data.BankLinks.Connectors;
using BankView.Data.Institutions;
using BankView.Data.Transactions;
using static BankView.Tests.Testing.Statements;

namespace BankView.Tests.Testing;

/// <summary>A bank in memory, reached by a redirect (FDX) or by a pasted token (SimpleFIN). A code and a token are good for one use.</summary>
internal sealed class MemoryBank(ConnectorKind kind = ConnectorKind.Fdx) : IConnector
{
    public const string Token = "a good token";

    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    public static readonly BankAccount Checking = Of("acc-1", AccountKind.Checking, "1111", 512_345);
    public static readonly BankAccount Card = Of("acc-2", AccountKind.CreditCard, "2222", -12_345);
    public static readonly BankAccount Mortgage = Of("acc-3", null, "3333", -9_000_000);

    public IReadOnlyList<BankAccount> Accounts { get; set; } = [Checking, Card, Mortgage];

    public IReadOnlyList<ConnectorProblem> Problems { get; set; } = [];

    /// <summary>What the next calls end with, by the name of the method.</summary>
    public Dictionary<string, ConnectorProblem> Fails { get; } = new(StringComparer.Ordinal);

    /// <summary>Runs while the bank is being asked.</summary>
    public Func<Task> Meanwhile { get; set; } = () => Task.CompletedTask;

    public BankConsent? Consent { get; set; }

    public Uri Address { get; set; } = new("https://bank.example/authorize");

    public List<LinkRequest> Begun { get; } = [];

    public List<LinkRequest> Completed { get; } = [];

    public ConnectorKind Kind => kind;

    public ConnectorTraits Traits { get; } = new()
    {
        CallsPerDay = 24,
        ReadEvery = TimeSpan.FromHours(6),
        ReadAgainAfter = TimeSpan.FromMinutes(15),
        MostDaysPerWindow = 90,
        RevokesAtBank = true,
    };

    public IReadOnlyList<SettingField> Fields => [];

    public static BankAccount Of(string id, AccountKind? kind, string? lastFour, long balance, string? connection = null) => new()
    {
        Id = id,
        Name = $"Account {id}",
        Kind = kind,
        LastFour = lastFour,
        Currency = Dollar,
        Current = new Money(balance, Dollar),
        AsOf = BankTime.AtInstant(new DateTimeOffset(2026, 11, 20, 8, 0, 0, TimeSpan.Zero)),
        ConnectionId = connection,
        ConnectionName = connection is null ? null : $"Bank {connection}",
    };

    public Task<ConnectorProblem?> Test(InstitutionSettings institution, CancellationToken cancellation = default) =>
        Task.FromResult<ConnectorProblem?>(null);

    public Task<LinkStart> Begin(InstitutionSettings institution, LinkRequest request, CancellationToken cancellation = default)
    {
        FailIfTold(nameof(Begin));
        Begun.Add(request);
        return Task.FromResult<LinkStart>(kind is ConnectorKind.SimpleFin
            ? new LinkStart.PasteToken(new Uri("https://bridge.example/create"))
            : new LinkStart.Redirect(new Uri($"{Address}?state={request.State}&return_to={Uri.EscapeDataString(request.ReturnTo.AbsoluteUri)}"), $"verifier of {request.State}"));
    }

    public async Task<LinkGrant> Complete(InstitutionSettings institution, LinkRequest request, LinkReply reply, CancellationToken cancellation = default)
    {
        await Meanwhile();
        FailIfTold(nameof(Complete));
        Completed.Add(request);
        var proof = reply.Token ?? reply.Query.GetValueOrDefault("code");
        var problem = reply switch
        {
            { Query: { } query } when query.ContainsKey("error") => ProblemKind.Refused,
            { Token: { } token } when !string.Equals(token, Token, StringComparison.Ordinal) => ProblemKind.NoToken,
            { Token: null } when proof is null || !string.Equals(request.Kept, $"verifier of {request.State}", StringComparison.Ordinal) => ProblemKind.ForeignReply,
            _ => (ProblemKind?)null,
        };
        if (problem is null && !_used.Add(proof!))
        {
            problem = kind is ConnectorKind.SimpleFin ? ProblemKind.TokenCompromised : ProblemKind.ForeignReply;
        }

        return problem is { } wrong ? throw new ConnectorException(wrong) : new LinkGrant { Credential = $"credential {_used.Count}", Consent = Consent };
    }

    public Task<BankAccountList> ListAccounts(BankAccess access, CancellationToken cancellation = default)
    {
        FailIfTold(nameof(ListAccounts));
        return Task.FromResult(new BankAccountList(Accounts, Problems));
    }

    /// <summary>One page: the balances, and a payment of each account on the last day asked for.</summary>
    public IAsyncEnumerable<SyncPage> Read(BankAccess access, SyncRequest request, CancellationToken cancellation = default)
    {
        FailIfTold(nameof(Read));
        return new[]
        {
            new SyncPage
            {
                Accounts = [.. Accounts.Where(account => request.Balances.Contains(account.Id))],
                Rows = [.. request.Windows.Select(window => new BankTransaction
                {
                    AccountId = window.AccountId,
                    Id = $"row of {window.AccountId}",
                    Status = TransactionStatus.Posted,
                    OccurredAt = BankTime.OnDay(window.To),
                    PostedAt = BankTime.OnDay(window.To),
                    Amount = new Money(-1_234, Dollar),
                    Name = "Corner Bakery",
                })],
                Finished = [.. request.Windows.Select(window => new FinishedWindow(window, IsComplete: false, HasPending: true))],
                Calls = 1,
            },
        }.ToAsyncEnumerable();
    }

    public Task<BankRevocation> Revoke(BankAccess access, CancellationToken cancellation = default) => Task.FromResult(BankRevocation.Confirmed);

    private void FailIfTold(string method)
    {
        if (Fails.Remove(method, out var problem))
        {
            throw new ConnectorException(problem);
        }
    }
}

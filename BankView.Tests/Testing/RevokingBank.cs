using System.Collections.Concurrent;
using BankView.Data.BankLinks.Connectors;
using BankView.Data.Institutions;

namespace BankView.Tests.Testing;

/// <summary>A connector whose bank does what a test says when a credential is taken back, and has nothing new when it is read.</summary>
internal sealed class RevokingBank : IConnector
{
    private readonly ConcurrentQueue<string> _revoked = new();

    /// <summary>The bank's answer; confirms if nothing is said.</summary>
    public Func<BankAccess, CancellationToken, Task<BankRevocation>> Answer { get; set; } = (_, _) => Task.FromResult(BankRevocation.Confirmed);

    /// <summary>The credentials that the bank was asked to take back, in their order.</summary>
    public IReadOnlyCollection<string> Asked => _revoked;

    public ConnectorKind Kind => ConnectorKind.Fdx;

    public ConnectorTraits Traits { get; } = new()
    {
        CallsPerDay = 24,
        ReadEvery = TimeSpan.FromHours(6),
        ReadAgainAfter = TimeSpan.FromMinutes(15),
        MostDaysPerWindow = 365,
        RevokesAtBank = true,
    };

    public IReadOnlyList<SettingField> Fields => [];

    public static Func<BankAccess, CancellationToken, Task<BankRevocation>> Fails(ProblemKind kind, TimeSpan? retryAfter = null) =>
        (_, _) => throw new ConnectorException(new ConnectorProblem(kind) { RetryAfter = retryAfter });

    public Task<BankRevocation> Revoke(BankAccess access, CancellationToken cancellation = default)
    {
        _revoked.Enqueue(access.Credential);
        return Answer(access, cancellation);
    }

    public Task<ConnectorProblem?> Test(InstitutionSettings institution, CancellationToken cancellation = default) => throw Unread();

    public Task<LinkStart> Begin(InstitutionSettings institution, LinkRequest request, CancellationToken cancellation = default) => throw Unread();

    public Task<LinkGrant> Complete(InstitutionSettings institution, LinkRequest request, LinkReply reply, CancellationToken cancellation = default) =>
        throw Unread();

    public Task<BankAccountList> ListAccounts(BankAccess access, CancellationToken cancellation = default) => throw Unread();

    /// <summary>Nothing new, at once.</summary>
    public IAsyncEnumerable<SyncPage> Read(BankAccess access, SyncRequest request, CancellationToken cancellation = default) =>
        new[] { new SyncPage { Calls = 1 } }.ToAsyncEnumerable();

    private static InvalidOperationException Unread() => new("Nobody signs in at this bank.");
}

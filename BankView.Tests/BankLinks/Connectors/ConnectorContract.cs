using BankView.Data.BankLinks.Connectors;
using BankView.Data.Egress;
using BankView.Data.Transactions;

namespace BankView.Tests.BankLinks.Connectors;

/// <summary>
/// What every connector keeps, over real HTTP against a small bank that speaks its protocol. The bank holds two accounts of the member:
/// <see cref="Checking"/> with 120.50 USD and <see cref="Card"/> with 40 USD of debt; the card has one pending row (−12.34) and two posted.
/// </summary>
public abstract class ConnectorContract
{
    internal const string Secret = "s3cret-token";

    protected static readonly DateOnly From = new(2026, 9, 1);
    protected static readonly DateOnly To = new(2026, 11, 20);

    protected abstract string Checking { get; }

    protected abstract string Card { get; }

    /// <summary>A bank, and a linked member's access to it.</summary>
    private protected abstract Task<LinkedBank> Link(EgressLimits? limits = null);

    [Fact]
    public async Task Accounts_are_listed_with_balances_as_the_bank_states_them_and_debt_is_negative()
    {
        await using var linked = await Link();

        var accounts = (await linked.Connector.ListAccounts(linked.Access)).Accounts.ToDictionary(account => account.Id);

        Assert.Equal("120.50 USD", accounts[Checking].Current.ToString());
        Assert.Equal("-40.00 USD", accounts[Card].Current.ToString());
        Assert.All(accounts.Values, account => Assert.NotEmpty(account.Name));
        Assert.NotNull(accounts[Checking].AsOf);
    }

    [Fact]
    public async Task A_window_brings_its_rows_and_is_finished_once_with_its_last_page()
    {
        await using var linked = await Link();

        var pages = await linked.Read(Card, From, To);

        var rows = pages.SelectMany(page => page.Rows).ToList();
        Assert.Equal(3, rows.Select(row => row.Id).Distinct().Count());
        Assert.All(rows, row => Assert.Equal(Card, row.AccountId));
        Assert.Equal("-12.34 USD", Assert.Single(rows, row => row.Status is TransactionStatus.Pending).Amount.ToString());
        Assert.Null(rows.Single(row => row.Status is TransactionStatus.Pending).PostedAt);
        Assert.Equal(new AccountWindow(Card, From, To), Assert.Single(pages.SelectMany(page => page.Finished)).Window);
        Assert.NotEmpty(pages[^1].Finished);
    }

    [Fact]
    public async Task Nothing_of_an_account_comes_that_was_not_asked_for()
    {
        await using var linked = await Link();

        var pages = await linked.Read(Card, From, To);

        Assert.Empty(pages.SelectMany(page => page.Accounts));
        Assert.DoesNotContain(linked.Bank.Asked, call => call.Contains(Checking.Split('/')[^1], StringComparison.Ordinal));
    }

    [Fact]
    public async Task Each_call_is_counted_and_written_down_without_values()
    {
        await using var linked = await Link();
        var (before, writtenBefore) = (linked.Bank.Asked.Count, (await linked.Outlet.Calls()).Count);

        var pages = await linked.Read(Card, From, To);

        Assert.Equal(linked.Bank.Asked.Count - before, pages.Sum(page => page.Calls));
        var calls = await linked.Outlet.Calls();
        Assert.Equal(linked.Bank.Asked.Count - before, calls.Count - writtenBefore);
        Assert.All(calls, call => Assert.Equal(200, call.Status));
        Assert.All(calls, call => Assert.Equal(new Uri(linked.Bank.Address).Host, call.Host));
        Assert.DoesNotContain(calls, call => call.What.Contains(Card, StringComparison.Ordinal) || call.What.Contains('?', StringComparison.Ordinal));
        Assert.Contains(calls, call => call.LinkId == linked.Access.LinkId && call.InstitutionId == linked.Access.Institution.InstitutionId);
    }

    [Theory]
    [InlineData(Fault.Down)]
    [InlineData(Fault.Slow)]
    [InlineData(Fault.Drips)]
    [InlineData(Fault.TooMany)]
    [InlineData(Fault.TooManyUntil)]
    [InlineData(Fault.BrokenJson)]
    [InlineData(Fault.OtherJson)]
    [InlineData(Fault.Html)]
    [InlineData(Fault.Truncated)]
    [InlineData(Fault.Huge)]
    [InlineData(Fault.Redirect)]
    [InlineData(Fault.HangsUp)]
    public async Task Whatever_a_bank_does_wrong_is_a_typed_problem_that_tells_no_secret(Fault fault)
    {
        await using var linked = await Link(new EgressLimits { Answer = TimeSpan.FromSeconds(fault is Fault.Slow or Fault.Drips ? 0.3 : 20) });
        linked.Bank.Fault = fault;

        var listing = (await Assert.ThrowsAsync<ConnectorException>(() => linked.Connector.ListAccounts(linked.Access))).Problem;
        var reading = (await Assert.ThrowsAsync<ConnectorException>(() => linked.Read(Card, From, To))).Problem;

        foreach (var problem in new[] { listing, reading })
        {
            Assert.Equal(TestBank.Means(fault), problem.Kind);
            Assert.DoesNotContain(Secret, problem.Detail, StringComparison.Ordinal);
            if (problem.Kind is ProblemKind.RateLimited)
            {
                Assert.InRange(problem.RetryAfter!.Value, TimeSpan.FromSeconds(118), TimeSpan.FromSeconds(122));
            }

            Assert.Equal(fault is Fault.Huge, problem.Detail!.Contains("was not read", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_bank_that_is_not_listed_as_local_is_not_asked_at_an_inner_address()
    {
        await using var linked = await Link();
        await using var stranger = await Outlet.Open();
        var asked = linked.Bank.Asked.Count;

        var problem = await Assert.ThrowsAsync<ConnectorException>(() => linked.Make(stranger.Http).ListAccounts(linked.Access));

        Assert.Equal(ProblemKind.Misconfigured, problem.Problem.Kind);
        Assert.Equal(asked, linked.Bank.Asked.Count);
    }

    [Fact]
    public async Task Taking_access_back_ends_as_the_protocol_promises()
    {
        await using var linked = await Link();

        var outcome = await linked.Connector.Revoke(linked.Access);

        Assert.Equal(linked.Connector.Traits.RevokesAtBank ? BankRevocation.Confirmed : BankRevocation.ManualAtProvider, outcome);
    }
}

/// <summary>A member's access to a bank in a test.</summary>
internal sealed record LinkedBank(TestBank Bank, Outlet Outlet, Func<BankHttp, IConnector> Make, BankAccess Access) : IAsyncDisposable
{
    public IConnector Connector { get; } = Make(Outlet.Http);

    public async Task<List<SyncPage>> Read(string account, DateOnly from, DateOnly to) =>
        await Connector.Read(Access, new SyncRequest { Balances = [], Windows = [new(account, from, to)] }).ToListAsync();

    public async ValueTask DisposeAsync()
    {
        await Bank.DisposeAsync();
        await Outlet.DisposeAsync();
    }
}

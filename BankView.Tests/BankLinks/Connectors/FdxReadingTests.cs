using BankView.Data.BankLinks.Connectors;
using BankView.Data.BankLinks.Connectors.Fdx;

namespace BankView.Tests.BankLinks.Connectors;

/// <summary>Pages, and accounts that are not as they should be.</summary>
public class FdxReadingTests : IAsyncLifetime
{
    private static readonly DateOnly From = new(2026, 11, 1);
    private static readonly DateOnly To = new(2026, 11, 20);
    private FdxBank _bank = null!;
    private LinkedBank _linked = null!;

    public async ValueTask InitializeAsync()
    {
        _bank = await FdxBank.Open();
        var outlet = await Outlet.Open();
        outlet.LocalHosts.Add(new Uri(_bank.Http.Address).Authority);
        _linked = new LinkedBank(_bank.Http, outlet, http => new FdxConnector(http, outlet.Database.Clock), _bank.AccessFor(outlet));
    }

    public async ValueTask DisposeAsync()
    {
        await _linked.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task The_range_is_asked_for_and_all_pages_are_read()
    {
        _bank.Rows.AddRange(Enumerable.Range(0, 7).Select(number => FdxJson.Row($"more-{number}", "POSTED", "1", "DEBIT")));

        var pages = await _linked.Read("card", From, To);

        Assert.Equal(10, pages.SelectMany(page => page.Rows).DistinctBy(row => row.Id).Count());
        Assert.Contains(_bank.Http.Asked, call => call.Contains("startTime=2026-11-01&endTime=2026-11-20", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("nextOffset", "\"same\"")]
    [InlineData("nextPageKey", "7")]
    public async Task Pages_that_go_in_circles_end(string name, string value)
    {
        _bank.Instead = request => request.Path.Value!.EndsWith("/transactions", StringComparison.Ordinal)
            ? TestBank.Json($$"""{"page": {"{{name}}": {{value}}}, "transactions": []}""") : null;

        var problem = (await Assert.ThrowsAsync<ConnectorException>(() => _linked.Read("card", From, To))).Problem;

        Assert.Equal(ProblemKind.ProviderDown, problem.Kind);
        Assert.InRange(_bank.Http.Asked.Count, 1, 10);
    }

    [Fact]
    public async Task A_page_key_that_the_bank_forgot_means_reading_from_the_beginning()
    {
        _bank.Instead = request => request.Query.ContainsKey("offset") ? TestBank.Json("{}", 400) : null;

        Assert.Equal(ProblemKind.RestartPagination, (await Assert.ThrowsAsync<ConnectorException>(() => _linked.Read("card", From, To))).Problem.Kind);
    }

    [Theory]
    [InlineData(404, "701")]
    [InlineData(409, "705")]
    [InlineData(403, "602")]
    public async Task An_account_that_is_gone_does_not_stop_the_others(int status, string code)
    {
        _bank.Instead = request => request.Path.Value!.Contains("/everyday", StringComparison.Ordinal)
            ? TestBank.Json($$"""{"code": "{{code}}", "message": "gone"}""", status) : null;
        var request = new SyncRequest { Balances = ["everyday", "nowhere"], Windows = [new("everyday", From, To), new("card", From, To)] };

        var pages = await _linked.Connector.Read(_linked.Access, request).ToListAsync();

        var gone = pages.SelectMany(page => page.Problems).ToList();
        Assert.All(gone, problem => Assert.Equal(ProblemKind.AccountGone, problem.Kind));
        Assert.Equal(["everyday", "nowhere"], gone.Select(problem => problem.AccountId).Order());
        Assert.Equal(["card"], pages.SelectMany(page => page.Finished).Select(finished => finished.Window.AccountId));
    }

    [Fact]
    public async Task Nothing_found_for_a_range_is_an_empty_window()
    {
        _bank.Instead = request => request.Path.Value!.EndsWith("/transactions", StringComparison.Ordinal)
            ? TestBank.Json("""{"code": 1107, "message": "Data not found"}""", 404) : null;

        var page = (await _linked.Read("card", From, To))[^1];

        Assert.Empty(page.Rows);
        Assert.Empty(page.Problems);
        Assert.Single(page.Finished);
    }

    [Fact]
    public async Task What_the_list_leaves_out_is_asked_for_and_kinds_that_are_not_shown_are_only_listed()
    {
        _bank.Accounts.Clear();
        _bank.Accounts.Add("""{"accountId": 7, "accountCategory": "DEPOSIT_ACCOUNT", "nickname": "Short"}""");
        _bank.Accounts.Add("""{"loanAccount": {"accountId": "loan", "accountType": "MORTGAGE", "currency": {"currencyCode": "USD"}, "principalBalance": 1}}""");
        _bank.Instead = request => request.Path.Value!.EndsWith("/accounts/7", StringComparison.Ordinal)
            ? TestBank.Json("""{"accountId": 7, "accountCategory": "DEPOSIT_ACCOUNT", "accountType": "SAVINGS", "currency": {"currencyCode": "JPY"}, "currentBalance": 1200.5, "availableBalance": 900}""")
            : null;

        var list = await _linked.Connector.ListAccounts(_linked.Access);

        var savings = list.Accounts.Single(account => account.Id is "7");
        Assert.Equal((Data.Accounts.AccountKind.Savings, (Data.Money?)null, "900 JPY"), (savings.Kind, savings.Current, savings.Available.ToString()));
        Assert.Equal((ProblemKind.PartialData, "7"), (Assert.Single(list.Problems).Kind, list.Problems[0].AccountId));
        Assert.Null(list.Accounts.Single(account => account.Id is "loan").Kind);
    }
}

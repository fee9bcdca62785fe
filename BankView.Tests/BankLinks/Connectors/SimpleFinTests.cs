using BankView.Data.Accounts;
using BankView.Data.BankLinks.Connectors;
using BankView.Data.BankLinks.Connectors.SimpleFin;
using Microsoft.AspNetCore.Http;

namespace BankView.Tests.BankLinks.Connectors;

/// <summary>Tokens, error codes and windows of SimpleFIN.</summary>
public class SimpleFinTests : IAsyncLifetime
{
    private const string Card = "CON-1/card%202";
    private SimpleFinBank _bank = null!;
    private Outlet _outlet = null!;

    public async ValueTask InitializeAsync() => (_bank, _outlet) = (await SimpleFinBank.Open(), await Outlet.Open());

    public async ValueTask DisposeAsync()
    {
        await _bank.Http.DisposeAsync();
        await _outlet.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_token_with_line_breaks_is_claimed_once_and_the_second_claim_warns()
    {
        _outlet.LocalHosts.Add(new Uri(_bank.Http.Address).Authority);
        var connector = new SimpleFinConnector(_outlet.Http);
        var pasted = new LinkReply { Token = $"  {_bank.Token[..10]}\r\n {_bank.Token[10..]}\n" };

        var grant = await connector.Complete(_bank.Settings, SimpleFinBank.Request(_outlet), pasted);

        Assert.Equal((0, _bank.AccessAddress), (_bank.ClaimLength, grant.Credential));
        var again = await Problem(() => connector.Complete(_bank.Settings, SimpleFinBank.Request(_outlet), pasted));
        Assert.Equal(ProblemKind.TokenCompromised, again.Kind);
        Assert.DoesNotContain(await _outlet.Calls(), call => call.What.Contains("once", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello there")]
    [InlineData("aGVsbG8=")]
    [InlineData("aHR0cHM6Ly9ldmlsLmV4YW1wbGUvY2xhaW0vMQ==")]
    [InlineData("aHR0cDovLzE2OS4yNTQuMTY5LjI1NC9sYXRlc3Q=")]
    public async Task What_is_no_token_of_this_server_is_sent_nowhere(string token)
    {
        _outlet.LocalHosts.Add(new Uri(_bank.Http.Address).Authority);
        var connector = new SimpleFinConnector(_outlet.Http);

        var problem = await Problem(() => connector.Complete(_bank.Settings, SimpleFinBank.Request(_outlet), new LinkReply { Token = token }));

        Assert.Equal(ProblemKind.NoToken, problem.Kind);
        Assert.Empty(await _outlet.Calls());
    }

    [Theory]
    [InlineData(402, ProblemKind.PaymentRequired)]
    [InlineData(403, ProblemKind.ReauthRequired)]
    [InlineData(401, ProblemKind.ReauthRequired)]
    [InlineData(500, ProblemKind.ProviderDown)]
    public async Task A_refused_call_says_what_the_member_must_do(int status, ProblemKind kind)
    {
        var linked = await _bank.Link(_outlet);
        _bank.Instead = Results.StatusCode(status);

        Assert.Equal(kind, (await Problem(() => linked.Connector.ListAccounts(linked.Access))).Kind);
    }

    [Theory]
    [InlineData("gen.", ProblemKind.PartialData)]
    [InlineData("gen.api", ProblemKind.ProviderDown)]
    [InlineData("gen.auth", ProblemKind.ReauthRequired)]
    [InlineData("con.", ProblemKind.PartialData)]
    [InlineData("con.auth", ProblemKind.ReauthRequired)]
    [InlineData("con.auth.mfa", ProblemKind.ReauthRequired)]
    [InlineData("con.unheard.of", ProblemKind.PartialData)]
    [InlineData("act.", ProblemKind.PartialData)]
    [InlineData("act.failed", ProblemKind.PartialData)]
    [InlineData("act.missingdata", ProblemKind.PartialData)]
    [InlineData("new.kind", ProblemKind.PartialData)]
    public async Task An_error_stands_beside_the_good_data_and_says_what_it_is_about(string code, ProblemKind kind)
    {
        var scope = code[..4] switch { "con." => ", \"conn_id\": \"CON-1\"", "act." => ", \"account_id\": \"card 2\"", _ => "" };
        _bank.Errors = $$"""{"code": "{{code}}", "msg": "Please see https://evil.example now"{{scope}}}""";
        var linked = await _bank.Link(_outlet);

        var page = Assert.Single(await linked.Read(Card, new(2026, 11, 1), new(2026, 11, 20)));

        Assert.Equal(3, page.Rows.Count);
        var problem = Assert.Single(page.Problems);
        Assert.Equal((kind, "Please see … now"), (problem.Kind, problem.BankText));
        Assert.Equal(code[..4] is "con." or "act." ? "CON-1" : null, problem.ConnectionId);
        Assert.Equal(code[..4] is "act." ? Card : null, problem.AccountId);
        Assert.Equal(kind is ProblemKind.PartialData && scope.Length == 0, page.Finished.Count == 1);
    }

    [Fact]
    public async Task Errors_in_words_of_version_1_are_kept_beside_the_data()
    {
        (_bank.Version, _bank.Errors) = (1, "\"Connection to Old Bank may need attention\"");
        var linked = await _bank.Link(_outlet);

        var list = await linked.Connector.ListAccounts(linked.Access);

        Assert.Equal((2, ProblemKind.ReauthRequired), (list.Accounts.Count, Assert.Single(list.Problems).Kind));
        Assert.All(list.Accounts, account => Assert.Equal("Old Bank", account.ConnectionName));
    }

    [Fact]
    public async Task A_range_is_asked_for_by_89_days_at_most_with_pending_rows_and_no_password_in_the_address()
    {
        var linked = await _bank.Link(_outlet);

        await linked.Read(Card, new(2026, 1, 1), new(2026, 4, 10));

        var asked = _bank.Http.Asked.Where(call => call.Contains("start-date", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, asked.Count);
        Assert.Contains("version=2&start-date=1767225600&end-date=1774915200&pending=1&account=card%202", asked[0], StringComparison.Ordinal);
        Assert.DoesNotContain(_bank.Http.Asked, call => call.Contains(ConnectorContract.Secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Kinds_are_read_from_clear_words_alone_and_an_own_unit_is_never_fetched()
    {
        _bank.MoreAccounts = """
            , {"id": "s", "conn_id": "CON-1", "name": "High Yield Savings", "currency": "USD", "balance": "1.005", "balance-date": 1795132800}
            , {"id": "m", "conn_id": "CON-1", "name": "Miles", "currency": "https://evil.example/miles", "balance": "500", "balance-date": 1795132800}
            , {"id": "d", "conn_id": "CON-1", "name": "Visa Debit", "currency": "USD", "balance": "5", "balance-date": 1795132800}
            """;
        var linked = await _bank.Link(_outlet);

        var list = await linked.Connector.ListAccounts(linked.Access);

        Assert.Equal([AccountKind.Checking, AccountKind.CreditCard, AccountKind.Savings, null, AccountKind.Checking], list.Accounts.Select(account => account.Kind));
        Assert.Equal(("3223", "New Bank"), (list.Accounts[0].LastFour, list.Accounts[0].ConnectionName));
        Assert.Equal("CON-1/s", Assert.Single(list.Problems).AccountId);
        Assert.Null(list.Accounts[2].Current);
    }

    [Fact]
    public async Task An_account_that_is_not_listed_any_more_is_gone_and_unreadable_rows_are_counted()
    {
        _bank.CardRows = """{"id": "x", "posted": 1795046400, "amount": "1.234", "description": "X"}, {"id": "y", "posted": 0, "amount": "1", "description": "Y"}""";
        var linked = await _bank.Link(_outlet);
        var days = (From: new DateOnly(2026, 11, 1), To: new DateOnly(2026, 11, 20));

        var pages = await linked.Connector.Read(linked.Access, new SyncRequest
        {
            Balances = [],
            Windows = [new(Card, days.From, days.To), new("CON-1/gone", days.From, days.To)],
        }).ToListAsync();

        var page = Assert.Single(pages);
        Assert.Equal((2, 0), (page.UnreadableRows, page.Rows.Count));
        Assert.Equal((ProblemKind.AccountGone, "CON-1/gone"), (Assert.Single(page.Problems).Kind, page.Problems[0].AccountId));
        Assert.Equal(Card, Assert.Single(page.Finished).Window.AccountId);
    }

    private static async Task<ConnectorProblem> Problem(Func<Task> act) => (await Assert.ThrowsAsync<ConnectorException>(act)).Problem;
}

using BankView.Data;
using BankView.Data.Accounts;
using BankView.Data.BankLinks.Connectors;
using BankView.Data.Consents;
using BankView.Data.Transactions;
using BankView.Tests.Testing;

namespace BankView.Tests.SandboxBank;

/// <summary>BankView's FDX connector and Sandbox Bank, with nothing between them but HTTP.</summary>
public class FdxConnectorTests
{
    private const int Days = 90;

    [Fact]
    public async Task The_connector_finds_the_bank_as_it_is_offered()
    {
        await using var app = await BankViewApp.Start();
        using var dance = await BankDance.With(app);
        Assert.Null(await Connector(app).Test(dance.Settings));
    }

    [Fact]
    public async Task The_connector_links_reads_everything_and_revokes()
    {
        await using var app = await BankViewApp.Start();
        using var dance = await BankDance.With(app);
        var (access, grant) = await Link(dance);
        Assert.Equal(DateTimeOffset.UtcNow.AddDays(Days), grant.Consent!.ExpiresAt!.Value, TimeSpan.FromMinutes(10));

        var listed = await Connector(app).ListAccounts(access);
        Assert.Empty(listed.Problems);
        Assert.Equal([AccountKind.Checking, AccountKind.Savings, AccountKind.CreditCard, AccountKind.CreditCard, AccountKind.Checking],
            listed.Accounts.Select(account => account.Kind!.Value));
        Assert.All(listed.Accounts.Where(account => account.Kind is AccountKind.CreditCard), card => Assert.True(card.Current!.Value.MinorUnits <= 0));

        var card = listed.Accounts[2];
        var rows = await Read(app, access, card.Id);
        Assert.InRange(rows.Count, 200, 2000);
        Assert.All(rows, row => Assert.True(row.IsCard));
        Assert.Equal(card.Current, rows.Where(row => row.Status is TransactionStatus.Posted).Aggregate(Money.Zero(card.Currency), (sum, row) => sum + row.Amount));
        Assert.Contains(rows, row => row.PendingId is not null);

        Assert.Equal(BankRevocation.Confirmed, await Connector(app).Revoke(access));
        await Assert.ThrowsAsync<ConnectorException>(() => Connector(app).ListAccounts(access));
    }

    [Fact]
    public async Task A_payment_at_the_control_page_reaches_the_connector()
    {
        await using var app = await BankViewApp.Start();
        using var dance = await BankDance.With(app);
        var (access, _) = await Link(dance);
        var card = (await Connector(app).ListAccounts(access)).Accounts[3];
        await ControlTests.Do(dance, "payment", ("kind", "payment"), ("card", card.Id), ("merchant", "Kiosk"), ("amount", "12.40"));
        var pending = Assert.Single(await Read(app, access, card.Id), row => row.Name is "Kiosk");
        Assert.Equal((TransactionStatus.Pending, -1240L), (pending.Status, pending.Amount.MinorUnits));
        await ControlTests.Do(dance, "post-pending");
        var posted = Assert.Single(await Read(app, access, card.Id), row => row.Name is "Kiosk");
        Assert.Equal(TransactionStatus.Posted, posted.Status);
        Assert.NotEqual(pending.Id, posted.Id);
    }

    [Theory]
    [InlineData("revoke", ProblemKind.ConsentRevoked)]
    [InlineData("lapse", ProblemKind.ConsentExpired)]
    [InlineData("tokens", ProblemKind.ReauthRequired)]
    [InlineData("Down", ProblemKind.ProviderDown)]
    [InlineData("ServerError", ProblemKind.ProviderDown)]
    [InlineData("TooManyCalls", ProblemKind.RateLimited)]
    [InlineData("Html", ProblemKind.ProviderDown)]
    [InlineData("BrokenJson", ProblemKind.ProviderDown)]
    [InlineData("CutOff", ProblemKind.ProviderDown)]
    public async Task What_goes_wrong_at_the_bank_has_its_name(string what, ProblemKind kind)
    {
        await using var app = await BankViewApp.Start();
        using var dance = await BankDance.With(app);
        var (access, grant) = await Link(dance);
        await (what switch
        {
            "revoke" or "lapse" => ControlTests.Do(dance, "consent", ("consent", grant.Consent!.Id!), ("end", what)),
            "tokens" => ControlTests.Do(dance, "tokens", ("consent", grant.Consent!.Id!)),
            _ => ControlTests.Do(dance, "weather", ("answering", what), ("seconds", "0")),
        });
        var thrown = await Assert.ThrowsAsync<ConnectorException>(() => Connector(app).ListAccounts(access));
        Assert.Equal(kind, thrown.Problem.Kind);
    }

    private static IConnector Connector(BankViewApp app) => app.Get<InstalledConnectors>().For(ConnectorKind.Fdx);

    private static async Task<(BankAccess Access, LinkGrant Grant)> Link(BankDance dance)
    {
        var request = new LinkRequest
        {
            State = "state-of-this-attempt",
            ReturnTo = new Uri(dance.ReturnTo),
            Clusters = DataCluster.All,
            Days = Days,
            UserId = UserId.New(),
        };
        var start = Assert.IsType<LinkStart.Redirect>(await Connector(dance.App).Begin(dance.Settings, request));
        await dance.SignIn();
        var back = (await dance.Decide(BankDance.Query(start.Address)["request_uri"])).Headers.Location!;
        var grant = await Connector(dance.App).Complete(dance.Settings, request with { Kept = start.Kept }, new LinkReply { Query = BankDance.Query(back) });
        return (new()
        {
            Institution = dance.Settings,
            Credential = grant.Credential,
            Keep = _ => Task.CompletedTask,
            IsMemberPresent = true,
            UserId = request.UserId,
        }, grant);
    }

    private static async Task<List<BankTransaction>> Read(BankViewApp app, BankAccess access, string account)
    {
        var (today, rows) = (DateOnly.FromDateTime(DateTime.UtcNow), new List<BankTransaction>());
        var request = new SyncRequest { Balances = [account], Windows = [new(account, today.AddDays(-730), today)] };
        await foreach (var page in Connector(app).Read(access, request))
        {
            Assert.Empty(page.Problems);
            Assert.Equal(0, page.UnreadableRows);
            rows.AddRange(page.Rows);
        }

        return rows;
    }
}

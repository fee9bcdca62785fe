using BankView.Data.Accounts;
using BankView.Data.BankLinks;
using BankView.Data.BankLinks.Connectors;
using BankView.Data.BankLinks.Connectors.SimpleFin;
using BankView.Data.BankLinks.Sync;
using BankView.Tests.BankLinks.Connectors;
using Dapper;
using LinkedBank = BankView.Tests.Testing.LinkedBank;

namespace BankView.Tests.BankLinks.Sync;

/// <summary>The same as for FDX with a SimpleFIN server, whose pages are ranges of 89 days.</summary>
public sealed class FaultySimpleFinSyncTests : IAsyncLifetime
{
    private SimpleFinBank _bank = null!;
    private Outlet _outlet = null!;
    private LinkedBank _link = null!;

    public static TheoryData<Fault> Faults => FaultySyncTests.Faults;

    public async ValueTask InitializeAsync()
    {
        (_bank, _outlet) = (await SimpleFinBank.Open(), await Outlet.Open(new() { Answer = TimeSpan.FromSeconds(1) }));
        _link = await LinkedBank.Link(_outlet.Member, "Test Bridge", ConnectorKind.SimpleFin);
        await Connect();
    }

    public async ValueTask DisposeAsync()
    {
        await _bank.Http.DisposeAsync();
        await _outlet.DisposeAsync();
    }

    [Theory, MemberData(nameof(Faults))]
    public async Task A_reading_that_goes_wrong_at_its_second_range_keeps_what_came_and_the_next_brings_the_rest(Fault fault)
    {
        _bank.Http.IsFaulty = _ => _bank.Http.Asked.Count > 1;
        _bank.Http.Fault = fault;

        var broken = await Read();

        Assert.Equal((SyncEnd.Problem, TestBank.Means(fault), 3), (broken.End, broken.Problems[0].Kind, await Stored()));
        Assert.NotEqual(LinkHealth.Fine, await Health());
        Assert.True((await _link.Read()).Status.NextSyncAt > _outlet.Database.Clock.GetUtcNow());

        _bank.Http.Fault = Fault.None;
        _bank.CardRows += """, {"id": "t3", "posted": 1794873600, "amount": "-5.00", "description": "KIOSK"}""";
        var mended = await Read();
        Assert.Equal((SyncEnd.Done, 1), (mended.End, mended.Added));
        Assert.Equal((4, LinkHealth.Fine), (await Stored(), await Health()));
    }

    private async Task Connect()
    {
        var (database, institutions) = (_outlet.Database, FdxLinks.Institutions(_outlet));
        _outlet.LocalHosts.Add(new Uri(_bank.Http.Address).Authority);
        await institutions.Save((await institutions.Find((await _link.Read()).InstitutionId))!, _bank.Settings.Values, _bank.Settings.Secrets);
        await new CredentialStore(database.Databases, database.Keys, database.Clock).Keep(_link.Member.Id, _link.CredentialId, _bank.AccessAddress);
        var details = (await database.Keys.Get(_link.Member.Id)).Seal(AccountStore.Details, _link.Card, "A card", "4242", "CON-1/card%202");
        await database.Databases.Data.Write(async (connection, transaction) =>
        {
            await connection.ExecuteAsync("UPDATE accounts SET sealed = @details WHERE id = @Card", new { details, _link.Card }, transaction);
            await connection.ExecuteAsync("DELETE FROM consent_scopes WHERE account_id = @Checking", new { _link.Checking }, transaction);
        });
    }

    private Task<SyncOutcome> Read() => new LinkSync(_outlet.Database.Databases, _outlet.Database.Keys, FdxLinks.Institutions(_outlet),
        new InstalledConnectors([new SimpleFinConnector(_outlet.Http)]), _link.Member.Consents, _outlet.Database.Clock)
        .Run(_link.Member.Id, _link.Id, SyncTrigger.Schedule);

    private async Task<LinkHealth> Health() => (await _link.Read()).Status.HealthAt(_outlet.Database.Clock.GetUtcNow());

    private async Task<int> Stored() =>
        (await _link.Member.Activity()).Count(row => row.Merchant is "CORNER BAKERY" or "GROCER" or "PAYMENT THANK YOU" or "KIOSK");
}

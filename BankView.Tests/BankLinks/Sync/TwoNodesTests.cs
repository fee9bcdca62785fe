using BankView.Data.BankLinks;
using BankView.Data.BankLinks.Connectors;
using BankView.Data.BankLinks.Connectors.Fdx;
using BankView.Data.BankLinks.Sync;
using BankView.Data.Database;
using BankView.Tests.BankLinks.Connectors;
using BankView.Tests.Testing;
using Dapper;
using LinkedBank = BankView.Tests.Testing.LinkedBank;

namespace BankView.Tests.BankLinks.Sync;

/// <summary>Two links that share one credential, read on two nodes that share nothing but the database; the bank rotates its tokens.</summary>
public sealed class TwoNodesTests : IAsyncLifetime
{
    private FdxBank _bank = null!;

    public async ValueTask InitializeAsync() => _bank = await FdxBank.Open();

    public async ValueTask DisposeAsync() => await _bank.Http.DisposeAsync();

    [Theory, Databases]
    public async Task A_token_that_is_good_once_is_used_once(DatabaseKind kind)
    {
        await using var outlet = await Outlet.Open(kind: kind);
        var (one, other) = await Share(outlet);
        _bank.Access = "ran out";

        var outcomes = await Task.WhenAll(Node(outlet, one), Node(outlet, other));

        Assert.All(outcomes, outcome => Assert.Equal(SyncEnd.Done, outcome.End));
        Assert.Equal(1, _bank.Refreshes);
        Assert.Equal("refresh-1", (await Stored(outlet, one)).RefreshToken);
        Assert.Equal(1, await Turns(outlet, "turn_id IS NULL AND turn_until IS NULL"));
    }

    [Theory, Databases]
    public async Task Who_reads_with_the_credential_of_before_finds_the_one_that_another_node_got(DatabaseKind kind)
    {
        await using var outlet = await Outlet.Open(kind: kind);
        var (one, other) = await Share(outlet);
        _bank.Access = "ran out";
        var access = await Access(outlet, other);

        Assert.Equal(SyncEnd.Done, (await Node(outlet, one)).End);
        Assert.Equal(2, (await new FdxConnector(outlet.Http, outlet.Database.Clock).ListAccounts(access, TestContext.Current.CancellationToken)).Accounts.Count);

        Assert.Equal(1, _bank.Refreshes);
    }

    [Theory, Databases]
    public async Task A_node_that_died_in_its_turn_holds_the_others_up_for_a_minute_and_no_longer(DatabaseKind kind)
    {
        await using var outlet = await Outlet.Open(kind: kind);
        var (one, _) = await Share(outlet);
        await (await Access(outlet, one)).TakeTurn!(CancellationToken.None);
        _bank.Access = "ran out";

        var reading = Node(outlet, one);
        while (_bank.Http.Asked.Count == 0)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        Assert.Equal(0, _bank.Refreshes);
        while (!reading.IsCompleted)
        {
            outlet.Database.Clock.Advance(TimeSpan.FromSeconds(20));
            await Task.WhenAny(reading, Task.Delay(20, TestContext.Current.CancellationToken));
        }

        Assert.Equal((SyncEnd.Done, 1), ((await reading).End, _bank.Refreshes));
    }

    [Theory, Databases]
    public async Task A_credential_that_was_destroyed_meanwhile_is_not_exchanged(DatabaseKind kind)
    {
        await using var outlet = await Outlet.Open(kind: kind);
        var (one, _) = await Share(outlet);
        var access = await Access(outlet, one);
        await one.Member.Links.Erase(one.Member.Id, one.Id);
        _bank.Access = "ran out";
        await one.Member.Database.Databases.Data.Write((connection, transaction) =>
            connection.ExecuteAsync("UPDATE bank_links SET credential_id = NULL; DELETE FROM credentials", transaction: transaction));

        var problem = (await Assert.ThrowsAsync<ConnectorException>(() => new FdxConnector(outlet.Http, outlet.Database.Clock).ListAccounts(access))).Problem;

        Assert.Equal((ProblemKind.ReauthRequired, 0), (problem.Kind, _bank.Refreshes));
    }

    // A task of its own, as another node's would be.
    private static Task<SyncOutcome> Node(Outlet outlet, LinkedBank link) => Task.Run(() => FdxLinks.Read(outlet, link));

    private static async Task<BankAccess> Access(Outlet outlet, LinkedBank link)
    {
        var store = new CredentialStore(outlet.Database.Databases, outlet.Database.Keys, outlet.Database.Clock);
        var id = (await Id(outlet, link))!.Value;
        return new BankAccess
        {
            Institution = (await FdxLinks.Institutions(outlet).OpenSettings((await link.Read()).InstitutionId))!,
            Credential = (await store.Open(link.Member.Id, id))!,
            Keep = credential => store.Keep(link.Member.Id, id, credential),
            TakeTurn = token => store.TakeTurn(link.Member.Id, id, token),
            IsMemberPresent = false,
            UserId = link.Member.Id,
            LinkId = link.Id,
        };
    }

    // The checking account's balance under one link, the card under the other.
    private async Task<(LinkedBank One, LinkedBank Other)> Share(Outlet outlet)
    {
        var (one, other) = (await LinkedBank.Link(outlet.Member), await LinkedBank.Link(outlet.Member, "Birch Bank"));
        await _bank.Connect(outlet, other, (other.Card, "card"));
        await _bank.Connect(outlet, one, (one.Checking, "everyday"));
        await one.Share(other);
        await outlet.Database.Databases.Data.Write(async (connection, transaction) =>
        {
            await connection.ExecuteAsync("DELETE FROM consent_scopes WHERE account_id = @Checking AND cluster = 'TRANSACTIONS'", new { one.Checking }, transaction);
            await connection.ExecuteAsync("DELETE FROM credentials WHERE id = @CredentialId", new { other.CredentialId }, transaction);
        });
        return (one, other);
    }

    private static async Task<FdxCredential> Stored(Outlet outlet, LinkedBank link) => FdxCredential.Parse((await Access(outlet, link)).Credential);

    private static async Task<Guid?> Id(Outlet outlet, LinkedBank link)
    {
        await using var connection = await outlet.Database.Databases.Data.Open();
        return await connection.QuerySingleAsync<Guid?>("SELECT credential_id FROM bank_links WHERE id = @Id", new { link.Id });
    }

    private static async Task<long> Turns(Outlet outlet, string where)
    {
        await using var connection = await outlet.Database.Databases.Data.Open();
        return await connection.ExecuteScalarAsync<long>($"SELECT count(*) FROM credentials WHERE {where}");
    }
}

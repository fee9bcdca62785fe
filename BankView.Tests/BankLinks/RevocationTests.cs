using BankView.Data.BankLinks;
using BankView.Data.BankLinks.Connectors;
using BankView.Data.Consents;
using BankView.Data.Database;
using BankView.Data.Institutions;
using BankView.Tests.Testing;
using Dapper;

namespace BankView.Tests.BankLinks;

public class RevocationTests
{
    private readonly RevokingBank _bank = new();

    [Theory, Databases]
    public async Task Ending_a_link_hides_it_at_once_and_destroys_its_credential_when_the_bank_confirms(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var link = await LinkedBank.Link(await TestMember.Join(database));
        var member = link.Member;

        Assert.True(await member.Revocations.End(member.Id, link.Id));

        Assert.Empty(await member.Accounts.ListLinked(member.Id, Purpose.View));
        var ended = await link.Read();
        Assert.Equal((LinkHealth.Revoked, LinkEnd.Member, false), (ended.Status.HealthAt(database.Clock.GetUtcNow()), ended.Status.RevokedBy, ended.Status.HasCredential));
        Assert.Null(ended.Status.NextSyncAt);
        Assert.True(ended.AwaitsDecision);
        Assert.Equal((RevocationState.Pending, "Alder Bank", LinkedBank.Website), await State(link));
        Assert.Equal(0, await Count(database, "credentials"));
        var sealedBefore = await Sealed(database);

        await Run(database).TryNow(member.Id, link.Id);

        Assert.Equal([$"secret of {link.Id}"], _bank.Asked);
        var confirmed = await link.Revocation();
        Assert.Equal((RevocationState.Confirmed, 1, null), (confirmed.State, confirmed.Tries, confirmed.NextTryAt));
        Assert.True((await Sealed(database)).Length < sealedBefore.Length, "The credential is still there.");
        Assert.False(await member.Revocations.End(member.Id, link.Id));
    }

    [Theory, Databases]
    public async Task A_bank_that_is_down_is_asked_again_ever_more_rarely_until_it_confirms(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var link = await LinkedBank.Link(await TestMember.Join(database));
        await link.Member.Revocations.End(link.Member.Id, link.Id);
        _bank.Answer = RevokingBank.Fails(ProblemKind.ProviderDown);

        List<TimeSpan> waits = [];
        for (var tries = 1; tries <= 8; tries++)
        {
            Assert.Equal(1, await Run(database).RunDueOfAllMembers(database.Clock.GetUtcNow()));
            Assert.Equal(0, await Run(database).RunDueOfAllMembers(database.Clock.GetUtcNow()));
            var open = await link.Revocation();
            Assert.Equal((RevocationState.Pending, tries, ProblemKind.ProviderDown), (open.State, open.Tries, open.Problem!.Value));
            waits.Add(open.NextTryAt!.Value - database.Clock.GetUtcNow());
            database.Clock.SetUtcNow(open.NextTryAt.Value);
        }

        Assert.Equal(waits.Order(), waits);
        Assert.Equal((TimeSpan.FromMinutes(2), TimeSpan.FromDays(1)), (waits[0], waits[^1]));
        _bank.Answer = (_, _) => Task.FromResult(BankRevocation.Confirmed);
        await Run(database).RunDueOfAllMembers(database.Clock.GetUtcNow());
        Assert.Equal((RevocationState.Confirmed, null), ((await link.Revocation()).State, (await link.Revocation()).Problem));
        Assert.Equal(9, _bank.Asked.Count);
    }

    [Theory, Databases]
    public async Task A_bank_that_never_answers_counts_as_down(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var link = await LinkedBank.Link(await TestMember.Join(database));
        await link.Member.Revocations.End(link.Member.Id, link.Id);
        var asked = new TaskCompletionSource();
        _bank.Answer = (_, _) =>
        {
            asked.SetResult();
            return new TaskCompletionSource<BankRevocation>().Task;
        };

        var run = Run(database).RunDueOfAllMembers(database.Clock.GetUtcNow());
        await asked.Task;
        while (!run.IsCompleted)
        {
            database.Clock.Advance(Revocations.AnswerWithin);
            await Task.WhenAny(run, Task.Delay(10));
        }

        Assert.Equal(1, await run);
        Assert.Equal((RevocationState.Pending, ProblemKind.ProviderDown), ((await link.Revocation()).State, (await link.Revocation()).Problem));
    }

    [Theory, Databases]
    public async Task A_consent_that_is_gone_at_the_bank_is_confirmed_and_a_bank_that_asks_to_wait_is_left_in_peace(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await TestMember.Join(database);
        var (gone, busy) = (await LinkedBank.Link(member), await LinkedBank.Link(member, "Birch Bank"));
        await member.Revocations.End(member.Id, gone.Id);
        await member.Revocations.End(member.Id, busy.Id);
        _bank.Answer = (access, token) => access.LinkId == gone.Id
            ? RevokingBank.Fails(ProblemKind.ConsentRevoked)(access, token)
            : RevokingBank.Fails(ProblemKind.RateLimited, TimeSpan.FromHours(5))(access, token);

        Assert.Equal(2, await Run(database).RunDueOfAllMembers(database.Clock.GetUtcNow()));

        Assert.Equal(RevocationState.Confirmed, (await gone.Revocation()).State);
        Assert.Equal(database.Clock.GetUtcNow().AddHours(5), (await busy.Revocation()).NextTryAt);
    }

    [Theory, Databases]
    public async Task Where_only_the_member_can_end_it_they_are_told_so_and_say_when_it_is_done(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var link = await LinkedBank.Link(await TestMember.Join(database));
        await link.Member.Revocations.End(link.Member.Id, link.Id);
        _bank.Answer = (_, _) => Task.FromResult(BankRevocation.ManualAtProvider);

        await Run(database).RunDueOfAllMembers(database.Clock.GetUtcNow());

        var open = await link.Revocation();
        Assert.Equal((RevocationState.ManualAtProvider, true, null), (open.State, open.IsOpen, open.NextTryAt));
        Assert.True(await link.Member.Revocations.MarkDone(link.Member.Id, open.Id));
        Assert.False(await link.Member.Revocations.MarkDone(link.Member.Id, open.Id));
        Assert.Equal(RevocationState.DoneByMember, (await link.Revocation()).State);
    }

    private Revocations Run(TestDatabase database) => new(database.Databases, database.Keys, new InstalledConnectors([_bank]),
        new InstitutionStore(database.Databases, database.MasterKey, database.Clock), database.Clock);

    private static async Task<(RevocationState, string, Uri?)> State(LinkedBank link)
    {
        var revocation = await link.Revocation();
        return (revocation.State, revocation.BankName, revocation.Website);
    }

    private static async Task<long> Count(TestDatabase database, string table)
    {
        await using var connection = await database.Databases.Data.Open();
        return await connection.ExecuteScalarAsync<long>($"SELECT count(*) FROM {table}");
    }

    private static async Task<byte[]> Sealed(TestDatabase database)
    {
        await using var connection = await database.Databases.Data.Open();
        return await connection.QuerySingleAsync<byte[]>("SELECT sealed FROM revocations");
    }
}

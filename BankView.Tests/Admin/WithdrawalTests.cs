using BankView.Data.Administration;
using BankView.Data.BankLinks;
using BankView.Data.Consents;
using BankView.Data.Database;
using BankView.Data.Institutions;
using BankView.Tests.Testing;
using Dapper;

namespace BankView.Tests.Admin;

public class WithdrawalTests
{
    private const string Why = "The bank ended its contract with us.";

    [Theory, Databases]
    public async Task A_withdrawn_bank_is_read_no_more_and_what_it_was_read_with_waits_to_be_taken_back(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var (office, sam) = (await Office.Open(database), await TestMember.Join(database));
        var (link, other) = (await LinkedBank.Link(sam), await LinkedBank.Link(sam, "Zebra Bank"));
        var bank = (await link.Read()).InstitutionId;
        var told = 0;
        using var listening = database.Databases.Changes.Subscribe(sam.Id, () => told++);

        Assert.Equal(1, await office.Withdrawals.WithdrawOfAllMembers(bank, new(Why, null), office.Administrator));
        Assert.Null(await office.Withdrawals.WithdrawOfAllMembers(bank, new(Why, null), office.Administrator));

        var status = (await link.Read()).Status;
        Assert.Equal((LinkEnd.Institution, Why, null), (status.RevokedBy, status.Reason, status.NextSyncAt));
        Assert.Equal(LinkHealth.Revoked, status.HealthAt(database.Clock.GetUtcNow()));
        Assert.Equal(RevocationState.Pending, (await link.Revocation()).State);
        Assert.Equal(1, await Count(database, "credentials"));
        Assert.False((await link.Consent()).IsActive(database.Clock.GetUtcNow()));
        Assert.Equal(InstitutionState.Withdrawn, (await office.Institutions.Find(bank))!.State);
        Assert.Equal(LinkHealth.Fine, (await other.Read()).Status.HealthAt(database.Clock.GetUtcNow()));
        Assert.Equal(1, told);
        var act = Assert.Single(await office.Trail());
        Assert.Equal((AdminActionKind.InstitutionWithdrawn, "Alder Bank", Why), (act.Kind, act.Subject, act.Detail));
    }

    [Theory, Databases]
    public async Task Until_a_member_decides_what_they_have_is_hidden_and_not_lost(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var (office, sam) = (await Office.Open(database), await TestMember.Join(database));
        var link = await LinkedBank.Link(sam);
        var rows = await Count(database, "transactions");

        await office.Withdrawals.WithdrawOfAllMembers((await link.Read()).InstitutionId, new(Why, null), office.Administrator);

        Assert.Empty(await sam.Accounts.ListLinked(sam.Id, Purpose.View));
        Assert.Empty(await sam.Activity());
        Assert.Equal(rows, await Count(database, "transactions"));
        Assert.Equal(0, await office.Withdrawals.EraseWithdrawnOfAllMembers(database.Clock.GetUtcNow().AddYears(50)));
    }

    [Theory, Databases]
    public async Task After_the_term_it_is_erased_for_everybody_also_for_a_member_who_is_blocked(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var office = await Office.Open(database);
        var (sam, other) = (await TestMember.Join(database), await TestMember.Join(database));
        var (gone, kept) = (await LinkedBank.Link(sam), await LinkedBank.Link(other));
        var bank = (await gone.Read()).InstitutionId;
        await sam.Block();

        Assert.Equal(1, await office.Withdrawals.WithdrawOfAllMembers(bank, new(Why, EraseAfterDays: 30), office.Administrator));
        var now = database.Clock.GetUtcNow();
        Assert.Equal(now.AddDays(30), (await office.Institutions.Find(bank))!.EraseHistoryAt);
        Assert.Equal(0, await office.Withdrawals.EraseWithdrawnOfAllMembers(now.AddDays(30).AddSeconds(-1)));
        Assert.Equal(1, await office.Withdrawals.EraseWithdrawnOfAllMembers(now.AddDays(30)));
        Assert.Equal(0, await office.Withdrawals.EraseWithdrawnOfAllMembers(now.AddDays(31)));

        foreach (var table in new[] { "bank_links", "accounts", "balances", "transactions", "merchants", "consents", "credentials", "imports" })
        {
            Assert.Equal(0, await Count(database, table, sam));
            Assert.NotEqual(0, await Count(database, table, other));
        }

        // What is still to be taken back at the bank outlives the history.
        Assert.Equal(1, await Count(database, "revocations", sam));
        Assert.Equal(LinkHealth.Fine, (await kept.Read()).Status.HealthAt(now));
    }

    [Theory, Databases]
    public async Task Links_on_their_way_are_given_up_and_statement_files_are_never_withdrawn(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var (office, scene) = (await Office.Open(database), await LinkingScene.Set(database));
        var choosing = await scene.Begin();
        await scene.Answers.TakeReply(scene.Member.Id, scene.Reply());
        var (atBank, answer) = (await scene.Begin(), scene.Reply("code 2"));
        var told = 0;
        using var listening = database.Databases.Changes.Subscribe(scene.Member.Id, () => told++);

        Assert.Equal(0, await office.Withdrawals.WithdrawOfAllMembers(scene.Institution.Id, new(Why, null), office.Administrator));
        Assert.Null(await office.Withdrawals.WithdrawOfAllMembers(BankLinkStore.StatementFiles, new(Why, null), office.Administrator));

        Assert.Equal(1, told);
        await scene.Answers.TakeReply(scene.Member.Id, answer);
        foreach (var attempt in new[] { choosing, atBank })
        {
            Assert.Equal(AttemptStep.NotOffered, (await scene.Find(attempt)).Step);
            Assert.Equal(FinishOutcome.NotOffered, (await scene.Finish(attempt, "acc-1"))!.Outcome);
        }

        // What the bank had given to one of them is on its way back.
        Assert.Equal(RevocationState.Pending, Assert.Single(await scene.Member.Revocations.List(scene.Member.Id)).State);
    }

    [Theory, Databases]
    public async Task A_last_step_at_the_moment_of_a_withdrawal_leaves_no_link_that_goes_on(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var office = await Office.Open(database);
        for (var round = 0; round < 10; round++)
        {
            var scene = await LinkingScene.Set(database);
            var attempt = await scene.Begin();
            await scene.Answers.TakeReply(scene.Member.Id, scene.Reply());

            var (finish, withdrawal) = (Task.Run(() => scene.Finish(attempt, "acc-1")),
                Task.Run(() => office.Withdrawals.WithdrawOfAllMembers(scene.Institution.Id, new(Why, null), office.Administrator)));
            await Task.WhenAll(finish, withdrawal);

            var links = await scene.Member.Links.List(scene.Member.Id);
            Assert.Equal((await finish)!.Outcome is FinishOutcome.Done ? 1 : 0, await withdrawal);
            Assert.All(links, link => Assert.Equal(LinkEnd.Institution, link.Status.RevokedBy));
            Assert.Equal(0, await Count(database, "credentials", scene.Member));
            Assert.Equal(1, await Count(database, "revocations", scene.Member));
        }
    }

    private static async Task<long> Count(TestDatabase database, string table, TestMember? of = null)
    {
        await using var connection = await database.Databases.Data.Open();
        return await connection.ExecuteScalarAsync<long>(
            $"SELECT count(*) FROM {table} WHERE CAST(@userId AS TEXT) IS NULL OR user_id = @userId", new { userId = of?.Id });
    }
}

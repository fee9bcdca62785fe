using BankView.Data.Accounts;
using BankView.Data.BankLinks;
using BankView.Data.Consents;
using BankView.Data.Database;
using BankView.Tests.Testing;
using Dapper;

namespace BankView.Tests.BankLinks.Wizard;

/// <summary>Accounts are known again, keep their history, and are never there twice.</summary>
public class ReattachTests
{
    [Theory, Databases]
    public async Task A_repair_replaces_the_credential_and_leaves_consent_and_accounts_as_they_are(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var scene = await LinkingScene.Set(database);
        var link = (await scene.Link("acc-1", "acc-2"))[0];
        var (consent, accounts) = (await scene.Member.Consents.Find(scene.Member.Id, link), await Accounts(scene));
        await Execute(scene, "UPDATE bank_links SET problem = 'ReauthRequired', failures = 3, lease_id = 'x', sealed_cursor = NULL");

        var (terms, isActive) = (await scene.Linking.FindTerms(scene.Member.Id, link))!.Value;
        var repair = await scene.Begin(AttemptKind.Repair, link, terms);
        await scene.Answers.TakeReply(scene.Member.Id, scene.Reply("code 2"));

        Assert.True(isActive);
        Assert.Equal("credential 1", scene.Bank.Begun[^1].Credential);
        Assert.Equal([link], (await scene.Find(repair)).MadeLinks);
        Assert.Equal(consent!.Id, (await scene.Member.Consents.Find(scene.Member.Id, link))!.Id);
        Assert.Equal(accounts, await Accounts(scene));
        Assert.Null((await scene.Member.Links.Find(scene.Member.Id, link))!.Status.Problem);
        Assert.Equal(1, await scene.Count("credentials"));
        Assert.Equal(0, await scene.Count("bank_links WHERE lease_id IS NOT NULL OR failures > 0"));
    }

    [Theory, Databases]
    public async Task A_repair_by_somebody_elses_sign_in_changes_nothing(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var scene = await LinkingScene.Set(database);
        var link = (await scene.Link("acc-1"))[0];
        scene.Bank.Accounts = [MemoryBank.Of("other", AccountKind.Checking, "9999", 1)];

        var repair = await scene.Begin(AttemptKind.Repair, link);
        await scene.Answers.TakeReply(scene.Member.Id, scene.Reply("code 2"));

        Assert.Equal(AttemptStep.ChoosingAccounts, (await scene.Find(repair)).Step);
        Assert.DoesNotContain((await scene.Find(repair)).Accounts!, found => found.IsOfLink);
        await scene.Attempts.GiveUp(scene.Member.Id, repair);
        Assert.Equal(1, await scene.Count("accounts"));
        Assert.Equal(1, await scene.Count("revocations"));
    }

    [Theory, Databases]
    public async Task A_renewal_grants_a_new_consent_for_what_is_chosen_with_the_old_choice_known(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var scene = await LinkingScene.Set(database);
        var link = (await scene.Link("acc-1"))[0];
        var before = await Accounts(scene);
        database.Clock.Advance(TimeSpan.FromDays(100));
        Assert.Empty(await Accounts(scene));
        Assert.False((await scene.Linking.FindTerms(scene.Member.Id, link))!.Value.IsActive);

        var renewal = await scene.Begin(AttemptKind.Renewal, link);
        await scene.Answers.TakeReply(scene.Member.Id, scene.Reply("code 2"));
        Assert.Equal(["acc-1"], (await scene.Find(renewal)).Accounts!.Where(found => found.IsCovered).Select(found => found.Account.Id));
        await scene.Finish(renewal, "acc-1", "acc-2");

        Assert.Equal(before[0], (await Accounts(scene))[0]);
        Assert.Equal(2, (await Accounts(scene)).Count);
        Assert.Equal(1, await scene.Count("consents WHERE revoked_at IS NULL"));
        Assert.Equal(link, Assert.Single(await scene.Member.Links.List(scene.Member.Id)).Id);
    }

    [Theory, Databases]
    public async Task Linking_the_same_bank_again_mends_the_link_there_is(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var scene = await LinkingScene.Set(database);
        var (link, before) = ((await scene.Link("acc-1"))[0], await Accounts(scene));

        var again = await scene.Link("acc-1", "acc-2");

        Assert.Equal([link], again);
        Assert.Equal(before[0], (await Accounts(scene))[0]);
        Assert.Equal(2, await scene.Count("accounts"));
        Assert.Equal(1, await scene.Count("credentials"));
    }

    [Theory, Databases]
    public async Task After_an_end_the_history_that_was_kept_goes_on_under_the_new_link(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var scene = await LinkingScene.Set(database);
        var old = (await scene.Link("acc-1", "acc-2"))[0];
        var before = await Accounts(scene);
        await scene.Member.Revocations.End(scene.Member.Id, old);
        await scene.Member.Renewals.KeepHistory(scene.Member.Id, old);
        // The protocol gives new ids at each new sign-in; the last four digits tell.
        scene.Bank.Accounts = [MemoryBank.Checking with { Id = "new-1" }, MemoryBank.Card with { Id = "new-2" }];

        var link = (await scene.Link("new-1"))[0];

        Assert.NotEqual(old, link);
        Assert.Equal(before.Select(account => account.Id).Order(), (await Accounts(scene)).Select(account => account.Id).Order());
        Assert.Equal(link, (await Accounts(scene)).Single(account => account.Id == before[0].Id).LinkId);
        Assert.DoesNotContain((await scene.Member.Consents.Find(scene.Member.Id, old))!.Scopes, scope => scope.AccountId == before[0].Id);

        await scene.Link("new-1", "new-2");
        Assert.Equal([link], (await scene.Member.Links.List(scene.Member.Id)).Select(one => one.Id));
    }

    [Theory, Databases]
    public async Task Two_that_look_alike_are_not_taken_for_one_another(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var scene = await LinkingScene.Set(database);
        await scene.Link("acc-1");
        scene.Bank.Accounts = [MemoryBank.Checking with { Id = "new-1" }, MemoryBank.Checking with { Id = "new-2" }];

        await scene.Link("new-1", "new-2");

        Assert.Equal(3, await scene.Count("accounts"));
    }

    [Theory, Databases]
    public async Task Another_persons_sign_in_takes_over_the_shared_account_and_leaves_the_first_link_its_own(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var scene = await LinkingScene.Set(database);
        var first = (await scene.Link("acc-1", "acc-2"))[0];
        scene.Bank.Accounts = [MemoryBank.Checking, MemoryBank.Of("hers", AccountKind.Savings, "7777", 1)];

        var second = (await scene.Link("acc-1", "hers"))[0];

        Assert.NotEqual(first, second);
        Assert.Equal(3, (await Accounts(scene)).Count);
        Assert.Equal([1, 2], (await scene.Member.Links.List(scene.Member.Id)).Select(link => link.AccountCount).Order());
        Assert.Equal(2, await scene.Count("credentials"));
    }

    [Theory, Databases]
    public async Task A_link_that_ended_meanwhile_is_not_mended(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var scene = await LinkingScene.Set(database);
        var link = (await scene.Link("acc-1"))[0];
        var renewal = await scene.Begin(AttemptKind.Renewal, link);
        await scene.Answers.TakeReply(scene.Member.Id, scene.Reply("code 2"));
        await scene.Member.Revocations.End(scene.Member.Id, link);

        Assert.Equal(FinishOutcome.LinkEnded, (await scene.Finish(renewal, "acc-1"))!.Outcome);
        Assert.Null((await scene.Linking.Begin(scene.Member.Id, scene.Institution.Id, AttemptKind.Repair, LinkingScene.Terms, LinkingScene.ReturnTo, link)).AttemptId);
        Assert.Empty(await Accounts(scene));
    }

    private static Task<IReadOnlyList<Account>> Accounts(LinkingScene scene) => scene.Member.Accounts.ListLinked(scene.Member.Id, Purpose.View);

    private static Task<int> Execute(LinkingScene scene, string sql) =>
        scene.Database.Databases.Data.Write((connection, transaction) => connection.ExecuteAsync(sql, transaction: transaction));
}

using BankView.Data.BankLinks;
using BankView.Data.BankLinks.Connectors;
using BankView.Data.Consents;
using BankView.Data.Database;
using BankView.Data.Institutions;
using BankView.Tests.Testing;

namespace BankView.Tests.BankLinks.Wizard;

/// <summary>Whatever goes wrong on the way, there is a whole link in the end or none, and a way on.</summary>
public class BadPathTests
{
    [Theory, Databases]
    public async Task An_answer_that_comes_again_changes_nothing(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var scene = await LinkingScene.Set(database);
        var attempt = await scene.Begin();
        var reply = scene.Reply();

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => scene.Answers.TakeReply(scene.Member.Id, reply))));
        Assert.All(answers, id => Assert.Equal(attempt, id));
        Assert.Single(scene.Bank.Completed);
        await scene.Finish(attempt, "acc-1");
        Assert.Equal(attempt, await scene.Answers.TakeReply(scene.Member.Id, reply));

        Assert.Single(scene.Bank.Completed);
        Assert.Equal(AttemptStep.Done, (await scene.Find(attempt)).Step);
        Assert.Equal(1, await scene.Count("bank_links"));
    }

    [Theory, Databases]
    public async Task A_code_that_was_used_for_another_attempt_makes_no_link(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var scene = await LinkingScene.Set(database);
        var first = await scene.Begin();
        await scene.Answers.TakeReply(scene.Member.Id, scene.Reply());
        var second = await scene.Begin();
        await scene.Answers.TakeReply(scene.Member.Id, scene.Reply());

        var failed = await scene.Find(second);
        Assert.Equal((AttemptStep.Failed, ProblemKind.ForeignReply), (failed.Step, failed.Problem!.Kind));
        Assert.Equal(FinishOutcome.NotAtThisStep, (await scene.Finish(second, "acc-1"))!.Outcome);
        Assert.Equal(FinishOutcome.Done, (await scene.Finish(first, "acc-1"))!.Outcome);
    }

    [Theory, Databases]
    public async Task A_forged_state_and_another_members_state_look_the_same_and_leave_the_attempt_alone(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var scene = await LinkingScene.Set(database);
        var attempt = await scene.Begin();
        var stranger = await TestMember.Join(database);

        Assert.Null(await scene.Answers.TakeReply(scene.Member.Id, new Dictionary<string, string> { ["state"] = "forged", ["code"] = "1" }));
        Assert.Null(await scene.Answers.TakeReply(scene.Member.Id, new Dictionary<string, string> { ["code"] = "1" }));
        Assert.Null(await scene.Answers.TakeReply(stranger.Id, scene.Reply()));
        Assert.Null(await scene.Attempts.Find(stranger.Id, attempt));
        Assert.Null(await scene.Attempts.Finish(stranger.Id, attempt, ["acc-1"]));

        Assert.Empty(scene.Bank.Completed);
        Assert.Equal(attempt, await scene.Answers.TakeReply(scene.Member.Id, scene.Reply()));
    }

    [Theory, Databases]
    public async Task A_no_at_the_bank_is_told_and_can_be_tried_again_on_the_same_terms(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var scene = await LinkingScene.Set(database);
        var attempt = await scene.Begin();
        await scene.Answers.TakeReply(scene.Member.Id, new Dictionary<string, string> { ["state"] = scene.Bank.Begun[^1].State, ["error"] = "access_denied" });
        Assert.Equal((AttemptStep.Failed, ProblemKind.Refused), ((await scene.Find(attempt)).Step, (await scene.Find(attempt)).Problem!.Kind));

        var again = (await scene.Linking.BeginAgain(scene.Member.Id, attempt, LinkingScene.ReturnTo)).AttemptId!.Value;
        await scene.Answers.TakeReply(scene.Member.Id, scene.Reply());
        await scene.Finish(again, "acc-1");

        Assert.Equal(LinkingScene.Terms.Purposes, (await scene.Find(again)).Terms.Purposes);
        Assert.Equal(1, await scene.Count("bank_links"));
    }

    [Theory, Databases]
    public async Task A_bad_token_can_be_followed_by_a_good_one(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var scene = await LinkingScene.Set(database, ConnectorKind.SimpleFin);
        var attempt = await scene.Begin();

        await scene.Answers.PasteToken(scene.Member.Id, attempt, "nonsense");
        Assert.Equal((AttemptStep.AtBank, ProblemKind.NoToken), ((await scene.Find(attempt)).Step, (await scene.Find(attempt)).Problem!.Kind));
        await scene.Answers.PasteToken(scene.Member.Id, attempt, MemoryBank.Token);
        Assert.Equal(AttemptStep.ChoosingAccounts, (await scene.Find(attempt)).Step);

        var second = await scene.Begin();
        await scene.Answers.PasteToken(scene.Member.Id, second, MemoryBank.Token);
        Assert.Equal(ProblemKind.TokenCompromised, (await scene.Find(second)).Problem!.Kind);
    }

    [Theory, Databases]
    public async Task A_bank_that_fails_to_list_accounts_is_asked_again_without_a_new_sign_in(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var scene = await LinkingScene.Set(database);
        scene.Bank.Fails["ListAccounts"] = new ConnectorProblem(ProblemKind.ProviderDown);
        var attempt = await scene.Begin();
        await scene.Answers.TakeReply(scene.Member.Id, scene.Reply());
        Assert.Null((await scene.Find(attempt)).Accounts);
        Assert.Equal(FinishOutcome.NothingChosen, (await scene.Finish(attempt, "acc-1"))!.Outcome);

        await scene.Answers.FindAccounts(scene.Member.Id, attempt);

        Assert.Null((await scene.Find(attempt)).Problem);
        Assert.Equal(FinishOutcome.Done, (await scene.Finish(attempt, "acc-1"))!.Outcome);
        Assert.Single(scene.Bank.Completed);
    }

    [Theory, Databases]
    public async Task Accounts_that_the_bank_does_not_share_or_that_are_no_kind_of_ours_cannot_be_chosen(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var scene = await LinkingScene.Set(database);
        var attempt = await scene.Begin();
        await scene.Answers.TakeReply(scene.Member.Id, scene.Reply());

        foreach (string[] chosen in new string[][] { [], ["acc-9"], ["acc-1", "acc-9"], ["acc-3"] })
        {
            Assert.Equal(FinishOutcome.NothingChosen, (await scene.Finish(attempt, chosen))!.Outcome);
        }

        Assert.Equal(0, await scene.Count("bank_links"));
        Assert.Equal(AttemptStep.ChoosingAccounts, (await scene.Find(attempt)).Step);
    }

    [Theory, Databases]
    public async Task A_bank_that_is_not_on_offer_is_neither_begun_nor_finished(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var scene = await LinkingScene.Set(database);
        var attempt = await scene.Begin();
        await scene.Answers.TakeReply(scene.Member.Id, scene.Reply());
        await scene.Save(InstitutionState.Paused);

        Assert.Equal(new LinkBeginning(null, null), await scene.Linking.Begin(scene.Member.Id, scene.Institution.Id, AttemptKind.NewLink, LinkingScene.Terms, LinkingScene.ReturnTo));
        Assert.Equal(FinishOutcome.NotOffered, (await scene.Finish(attempt, "acc-1"))!.Outcome);
        Assert.Equal(FinishOutcome.NotOffered, (await scene.Finish(attempt, "acc-1"))!.Outcome);
        Assert.Equal((AttemptStep.NotOffered, 0, 0),
            ((await scene.Find(attempt)).Step, await scene.Count("credentials"), await scene.Count("bank_links")));
        // What the bank had given is taken back there, once.
        Assert.Equal(1, await scene.Revocations.RunDueOfAllMembers(database.Clock.GetUtcNow(), TestContext.Current.CancellationToken));
        Assert.Equal(RevocationState.Confirmed, Assert.Single(await scene.Member.Revocations.List(scene.Member.Id)).State);
    }

    [Theory, Databases]
    public async Task A_sign_in_address_that_a_browser_would_run_is_not_gone_to(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var scene = await LinkingScene.Set(database);
        scene.Bank.Address = new Uri("javascript:alert(1)");

        var begun = await scene.Linking.Begin(scene.Member.Id, scene.Institution.Id, AttemptKind.NewLink, LinkingScene.Terms, LinkingScene.ReturnTo);

        Assert.Equal(ProblemKind.Misconfigured, begun.Problem!.Kind);
        Assert.Equal(0, await scene.Count("link_attempts"));
    }

    [Theory, Databases]
    public async Task Many_last_steps_at_once_make_one_link(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var scene = await LinkingScene.Set(database);
        var attempt = await scene.Begin();
        await scene.Answers.TakeReply(scene.Member.Id, scene.Reply());

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => scene.Finish(attempt, "acc-1", "acc-2"))));

        Assert.Single(results.Select(result => Assert.Single(result!.Links)).Distinct());
        Assert.Equal(1, await scene.Count("bank_links"));
        Assert.Equal(2, (await scene.Member.Accounts.ListLinked(scene.Member.Id, Purpose.View)).Count);
    }
}

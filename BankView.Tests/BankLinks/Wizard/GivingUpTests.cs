using BankView.Data.BankLinks;
using BankView.Data.Database;
using BankView.Tests.Testing;

namespace BankView.Tests.BankLinks.Wizard;

/// <summary>Attempts that end without a link leave nothing at the bank.</summary>
public class GivingUpTests
{
    private static readonly TimeSpan TooLong = LinkAttempt.Lasts + TimeSpan.FromSeconds(1);

    [Theory, Databases]
    public async Task An_answer_after_an_hour_is_not_taken_in_and_says_so(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var scene = await LinkingScene.Set(database);
        var attempt = await scene.Begin();
        database.Clock.Advance(TooLong);

        Assert.Equal(attempt, await scene.Answers.TakeReply(scene.Member.Id, scene.Reply()));

        Assert.Empty(scene.Bank.Completed);
        Assert.Equal(AttemptStep.Expired, (await scene.Find(attempt)).Step);
    }

    [Theory, Databases]
    public async Task What_the_bank_gave_to_an_attempt_that_was_left_is_taken_back(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var scene = await LinkingScene.Set(database);
        var attempt = await scene.Begin();
        await scene.Answers.TakeReply(scene.Member.Id, scene.Reply());
        Assert.Equal(0, await scene.Attempts.GiveUpExpiredOfAllMembers());
        database.Clock.Advance(TooLong);

        Assert.Equal(FinishOutcome.NotAtThisStep, (await scene.Finish(attempt, "acc-1"))!.Outcome);
        Assert.Equal(1, await scene.Attempts.GiveUpExpiredOfAllMembers());
        Assert.Equal(0, await scene.Attempts.GiveUpExpiredOfAllMembers());

        Assert.Equal(AttemptStep.GivenUp, (await scene.Find(attempt)).Step);
        var revocation = Assert.Single(await scene.Member.Revocations.List(scene.Member.Id));
        Assert.Equal(("Alder Bank", RevocationState.Pending), (revocation.BankName, revocation.State));
        Assert.Equal(1, await scene.Revocations.RunDueOfAllMembers(database.Clock.GetUtcNow(), TestContext.Current.CancellationToken));
        Assert.Equal(RevocationState.Confirmed, Assert.Single(await scene.Member.Revocations.List(scene.Member.Id)).State);
        Assert.Equal(0, await scene.Count("credentials"));
    }

    [Theory, Databases]
    public async Task A_blocked_members_attempt_stops_and_its_access_is_taken_back_too(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var scene = await LinkingScene.Set(database);
        var attempt = await scene.Begin();
        await scene.Answers.TakeReply(scene.Member.Id, scene.Reply());
        await scene.Member.Block();

        Assert.Null(await scene.Attempts.Find(scene.Member.Id, attempt));
        Assert.Null(await scene.Finish(attempt, "acc-1"));
        Assert.Null((await scene.Linking.Begin(scene.Member.Id, scene.Institution.Id, AttemptKind.NewLink, LinkingScene.Terms, LinkingScene.ReturnTo)).AttemptId);
        database.Clock.Advance(TooLong);
        Assert.Equal(1, await scene.Attempts.GiveUpExpiredOfAllMembers());

        Assert.Equal(0, await scene.Count("bank_links"));
        Assert.Equal(1, await scene.Count("revocations"));
    }

    [Theory, Databases]
    public async Task Who_is_blocked_or_gives_up_while_the_bank_answers_leaves_no_access_behind(DatabaseKind kind)
    {
        foreach (var isBlocked in new[] { true, false })
        {
            await using var database = await TestDatabase.Make(kind);
            var scene = await LinkingScene.Set(database);
            var attempt = await scene.Begin();
            scene.Bank.Meanwhile = () => isBlocked ? scene.Member.Block() : scene.Attempts.GiveUp(scene.Member.Id, attempt);

            await scene.Answers.TakeReply(scene.Member.Id, scene.Reply());

            Assert.Equal(0, await scene.Count("credentials"));
            Assert.Equal(1, await scene.Count("revocations"));
        }
    }

    [Theory, Databases]
    public async Task Giving_up_takes_back_at_once_and_only_once(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var scene = await LinkingScene.Set(database);
        var attempt = await scene.Begin();
        await scene.Answers.TakeReply(scene.Member.Id, scene.Reply());

        Assert.True(await scene.Attempts.GiveUp(scene.Member.Id, attempt));
        Assert.False(await scene.Attempts.GiveUp(scene.Member.Id, attempt));

        Assert.Equal(1, await scene.Count("revocations"));
        Assert.Equal(FinishOutcome.NotAtThisStep, (await scene.Finish(attempt, "acc-1"))!.Outcome);
    }

    [Theory, Databases]
    public async Task A_link_that_was_made_is_not_given_up_and_old_attempts_are_forgotten(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var scene = await LinkingScene.Set(database);
        await scene.Link("acc-1");
        await scene.Begin();

        database.Clock.Advance(TooLong);
        await scene.Attempts.GiveUpExpiredOfAllMembers();
        Assert.Equal(2, await scene.Count("link_attempts"));
        database.Clock.Advance(TimeSpan.FromDays(8));
        await scene.Attempts.GiveUpExpiredOfAllMembers();

        Assert.Equal(0, await scene.Count("link_attempts"));
        Assert.Equal(0, await scene.Count("revocations"));
        Assert.Equal(1, await scene.Count("bank_links"));
    }
}

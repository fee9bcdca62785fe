using BankView.Data.BankLinks;
using BankView.Data.BankLinks.Sync;
using BankView.Tests.Testing;
using BankView.Web.BankLinks.Wizard;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace BankView.Tests.BankLinks.Wizard;

/// <summary>What each step of an attempt says after the consent page, in each state.</summary>
public class AttemptPageTests : WizardPageTest
{
    [Fact]
    public async Task Each_step_of_an_attempt_has_its_sentence_and_a_way_on()
    {
        var attempt = await Scene.Begin();
        Assert.Contains("Sign in at Alder Bank", Text(Show(attempt)), StringComparison.Ordinal);
        Database.Clock.Advance(LinkAttempt.Lasts);
        Assert.Contains("This took longer than an hour", Text(Show(attempt)), StringComparison.Ordinal);
        Assert.Contains("Begin again at Alder Bank", Text(Show(attempt)), StringComparison.Ordinal);

        var refused = await Scene.Begin();
        await Scene.Answers.TakeReply(Member.Id, new Dictionary<string, string> { ["state"] = Scene.Bank.Begun[^1].State, ["error"] = "no" });
        Assert.Contains("did not let BankView in", Text(Show(refused)), StringComparison.Ordinal);
        Assert.Contains("Nothing was linked.", Text(Show(refused)), StringComparison.Ordinal);

        var left = await Scene.Begin();
        await Show(left).Find("button:not(.button-primary)").ClickAsync();
        Assert.Contains("You let the link to Alder Bank be.", Text(Show(left)), StringComparison.Ordinal);

        Assert.Contains("No link is being made here", Text(Show(Guid.NewGuid())), StringComparison.Ordinal);
        var stranger = await LinkingScene.Set(await TestMember.Join(Database));
        Assert.Contains("No link is being made here", Text(Show(await stranger.Begin())), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_tab_sees_that_the_link_was_made_and_nothing_is_ticked_beforehand()
    {
        var attempt = await Scene.Begin();
        await Scene.Answers.TakeReply(Member.Id, Scene.Reply());
        var page = Show(attempt);
        Assert.Empty(page.FindAll("input[checked]"));
        Assert.Contains("A kind that BankView does not show", Text(page), StringComparison.Ordinal);
        Assert.Equal("Checking •••• 1111", page.Find(".found-account .row-detail").TextContent.Trim());

        await Scene.Finish(attempt, "acc-1");

        page.WaitForAssertion(() => Assert.Contains("Alder Bank is linked.", Text(page), StringComparison.Ordinal));
        // The page began the first reading; it ends before its database does.
        page.WaitForAssertion(() => Assert.Equal((1, false), (page.FindAll("h2").Count, Text(page).Contains("You may leave", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task A_page_that_looks_late_leaves_what_the_first_reading_brought()
    {
        var link = (await Scene.Link("acc-1"))[0];
        Assert.Equal(SyncEnd.Done, (await Read())!.End);

        Assert.Equal(SyncEnd.Done, (await Read())!.End);

        async Task<SyncOutcome?> Read()
        {
            var syncs = Services.GetRequiredService<FirstSyncs>();
            var over = new TaskCompletionSource();
            using var watch = syncs.Subscribe(Member.Id, () =>
            {
                if (syncs.Find(Member.Id, link)?.Outcome is not null)
                {
                    over.TrySetResult();
                }
            });
            syncs.Begin(Member.Id, link);
            await over.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
            return syncs.Find(Member.Id, link)!.Outcome;
        }
    }

    [Fact]
    public async Task A_renewal_ticks_what_was_allowed_and_says_that_history_is_kept()
    {
        var link = (await Scene.Link("acc-1"))[0];
        var renewal = await Scene.Begin(AttemptKind.Renewal, link);
        await Scene.Answers.TakeReply(Member.Id, Scene.Reply("code 2"));

        var page = Show(renewal);

        Assert.Single(page.FindAll("input[checked]"));
        Assert.Contains("History is kept", Text(page), StringComparison.Ordinal);
        Assert.Contains("Renew the consent for Alder Bank", Text(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_nobody_takes_in_any_more_has_a_way_on()
    {
        var attempt = await Scene.Begin();
        // As a restart leaves it: taken in, and not turned into anything.
        await Scene.Attempts.TakeReply(Member.Id, Scene.Bank.Begun[^1].State);
        var page = Show(attempt);
        Assert.Contains("Alder Bank has answered.", Text(page), StringComparison.Ordinal);

        await page.FindAll("button").Single(button => button.TextContent.Contains("Begin again at Alder Bank", StringComparison.Ordinal)).ClickAsync();

        Assert.Equal(2, Scene.Bank.Begun.Count);
        Assert.Equal(AttemptStep.GivenUp, (await Scene.Find(attempt)).Step);
        await Scene.Answers.TakeReply(Member.Id, Scene.Reply());
        Assert.Equal(1, await Scene.Count("link_attempts WHERE step = 'ChoosingAccounts'"));
    }
}

using BankView.Data.BankLinks;
using BankView.Data.BankLinks.Connectors;
using BankView.Data.BankLinks.Sync;
using BankView.Data.Consents;
using BankView.Data.Institutions;
using BankView.Tests.Testing;
using BankView.Web.BankLinks.Wizard;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Localization;

namespace BankView.Tests.BankLinks.Wizard;

/// <summary>What each step says, in each state.</summary>
public class WizardPageTests : PageTest
{
    private LinkingScene _scene = default!;

    protected override async Task AddServices()
    {
        _scene = await LinkingScene.Set(Member);
        Services.Replace(ServiceDescriptor.Singleton(new InstalledConnectors([_scene.Bank])));
        Services.AddSingleton<LinkAttemptStore>();
        Services.AddSingleton<Linking>();
        Services.AddSingleton<BankAnswers>();
        Services.AddScoped<WayToBank>();
        Services.AddSingleton<LinkSync>();
        Services.AddSingleton<IHostApplicationLifetime>(new Running());
        Services.AddSingleton<FirstSyncs>();
    }

    [Fact]
    public async Task Without_banks_on_offer_a_statement_is_the_way()
    {
        await _scene.Save(InstitutionState.Draft);
        var page = Render<LinkBankPage>();
        Assert.Contains("No bank is on offer yet.", Text(page), StringComparison.Ordinal);
        Assert.NotNull(page.Find("a[href='/import']"));
    }

    [Fact]
    public async Task A_search_that_finds_nothing_says_so()
    {
        var page = Render<LinkBankPage>();
        await page.Find("input[type=search]").InputAsync("zebra");
        Assert.Contains("No bank here is called “zebra”.", Text(page), StringComparison.Ordinal);
        await page.Find("input[type=search]").InputAsync("ALDER");
        Assert.Contains("Alder Bank", Text(page), StringComparison.Ordinal);
    }

    [Fact]
    public void In_English_the_page_says_what_the_consent_keeps_to_the_letter()
    {
        var texts = Services.GetRequiredService<IStringLocalizer<WizardTexts>>();
        foreach (var terms in new[] { LinkingScene.Terms, LinkingScene.Terms with { Purposes = Enum.GetValues<Purpose>(), Days = 365 } })
        {
            Assert.Equal(ConsentText.Of(terms), WizardWords.Words(texts, terms));
        }

        Read("de-DE");
        Assert.Contains("nach Anzeichen von Betrug", WizardWords.Words(texts, LinkingScene.Terms), StringComparison.Ordinal);
        Assert.All(Enum.GetValues<ProblemKind>(), kind => Assert.False(texts[$"Problem_{kind}"].ResourceNotFound, $"{kind} has no sentence."));
    }

    [Fact]
    public async Task No_purpose_but_showing_is_on_until_it_is_chosen_and_a_wrong_term_is_not_agreed_to()
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/links/new?bank={_scene.Institution.Id}");
        var page = Render<LinkBankPage>();
        Assert.All(page.FindAll("[role=switch]"), one => Assert.Equal("false", one.GetAttribute("aria-checked")));

        await page.FindAll("input[type=radio]")[^1].ChangeAsync(true);
        await page.Find("#own-days").InputAsync("400");
        await page.Find("button.button-primary").ClickAsync();
        Assert.Equal("true", page.Find("#own-days").GetAttribute("aria-invalid"));
        Assert.Empty(_scene.Bank.Begun);

        await page.Find("#own-days").InputAsync("45");
        await page.FindAll("[role=switch]")[1].ClickAsync();
        Assert.Contains("in a messenger that I connect", Text(page), StringComparison.Ordinal);
        await page.Find("button.button-primary").ClickAsync();
        Assert.Equal(45, Assert.Single(_scene.Bank.Begun).Days);
    }

    [Fact]
    public async Task A_bank_that_cannot_be_asked_leaves_the_consent_page_with_a_sentence()
    {
        _scene.Bank.Fails["Begin"] = new ConnectorProblem(ProblemKind.ProviderDown);
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/links/new?bank={_scene.Institution.Id}");
        var page = Render<LinkBankPage>();
        await page.Find("button.button-primary").ClickAsync();
        Assert.Contains("Alder Bank did not answer", Text(page), StringComparison.Ordinal);
        Assert.Equal(0, await _scene.Count("link_attempts"));
    }

    [Fact]
    public async Task Each_step_of_an_attempt_has_its_sentence_and_a_way_on()
    {
        var attempt = await _scene.Begin();
        Assert.Contains("Sign in at Alder Bank", Text(Show(attempt)), StringComparison.Ordinal);
        Database.Clock.Advance(LinkAttempt.Lasts);
        Assert.Contains("This took longer than an hour", Text(Show(attempt)), StringComparison.Ordinal);
        Assert.Contains("Begin again at Alder Bank", Text(Show(attempt)), StringComparison.Ordinal);

        var refused = await _scene.Begin();
        await _scene.Answers.TakeReply(Member.Id, new Dictionary<string, string> { ["state"] = _scene.Bank.Begun[^1].State, ["error"] = "no" });
        Assert.Contains("did not let BankView in", Text(Show(refused)), StringComparison.Ordinal);
        Assert.Contains("Nothing was linked.", Text(Show(refused)), StringComparison.Ordinal);

        var left = await _scene.Begin();
        await Show(left).Find("button:not(.button-primary)").ClickAsync();
        Assert.Contains("You let the link to Alder Bank be.", Text(Show(left)), StringComparison.Ordinal);

        Assert.Contains("No link is being made here", Text(Show(Guid.NewGuid())), StringComparison.Ordinal);
        var stranger = await LinkingScene.Set(await TestMember.Join(Database));
        Assert.Contains("No link is being made here", Text(Show(await stranger.Begin())), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_tab_sees_that_the_link_was_made_and_nothing_is_ticked_beforehand()
    {
        var attempt = await _scene.Begin();
        await _scene.Answers.TakeReply(Member.Id, _scene.Reply());
        var page = Show(attempt);
        Assert.Empty(page.FindAll("input[checked]"));
        Assert.Contains("A kind that BankView does not show", Text(page), StringComparison.Ordinal);

        await _scene.Finish(attempt, "acc-1");

        page.WaitForAssertion(() => Assert.Contains("Alder Bank is linked.", Text(page), StringComparison.Ordinal));
        // The page began the first reading; it ends before its database does.
        page.WaitForAssertion(() => Assert.Equal((1, false), (page.FindAll("h2").Count, Text(page).Contains("You may leave", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task A_page_that_looks_late_leaves_what_the_first_reading_brought()
    {
        var link = (await _scene.Link("acc-1"))[0];
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
        var link = (await _scene.Link("acc-1"))[0];
        var renewal = await _scene.Begin(AttemptKind.Renewal, link);
        await _scene.Answers.TakeReply(Member.Id, _scene.Reply("code 2"));

        var page = Show(renewal);

        Assert.Single(page.FindAll("input[checked]"));
        Assert.Contains("History is kept", Text(page), StringComparison.Ordinal);
        Assert.Contains("Renew the consent for Alder Bank", Text(page), StringComparison.Ordinal);
    }

    private IRenderedComponent<LinkAttemptPage> Show(Guid attempt) => Render<LinkAttemptPage>(page => page.Add(one => one.Id, attempt));

    private sealed class Running : IHostApplicationLifetime
    {
        public CancellationToken ApplicationStarted => default;

        public CancellationToken ApplicationStopping => default;

        public CancellationToken ApplicationStopped => default;

        public void StopApplication()
        {
        }
    }
}

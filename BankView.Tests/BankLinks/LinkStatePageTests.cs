using BankView.Data.BankLinks;
using BankView.Data.BankLinks.Connectors;
using BankView.Tests.Testing;
using BankView.Web.Accounts;
using BankView.Web.BankLinks;
using BankView.Web.Overview;
using Bunit;
using Dapper;

namespace BankView.Tests.BankLinks;

/// <summary>What pages say about a link in each of its states, and the one step they offer.</summary>
public class LinkStatePageTests : PageTest
{
    public static TheoryData<ProblemKind, string, string, string?> Problems => new()
    {
        { ProblemKind.ReauthRequired, "Needs you", "Alder Bank asks you to sign in again.", "/links/new?repair=" },
        { ProblemKind.ConsentRevoked, "Needs you", "The access was ended at Alder Bank.", "/links/new?repair=" },
        { ProblemKind.PaymentRequired, "Needs you", "Alder Bank asks you to pay there first.", "https://alder.example/" },
        { ProblemKind.ProviderDown, "Bank down", "Alder Bank does not answer as it should.", null },
        { ProblemKind.RateLimited, "Late", "Alder Bank asks for fewer questions.", null },
        { ProblemKind.ConsentExpired, "Expired", "The consent you gave at Alder Bank has run out.", "/links/new?renew=" },
    };

    [Theory, MemberData(nameof(Problems))]
    public async Task A_link_with_a_problem_is_never_fine_and_has_one_button_at_most(ProblemKind problem, string word, string sentence, string? href)
    {
        var link = await LinkedBank.Link(Member);
        await link.Set($"problem = '{problem}', problem_since = @now", new { now = Database.Clock.GetUtcNow() });

        var (list, page) = (Render<BankLinksPage>(), Render<LinkPage>(parameters => parameters.Add(one => one.Id, link.Id)));

        foreach (var text in new[] { Text(list), Text(page) })
        {
            Assert.Contains(word, text, StringComparison.Ordinal);
            Assert.Contains(sentence, text, StringComparison.Ordinal);
            Assert.DoesNotContain(" Fine ", $" {text} ", StringComparison.Ordinal);
        }

        Assert.Equal(href is null ? [] : [href], list.FindAll("section.link-card > a.button-primary")
            .Select(button => button.GetAttribute("href")!.Replace(link.Id.ToString(), "", StringComparison.Ordinal)));
        Assert.Equal(href is null ? 0 : 1, page.FindAll(".link-page a.button-primary").Count);
    }

    [Fact]
    public async Task A_fine_link_says_when_it_was_updated_and_nothing_else()
    {
        await LinkedBank.Link(Member);

        var page = Render<BankLinksPage>();

        Assert.Equal("Fine", page.Find(".link-health").TextContent.Trim());
        Assert.Contains("2 accounts · Last updated: Today, 10:00 AM", Text(page), StringComparison.Ordinal);
        Assert.DoesNotContain("link-line", Render<OverviewPage>().Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Figures_of_a_link_that_is_not_fine_are_marked_as_old_on_overview_and_account()
    {
        var link = await LinkedBank.Link(Member);
        await link.Set($"problem = '{ProblemKind.ReauthRequired}', last_success_at = @then", new { then = Database.Clock.GetUtcNow().AddDays(-1) });

        var (overview, account) = (Render<OverviewPage>(), Render<AccountPage>(parameters => parameters.Add(one => one.Id, link.Checking)));

        foreach (var text in new[] { Text(overview), Text(account) })
        {
            Assert.Contains("Last updated: Yesterday, 10:00 AM. Alder Bank asks you to sign in again. Repair", text, StringComparison.Ordinal);
            Assert.Contains("$5,123.45", text, StringComparison.Ordinal);
        }

        Assert.Equal($"/links/new?repair={link.Id}", overview.Find(".link-line a").GetAttribute("href"));
    }

    [Fact]
    public async Task A_consent_that_is_over_hides_its_accounts_and_the_overview_says_so()
    {
        var link = await LinkedBank.Link(Member);
        await link.Expire();

        var overview = Render<OverviewPage>();

        Assert.Contains("Your consent ended on", Text(overview), StringComparison.Ordinal);
        Assert.DoesNotContain("$5,123.45", overview.Markup, StringComparison.Ordinal);
        Assert.Equal($"/links/renew?link={link.Id}", overview.Find(".notice a").GetAttribute("href"));
    }

    [Theory, InlineData(LinkEnd.Administrator, "An administrator ended this link on"), InlineData(LinkEnd.Institution, "is no longer offered on this BankView"), InlineData(LinkEnd.Bank, "Alder Bank ended this link on")]
    public async Task A_link_that_others_ended_tells_on_the_overview_who_and_why(LinkEnd by, string sentence)
    {
        var link = await LinkedBank.Link(Member);
        await Database.Databases.Data.Write((connection, transaction) => new LinkEnding(Database.Keys, Member.Consents, Database.Clock)
            .End(connection, transaction, Member.Id, link.Id, by, "The contract with the bank has ended."));

        var text = Text(Render<OverviewPage>());

        Assert.Contains(sentence, text, StringComparison.Ordinal);
        Assert.Contains("The reason given: “The contract with the bank has ended.” Its history is hidden until you decide whether to keep it. Decide", text, StringComparison.Ordinal);
        Assert.DoesNotContain("$5,123.45", text, StringComparison.Ordinal);
    }

    [Theory, InlineData("problem = NULL"), InlineData("problem = 'ReauthRequired'"), InlineData("problem = 'ProviderDown'")]
    public async Task A_link_whose_bank_is_paused_is_not_fine_and_offers_no_step_that_leads_nowhere(string before)
    {
        var link = await LinkedBank.Link(Member);
        await link.Set(before);
        await Database.Databases.Data.Write((connection, transaction) =>
            connection.ExecuteAsync("UPDATE institutions SET state = 'Paused' WHERE name = 'Alder Bank'", transaction: transaction));

        var (list, page, overview) = (Render<BankLinksPage>(), Render<LinkPage>(parameters => parameters.Add(one => one.Id, link.Id)), Render<OverviewPage>());

        Assert.All(new[] { Text(list), Text(page), Text(overview) },
            text => Assert.Contains("Alder Bank is paused on this BankView: nothing is read for now.", text, StringComparison.Ordinal));
        Assert.Equal("Late", list.Find(".link-health").TextContent.Trim());
        Assert.Empty(page.FindAll(".link-page a.button-primary, .refresh-now"));
    }

    [Fact]
    public async Task What_a_withdrawn_bank_left_says_when_it_is_erased_as_long_as_anything_is_left()
    {
        var link = await LinkedBank.Link(Member);
        await Member.Revocations.End(Member.Id, link.Id);
        await Database.Databases.Data.Write((connection, transaction) => connection.ExecuteAsync(
            "UPDATE institutions SET state = 'Withdrawn', withdrawn_at = @now, erase_history_at = @end WHERE name = 'Alder Bank'",
            new { now = Database.Clock.GetUtcNow(), end = Database.Clock.GetUtcNow().AddDays(30) }, transaction));

        Assert.Contains("What is still here of it is erased on Sunday, December 20, 2026.", Text(Render<OverviewPage>()), StringComparison.Ordinal);
        await Member.Renewals.KeepHistory(Member.Id, link.Id);
        Assert.Contains("What is still here of it is erased on Sunday, December 20, 2026.", Text(Render<BankLinksPage>()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_consent_that_ends_within_a_month_is_told_and_not_before()
    {
        await LinkedBank.Link(Member);
        Database.Clock.Advance(TimeSpan.FromDays(149));
        Assert.DoesNotContain("Your consent ends on", Text(Render<BankLinksPage>()), StringComparison.Ordinal);

        Database.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Contains("Your consent ends on", Text(Render<BankLinksPage>()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_state_is_told_in_the_readers_language()
    {
        var link = await LinkedBank.Link(Member);
        await link.Set($"problem = '{ProblemKind.ReauthRequired}'");
        Read("de-DE");

        var text = Text(Render<BankLinksPage>());

        Assert.Contains("Braucht Sie", text, StringComparison.Ordinal);
        Assert.Contains("Alder Bank bittet Sie, sich neu anzumelden.", text, StringComparison.Ordinal);
    }
}

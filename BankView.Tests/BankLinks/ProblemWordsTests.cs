using BankView.Data.BankLinks.Connectors;
using BankView.Tests.Testing;
using BankView.Web.BankLinks;
using BankView.Web.Overview;
using Bunit;

namespace BankView.Tests.BankLinks;

public class ProblemWordsTests : PageTest
{
    public static TheoryData<ProblemKind> Problems => [.. Enum.GetValues<ProblemKind>()];

    [Theory, MemberData(nameof(Problems))]
    public async Task Each_problem_is_a_sentence_in_both_languages_on_every_page_that_shows_the_link_and_never_fine(ProblemKind problem)
    {
        var link = await LinkedBank.Link(Member);
        await link.Set($"problem = '{problem}', problem_since = @now", new { now = Database.Clock.GetUtcNow() });
        foreach (var (language, fine) in new[] { ("en-US", "Fine"), ("de-DE", "In Ordnung") })
        {
            Read(language);
            var page = Render<LinkPage>(parameters => parameters.Add(one => one.Id, link.Id));
            foreach (var text in new[] { Text(page), Text(Render<BankLinksPage>()), Text(Render<OverviewPage>()) })
            {
                Assert.DoesNotContain("Problem_", text, StringComparison.Ordinal);
                Assert.DoesNotContain(fine, text, StringComparison.Ordinal);
            }

            // The bank's name in the heading, and in the sentence about it.
            Assert.True(Text(page).Split("Alder Bank").Length > 2, Text(page));
        }
    }

    [Fact]
    public async Task A_consent_that_ends_within_a_month_is_told_on_the_overview_too_with_the_way_to_renew_it()
    {
        var link = await LinkedBank.Link(Member);
        Database.Clock.Advance(TimeSpan.FromDays(150));
        await link.Set("last_success_at = @now", new { now = Database.Clock.GetUtcNow() });

        var overview = Render<OverviewPage>();

        Assert.Contains("Your consent ends on Wednesday, May 19, 2027. Renew", Text(overview), StringComparison.Ordinal);
        Assert.Equal($"/links/renew?link={link.Id}", overview.Find(".link-line a").GetAttribute("href"));
    }
}

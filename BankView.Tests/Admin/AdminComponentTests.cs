using BankView.Data;
using BankView.Data.Administration;
using BankView.Data.BankLinks;
using BankView.Data.BankLinks.Connectors;
using BankView.Tests.Testing;
using BankView.Web.Admin.Actions;
using BankView.Web.Admin.Institutions;
using BankView.Web.Admin.Links;
using Bunit;

namespace BankView.Tests.Admin;

public class AdminComponentTests : UiTest
{
    [Theory]
    [InlineData("en-US", "Needs the member", "The bank wants the member to sign in again")]
    [InlineData("de-DE", "Braucht das Mitglied", "Die Bank verlangt eine neue Anmeldung des Mitglieds")]
    public void A_link_says_what_is_wrong_in_words(string culture, string state, string problem)
    {
        Read(culture);

        var facts = Render<LinkFacts>(parameters => parameters.Add(one => one.Link, Link(new()
        {
            Connector = ConnectorKind.Fdx,
            Problem = ProblemKind.ReauthRequired,
            ConsentExpiresAt = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
            CallsToday = 3,
        })));

        Assert.Contains(state, facts.Markup, StringComparison.Ordinal);
        Assert.Contains(problem, facts.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_that_ended_says_by_whom_and_why()
    {
        var facts = Render<LinkFacts>(parameters => parameters.Add(one => one.Link, Link(new()
        {
            Connector = ConnectorKind.Fdx,
            RevokedAt = new DateTimeOffset(2025, 11, 5, 8, 0, 0, TimeSpan.Zero),
            RevokedBy = LinkEnd.Institution,
            Reason = "The bank left.",
        })));

        Assert.Contains("because the bank was withdrawn", facts.Markup, StringComparison.Ordinal);
        Assert.Contains("The bank left.", facts.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_that_is_set_can_be_replaced_or_removed_and_has_no_value()
    {
        var input = Render<SettingInput>(parameters => parameters
            .Add(one => one.Field, new SettingField("ClientSecret", SettingForm.Text, IsRequired: true, IsSecret: true))
            .Add(one => one.SetAt, new DateTimeOffset(2025, 11, 1, 8, 0, 0, TimeSpan.Zero)));

        Assert.Equal("password", input.Find("input[name='Form.Secrets[ClientSecret]']").GetAttribute("type"));
        Assert.False(input.Find("input[name='Form.Secrets[ClientSecret]']").HasAttribute("value"));
        Assert.Contains("Remove Client secret", input.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_kind_of_act_problem_and_state_has_words_in_both_languages()
    {
        foreach (var culture in new[] { "en-US", "de-DE" })
        {
            Read(culture);
            foreach (var kind in Enum.GetValues<AdminActionKind>())
            {
                Assert.DoesNotContain("Kind_", Render<ActionEntry>(parameters => parameters.Add(one => one.Action, Act(kind))).Markup, StringComparison.Ordinal);
            }

            foreach (var health in Enum.GetValues<LinkHealth>())
            {
                Assert.DoesNotContain("Health_", Render<HealthWord>(parameters => parameters.Add(one => one.Health, health)).Markup, StringComparison.Ordinal);
            }

            foreach (var problem in Enum.GetValues<ProblemKind>())
            {
                var status = new LinkStatus { Connector = ConnectorKind.Fdx, Problem = problem };
                Assert.DoesNotContain("Problem_", Render<LinkDetail>(parameters => parameters.Add(one => one.Status, status)).Markup, StringComparison.Ordinal);
            }
        }
    }

    private static AdminAction Act(AdminActionKind kind) =>
        new() { Id = Guid.CreateVersion7(), ActedAt = DateTimeOffset.UnixEpoch, Kind = kind, Administrator = "Robin", Subject = "Sam" };

    private static MemberLink Link(LinkStatus status) => new()
    {
        UserId = UserId.New(),
        MemberName = "Sam",
        LinkId = Guid.CreateVersion7(),
        InstitutionId = Guid.CreateVersion7(),
        InstitutionName = "Alder Bank",
        Cursor = MemberLinkCursor.First,
        Status = status,
    };
}

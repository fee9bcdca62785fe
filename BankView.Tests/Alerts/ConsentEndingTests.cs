using BankView.Data.Alerts;
using BankView.Data.Database;
using BankView.Tests.Testing;

namespace BankView.Tests.Alerts;

/// <summary>A consent that ends is told of as many days before as its member chose.</summary>
public class ConsentEndingTests
{
    [Theory, Databases]
    public async Task It_is_told_of_once_a_week_before_and_closed_when_it_is_renewed(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var (member, bank) = await Linked(database);
        var end = (await bank.Consent()).ExpiresAt;

        database.Clock.SetUtcNow(end.AddDays(-7).AddMinutes(-1));
        await Look(database);
        Assert.Empty(await CardMember.AlertsOf(member));
        database.Clock.SetUtcNow(end.AddDays(-7));
        await Look(database);
        database.Clock.Advance(TimeSpan.FromDays(2));
        await Look(database);
        var alert = Assert.Single(await CardMember.AlertsOf(member));
        Assert.Equal((AlertRule.ConsentEnds, bank.Id, end, "Alder Bank", true), (alert.Rule, alert.LinkId, alert.ConsentEndsAt, alert.BankName, alert.IsOpen));

        var next = await member.Renewals.Renew(member.Id, bank.Id, 90);
        Assert.False(Assert.Single(await CardMember.AlertsOf(member)).IsOpen);
        database.Clock.SetUtcNow(next!.Value.AddDays(-6));
        await Look(database);

        Assert.Equal(next, (await CardMember.AlertsOf(member))[0].ConsentEndsAt);
        Assert.Equal(2, (await CardMember.AlertsOf(member)).Count);
    }

    [Theory, Databases]
    public async Task Narrowing_a_consent_tells_nothing_again_and_choosing_a_later_day_does(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var (member, bank) = await Linked(database);
        await member.AlertChoices.Save(member.Id, new AlertChoices { ConsentEndsDays = 30 });
        var consent = await bank.Consent();
        database.Clock.SetUtcNow(consent.ExpiresAt.AddDays(-30));
        await Look(database);

        await member.Consents.Narrow(member.Id, bank.Id, consent.Without(account: bank.Card));
        await Look(database);
        Assert.True(Assert.Single(await CardMember.AlertsOf(member)).IsOpen);

        await member.AlertChoices.Save(member.Id, new AlertChoices { ConsentEndsDays = 3 });
        database.Clock.SetUtcNow(consent.ExpiresAt.AddDays(-3));
        await Look(database);
        Assert.Equal(2, (await CardMember.AlertsOf(member)).Count);
        await member.AlertChoices.Save(member.Id, new AlertChoices { ConsentEndsDays = 14 });
        await Look(database);
        Assert.Equal(2, (await CardMember.AlertsOf(member)).Count);
    }

    [Theory, Databases]
    public async Task Nobody_is_told_of_files_of_ended_links_and_of_what_they_do_not_want_to_know(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var (member, bank) = await Linked(database);
        var end = (await bank.Consent()).ExpiresAt;
        var (unasked, theirs) = await Linked(database);
        await unasked.AlertChoices.Save(unasked.Id, new AlertChoices { ConsentEnds = false });
        await member.Revocations.End(member.Id, bank.Id);
        var reader = await CardMember.Join(database);

        database.Clock.SetUtcNow(end.AddDays(-1));
        await Look(database);

        Assert.Equal(end, (await theirs.Consent()).ExpiresAt);
        Assert.Empty(await CardMember.AlertsOf(member));
        Assert.Empty(await CardMember.AlertsOf(unasked));
        Assert.Empty(await CardMember.AlertsOf(reader));
    }

    private static async Task<(TestMember Member, LinkedBank Bank)> Linked(TestDatabase database)
    {
        var member = await TestMember.Join(database);
        return (member, await LinkedBank.Link(member));
    }

    // Two nodes look at the same time of day.
    private static Task Look(TestDatabase database) => Task.WhenAll(
        new ConsentEndings(database.Databases, database.Keys, database.Clock).TellOfAllMembers(),
        new ConsentEndings(database.Databases, database.Keys, database.Clock).TellOfAllMembers());
}

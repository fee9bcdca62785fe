using BankView.Data.Database;
using BankView.Data.Users;
using BankView.Tests.Testing;

namespace BankView.Tests.Users;

public class OneTimeLinkTests
{
    [Theory, Databases]
    public async Task The_setup_link_makes_one_administrator_and_member_and_then_is_over(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var people = new People(database);
        var token = await people.Links.MakeSetup();

        var first = await people.Links.Join(OneTimeLinkKind.Setup, token, "Robin", "hash");
        var second = await people.Links.Join(OneTimeLinkKind.Setup, token, "Sam", "hash");

        Assert.Equal(JoinOutcome.Joined, first.Outcome);
        Assert.True(first.User!.IsMember && first.User.IsAdministrator);
        Assert.Equal(JoinOutcome.LinkOver, second.Outcome);
        Assert.Null(await people.Links.MakeSetup());
        Assert.Single(await people.Membership.ListAllPeople());
    }

    [Theory, Databases]
    public async Task Of_many_openers_at_the_same_moment_one_gets_in(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var people = new People(database);
        string?[] tokens = [await people.Links.MakeSetup(), await people.Links.MakeSetup()];

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(n =>
            Task.Run(() => people.Links.Join(OneTimeLinkKind.Setup, tokens[n % 2], $"Robin {n}", "hash"))));

        Assert.Single(outcomes, outcome => outcome.Outcome is JoinOutcome.Joined);
        Assert.Single(await people.Membership.ListAllPeople());
    }

    [Theory, Databases]
    public async Task A_taken_name_leaves_the_invitation_open(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var people = new People(database);
        var token = await people.Links.MakeInvitation(await people.SetUp(), "Sam", grantsMember: true, grantsAdministrator: false);

        var taken = await people.Links.Join(OneTimeLinkKind.Invitation, token, "ROBIN", "hash");
        var joined = await people.Links.Join(OneTimeLinkKind.Invitation, token, "Sam", "hash");

        Assert.Equal(JoinOutcome.NameTaken, taken.Outcome);
        Assert.Equal(JoinOutcome.Joined, joined.Outcome);
        Assert.False(joined.User!.IsAdministrator);
    }

    [Theory, Databases]
    public async Task An_invitation_lasts_seven_days_and_can_be_withdrawn(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var people = new People(database);
        var robin = await people.SetUp();
        var token = await people.Links.MakeInvitation(robin, null, grantsMember: true, grantsAdministrator: false);
        var withdrawn = await people.Links.MakeInvitation(robin, null, grantsMember: true, grantsAdministrator: false);
        await people.Links.RevokeInvitation((await people.Links.Find(OneTimeLinkKind.Invitation, withdrawn))!.Id, robin);

        database.Clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1));
        Assert.NotNull(await people.Links.Find(OneTimeLinkKind.Invitation, token));
        Assert.Null(await people.Links.Find(OneTimeLinkKind.Invitation, withdrawn));
        Assert.Single(await people.Links.ListOpenInvitations());

        database.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await people.Links.Find(OneTimeLinkKind.Invitation, token));
        Assert.Equal(JoinOutcome.LinkOver, (await people.Links.Join(OneTimeLinkKind.Invitation, token, "Sam", "hash")).Outcome);
    }

    [Theory, Databases]
    public async Task A_link_of_one_kind_is_none_of_another(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var people = new People(database);
        var robin = await people.SetUp();
        var reset = await people.PasswordResets.Make(robin, robin);

        Assert.Equal(JoinOutcome.LinkOver, (await people.Links.Join(OneTimeLinkKind.Invitation, reset, "Sam", "hash")).Outcome);
        Assert.Null(await people.Links.Find(OneTimeLinkKind.Setup, reset));
        Assert.Null(await people.PasswordResets.FindPerson(null));
    }
}

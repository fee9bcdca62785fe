using BankView.Data.Database;
using BankView.Data.Users;
using BankView.Tests.Testing;

namespace BankView.Tests.Users;

public class MembershipTests
{
    [Theory, Databases]
    public async Task Blocking_ends_every_session_and_lets_nobody_in_until_it_is_lifted(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var people = new People(database);
        var robin = await people.SetUp();
        var sam = await people.Invite(robin, "Sam");
        var before = await people.Sessions.Start(sam, "Firefox on Linux");

        Assert.True(await people.Membership.Block(sam, robin));
        Assert.Null(await people.Sessions.Check(sam, before));
        Assert.Null(await people.Sessions.Check(sam, await people.Sessions.Start(sam, "Firefox on Linux")));

        Assert.True(await people.Membership.Unblock(sam, robin));
        Assert.Null(await people.Sessions.Check(sam, before));
        Assert.NotNull(await people.Sessions.Check(sam, await people.Sessions.Start(sam, "Firefox on Linux")));
    }

    [Theory, Databases]
    public async Task The_last_active_administrator_can_be_neither_blocked_nor_demoted(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var people = new People(database);
        var robin = await people.SetUp();
        var sam = await people.Invite(robin, "Sam", asAdministrator: true);
        Assert.True(await people.Membership.Block(sam, robin));

        Assert.False(await people.Membership.Block(robin, robin));
        Assert.False(await people.Membership.SetRoles(robin, isMember: true, isAdministrator: false, robin));

        Assert.True(await people.Membership.Unblock(sam, robin));
        Assert.True(await people.Membership.SetRoles(robin, isMember: true, isAdministrator: false, robin));
    }

    [Theory, Databases]
    public async Task Two_administrators_who_demote_each_other_at_once_leave_one(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var people = new People(database);
        var robin = await people.SetUp();
        var sam = await people.Invite(robin, "Sam", asAdministrator: true);

        await Task.WhenAll(
            Task.Run(() => people.Membership.SetRoles(robin, isMember: true, isAdministrator: false, robin)),
            Task.Run(() => people.Membership.Block(sam, robin)));

        Assert.Single(await people.Membership.ListAllPeople(), person => person.IsAdministrator && person.Status is UserStatus.Active);
    }

    [Theory, Databases]
    public async Task Everyone_is_at_least_one_of_the_two(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var people = new People(database);
        var robin = await people.SetUp();
        var sam = await people.Invite(robin, "Sam");

        Assert.False(await people.Membership.SetRoles(sam, isMember: false, isAdministrator: false, robin));
        Assert.True(await people.Membership.SetRoles(sam, isMember: false, isAdministrator: true, robin));
        Assert.Equal((false, true), await people.Membership.Find(sam) is { } found ? (found.IsMember, found.IsAdministrator) : default);
    }
}

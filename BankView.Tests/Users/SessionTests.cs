using BankView.Data.Database;
using BankView.Tests.Testing;

namespace BankView.Tests.Users;

public class SessionTests
{
    [Theory, Databases]
    public async Task An_ended_session_is_over_and_the_other_one_is_not(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var people = new People(database);
        var robin = await people.SetUp();
        var phone = await people.Sessions.Start(robin, "Chrome on Android");
        var desk = await people.Sessions.Start(robin, "Firefox on Linux");

        await people.Sessions.End(robin, phone);

        Assert.Null(await people.Sessions.Check(robin, phone));
        Assert.Equal("Robin", (await people.Sessions.Check(robin, desk))!.UserName);
        Assert.Equal(["Firefox on Linux"], (await people.Sessions.List(robin)).Select(session => session.Device));
    }

    [Theory, Databases]
    public async Task Nobody_can_end_or_use_another_persons_session(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var people = new People(database);
        var robin = await people.SetUp();
        var sam = await people.Invite(robin, "Sam");
        var session = await people.Sessions.Start(robin, "Firefox on Linux");

        await people.Sessions.End(sam, session);

        Assert.NotNull(await people.Sessions.Check(robin, session));
        Assert.Null(await people.Sessions.Check(sam, session));
    }

    [Theory, Databases]
    public async Task A_session_begun_while_blocked_does_not_hold_once_unblocked(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var people = new People(database);
        var robin = await people.SetUp();
        var sam = await people.Invite(robin, "Sam");
        await people.Membership.Block(sam, robin);
        var session = await people.Sessions.Start(sam, "Firefox on Linux");

        await people.Membership.Unblock(sam, robin);

        Assert.Null(await people.Sessions.Check(sam, session));
        Assert.Empty(await people.Sessions.List(sam));
    }

    [Theory, Databases]
    public async Task A_session_that_is_not_seen_for_fourteen_days_is_over(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var people = new People(database);
        var robin = await people.SetUp();
        var used = await people.Sessions.Start(robin, "Firefox on Linux");
        var left = await people.Sessions.Start(robin, "Safari on iPhone");

        database.Clock.Advance(TimeSpan.FromDays(8));
        await people.Sessions.NoteSeen(robin, used, database.Clock.GetUtcNow().AddDays(-8));
        database.Clock.Advance(TimeSpan.FromDays(6));

        Assert.NotNull(await people.Sessions.Check(robin, used));
        Assert.Null(await people.Sessions.Check(robin, left));
        Assert.Single(await people.Sessions.List(robin));
    }

    [Theory, Databases]
    public async Task A_confirmation_lasts_five_minutes_at_the_browser_where_it_was_given(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var people = new People(database);
        var robin = await people.SetUp();
        var sam = await people.Invite(robin, "Sam");
        var desk = await people.Sessions.Start(robin, "Firefox on Linux");
        var phone = await people.Sessions.Start(robin, "Chrome on Android", isConfirmed: false);
        Assert.True(await people.Sessions.IsConfirmed(robin, desk));
        Assert.False(await people.Sessions.IsConfirmed(robin, phone));

        database.Clock.Advance(TimeSpan.FromMinutes(4));
        await people.Sessions.Confirm(robin, phone);
        await people.Sessions.Confirm(sam, desk);
        database.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.False(await people.Sessions.IsConfirmed(robin, desk));
        Assert.True(await people.Sessions.IsConfirmed(robin, phone));
        Assert.False(await people.Sessions.IsConfirmed(sam, phone));

        await people.Sessions.End(robin, phone);
        Assert.False(await people.Sessions.IsConfirmed(robin, phone));
    }

    [Theory, Databases]
    public async Task Every_end_is_told_to_open_pages_of_that_person_alone(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var people = new People(database);
        var robin = await people.SetUp();
        var sam = await people.Invite(robin, "Sam");
        var (robins, sams) = (0, 0);
        using var first = people.Events.Subscribe(robin, () => robins++);
        var second = people.Events.Subscribe(sam, () => sams++);

        await people.Sessions.EndAll(sam);
        second.Dispose();
        await people.Membership.Block(sam, robin);

        Assert.Equal((0, 1), (robins, sams));
    }
}

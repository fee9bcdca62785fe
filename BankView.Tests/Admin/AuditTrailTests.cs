using BankView.Data.Administration;
using BankView.Data.Database;
using BankView.Data.Users;
using BankView.Tests.Testing;

namespace BankView.Tests.Admin;

public class AuditTrailTests
{
    // The trail is in the order of instants.
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    [Theory, Databases]
    public async Task Every_act_on_people_leaves_one_entry_and_no_token(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        database.Clock.AutoAdvanceAmount = Tick;
        var people = new People(database);
        var robin = await people.SetUp();
        var token = await people.Links.MakeInvitation(robin, "Sam from next door", grantsMember: true, grantsAdministrator: false);
        var sam = (await people.Links.Join(OneTimeLinkKind.Invitation, token, "Sam", "hash")).User!.Id;
        var open = await people.Links.MakeInvitation(robin, note: null, grantsMember: true, grantsAdministrator: true);
        await people.Links.RevokeInvitation((await people.Links.Find(OneTimeLinkKind.Invitation, open))!.Id, robin);
        await people.Membership.Block(sam, robin);
        await people.Membership.Unblock(sam, robin);
        await people.Membership.SetRoles(sam, isMember: false, isAdministrator: true, robin);
        var reset = await people.PasswordResets.Make(sam, robin);

        var trail = (await new AdminActionStore(database.Databases).List(null, AdminActionCursor.Newest, 100)).Reverse().ToList();

        Assert.Equal(
        [
            (AdminActionKind.PersonInvited, "Sam from next door", "Member"), (AdminActionKind.PersonInvited, "", "Member, Administrator"),
            (AdminActionKind.InvitationRevoked, "", null), (AdminActionKind.PersonBlocked, "Sam", null), (AdminActionKind.PersonUnblocked, "Sam", null),
            (AdminActionKind.RolesChanged, "Sam", "Administrator"), (AdminActionKind.PasswordLinkMade, "Sam", null),
        ], trail.Select(action => (action.Kind, action.Subject, action.Detail)));
        Assert.All(trail, action => Assert.Equal("Robin", action.Administrator));
        Assert.DoesNotContain(await TableDump.Lines(database.Databases.Data), line => new[] { token, open, reset }.Any(secret => line.Contains(secret, StringComparison.Ordinal)));
    }

    [Theory, Databases]
    public async Task What_was_refused_leaves_none(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        database.Clock.AutoAdvanceAmount = Tick;
        var people = new People(database);
        var robin = await people.SetUp();

        Assert.False(await people.Membership.Block(robin, robin));
        Assert.False(await people.Links.RevokeInvitation(Guid.CreateVersion7(), robin));

        Assert.Empty(await new AdminActionStore(database.Databases).List(null, AdminActionCursor.Newest, 100));
    }

    [Theory, Databases]
    public async Task The_trail_is_read_page_by_page_and_by_kind(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        database.Clock.AutoAdvanceAmount = Tick;
        var office = await Office.Open(database);
        foreach (var name in new[] { "Alder", "Birch", "Cedar" })
        {
            await office.Banks.Offer((await office.Add(name)).Id, office.Administrator);
        }

        var seen = new List<AdminAction>();
        var cursor = AdminActionCursor.Newest;
        while (await office.Actions.List(AdminActionKind.InstitutionOffered, cursor, 1) is [var action])
        {
            seen.Add(action);
            cursor = action.Cursor;
        }

        Assert.Equal(["Alder", "Birch", "Cedar"], seen.Select(action => action.Subject).Order(StringComparer.Ordinal));
        Assert.Equal(6, (await office.Trail()).Count);
    }
}

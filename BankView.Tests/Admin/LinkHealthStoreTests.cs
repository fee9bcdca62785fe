using BankView.Data.Administration;
using BankView.Data.BankLinks;
using BankView.Data.BankLinks.Connectors;
using BankView.Data.Database;
using BankView.Tests.Testing;
using Dapper;

namespace BankView.Tests.Admin;

public class LinkHealthStoreTests
{
    [Theory, Databases]
    public async Task Links_are_listed_by_state_and_by_bank_page_by_page(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var office = await Office.Open(database);
        var (sam, kim) = (await TestMember.Join(database), await TestMember.Join(database));
        var (fine, down, ended) = (await LinkedBank.Link(sam), await LinkedBank.Link(kim), await LinkedBank.Link(kim, "Zebra Bank"));
        await sam.BringIn(Testing.Statements.Checking(), bank: "Files Bank", file: "files.ofx");
        await down.Set("problem = 'ProviderDown', problem_since = @now, calls_day = @today, calls_today = 7", new
        {
            now = database.Clock.GetUtcNow(),
            today = DateOnly.FromDateTime(database.Clock.GetUtcNow().UtcDateTime),
        });
        await ended.Set("revoked_at = @now, revoked_by = 'Bank', reason = 'what the bank said'", new { now = database.Clock.GetUtcNow() });

        var all = await Walk(office, new());
        Assert.Equal(new[] { fine.Id, down.Id, ended.Id }.Order(), all.Select(link => link.LinkId).Order());
        var found = Assert.Single(await Walk(office, new(Health: LinkHealth.BankDown)));
        Assert.Equal((kim.Id, "Alder Bank", ProblemKind.ProviderDown, 7), (found.UserId, found.InstitutionName, found.Status.Problem, found.Status.CallsToday));
        Assert.Equal(ended.Id, Assert.Single(await Walk(office, new((await ended.Read()).InstitutionId))).LinkId);
        Assert.Null((await office.Health.FindOfAllMembers(kim.Id, ended.Id))!.Status.Reason);
        Assert.Null(await office.Health.FindOfAllMembers(sam.Id, ended.Id));
        Assert.Equal([(LinkHealth.Fine, 1)], (await office.Health.CountOfAllMembers())[(await fine.Read()).InstitutionId]);
    }

    [Theory, Databases]
    public async Task Readings_come_newest_first_each_once_also_those_of_one_instant(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var office = await Office.Open(database);
        var link = await LinkedBank.Link(await TestMember.Join(database));
        var now = database.Clock.GetUtcNow();
        foreach (var minute in new[] { 0, 0, 0, 1, 2 })
        {
            await AddRun(link, now.AddMinutes(minute));
        }

        var seen = new List<MemberSyncRun>();
        var cursor = SyncRunCursor.Newest;
        while (await office.Health.ListRunsOfAllMembers(null, cursor, 2) is { Count: > 0 } page)
        {
            seen.AddRange(page);
            cursor = page[^1].Cursor;
        }

        Assert.Equal([2, 1, 0, 0, 0], seen.Select(run => (int)(run.StartedAt - now).TotalMinutes));
        Assert.Equal(5, seen.Select(run => run.Id).Distinct().Count());
        Assert.Equal((3, 2, 1, ProblemKind.PartialData), (seen[0].Added, seen[0].Changed, seen[0].Removed, seen[0].Problem));
        Assert.Empty(await office.Health.ListRunsOfAllMembers(Guid.CreateVersion7(), SyncRunCursor.Newest, 10));
    }

    [Theory, Databases]
    public async Task A_link_is_made_due_only_while_it_may_be_read(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var office = await Office.Open(database);
        var sam = await TestMember.Join(database);
        var link = await LinkedBank.Link(sam);
        var bank = (await link.Read()).InstitutionId;

        Assert.Equal(database.Clock.GetUtcNow(), await office.Interventions.ReadAgain(sam.Id, link.Id, office.Administrator));
        Assert.Equal(database.Clock.GetUtcNow(), (await link.Read()).Status.NextSyncAt);
        await office.Banks.Pause(bank, office.Administrator);
        Assert.Null(await office.Interventions.ReadAgain(sam.Id, link.Id, office.Administrator));
        await office.Banks.Offer(bank, office.Administrator);
        await link.Expire();
        Assert.Null(await office.Interventions.ReadAgain(sam.Id, link.Id, office.Administrator));
        Assert.Single(await office.Trail(), action => action.Kind is AdminActionKind.LinkReadAgain);
    }

    [Theory, Databases]
    public async Task A_link_is_disconnected_with_a_reason_that_its_member_sees(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var office = await Office.Open(database);
        var sam = await TestMember.Join(database);
        var link = await LinkedBank.Link(sam);

        Assert.True(await office.Interventions.Disconnect(sam.Id, link.Id, "You asked us to.", office.Administrator));
        Assert.False(await office.Interventions.Disconnect(sam.Id, link.Id, "Again.", office.Administrator));

        var status = (await link.Read()).Status;
        Assert.Equal((LinkEnd.Administrator, "You asked us to.", null), (status.RevokedBy, status.Reason, status.NextSyncAt));
        Assert.Equal(RevocationState.Pending, (await link.Revocation()).State);
        var act = Assert.Single(await office.Trail());
        Assert.Equal((AdminActionKind.LinkDisconnected, $"{sam.Id}, Alder Bank", "You asked us to."), (act.Kind, act.Subject, act.Detail));
    }

    private static async Task<IReadOnlyList<MemberLink>> Walk(Office office, MemberLinkFilter filter)
    {
        var seen = new List<MemberLink>();
        var cursor = MemberLinkCursor.First;
        while (await office.Health.ListOfAllMembers(filter, cursor, 1) is [var link])
        {
            seen.Add(link);
            cursor = link.Cursor;
        }

        return seen;
    }

    private static Task<int> AddRun(LinkedBank link, DateTimeOffset at) => link.Member.Database.Databases.Data.Write((connection, transaction) =>
        connection.ExecuteAsync("""
            INSERT INTO sync_runs (user_id, link_id, id, asked_by, started_at, finished_at, problem, added, changed, removed)
            VALUES (@userId, @linkId, @id, 'Schedule', @at, @end, 'PartialData', 3, 2, 1)
            """, new { userId = link.Member.Id, linkId = link.Id, id = Guid.CreateVersion7(), at, end = at.AddSeconds(2) }, transaction));
}

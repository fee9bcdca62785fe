using BankView.Data.Administration;
using BankView.Data.BankLinks.Connectors;
using BankView.Data.BankLinks.Sync;
using BankView.Data.Database;
using BankView.Tests.BankLinks.Sync;
using BankView.Tests.Testing;

namespace BankView.Tests.Admin;

/// <summary>A reading that an administrator asks for is one of theirs, and no other is.</summary>
public class AskedReadingTests
{
    [Theory, Databases]
    public async Task It_is_recorded_as_theirs_and_the_next_one_is_the_schedules_again(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var (office, member) = (await Office.Open(database), await SyncedMember.Join(database));
        await member.Read();
        Assert.Empty(await member.Due.TakeOfAllMembers(10));
        database.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(database.Clock.GetUtcNow(), await office.Interventions.ReadAgain(member.Id, member.LinkId, office.Administrator));
        var due = Assert.Single(await member.Due.TakeOfAllMembers(10));
        Assert.Equal(SyncTrigger.Administrator, due.AskedBy);
        Assert.Equal(SyncEnd.Done, (await member.Read(due.AskedBy)).End);

        database.Clock.Advance(TimeSpan.FromHours(7));
        var next = Assert.Single(await member.Due.TakeOfAllMembers(10));
        await member.Read(next.AskedBy);
        Assert.Equal(["Schedule", "Administrator", "Schedule"],
            (await office.Health.ListRunsOfAllMembers(null, SyncRunCursor.Newest, 10)).Select(run => run.AskedBy));
        Assert.False(member.Bank.Accesses[^1].IsMemberPresent);
    }

    [Theory, Databases]
    public async Task A_bank_that_asked_to_wait_is_not_asked_sooner(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var (office, member) = (await Office.Open(database), await SyncedMember.Join(database));
        member.Bank.BeforePage = _ => throw new ConnectorException(new ConnectorProblem(ProblemKind.RateLimited) { RetryAfter = TimeSpan.FromHours(3) });
        await member.Read();
        var allowed = database.Clock.GetUtcNow().AddHours(3);

        Assert.Equal(allowed, await office.Interventions.ReadAgain(member.Id, member.LinkId, office.Administrator));
        Assert.Empty(await member.Due.TakeOfAllMembers(10));

        database.Clock.SetUtcNow(allowed);
        member.Bank.BeforePage = _ => Task.CompletedTask;
        var due = Assert.Single(await member.Due.TakeOfAllMembers(10));
        Assert.Equal(SyncEnd.Done, (await member.Read(due.AskedBy)).End);
        Assert.Equal(nameof(SyncTrigger.Administrator), (await office.Health.ListRunsOfAllMembers(null, SyncRunCursor.Newest, 1))[0].AskedBy);
    }

    [Theory, Databases]
    public async Task With_the_days_calls_used_up_it_waits_for_the_next_day(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var (office, member) = (await Office.Open(database), await SyncedMember.Join(database));
        await member.Change("UPDATE bank_links SET calls_day = '2026-11-20', calls_today = 5000 WHERE user_id = @Id");
        await office.Interventions.ReadAgain(member.Id, member.LinkId, office.Administrator);

        var due = Assert.Single(await member.Due.TakeOfAllMembers(10));
        var outcome = await member.Read(due.AskedBy);

        Assert.Equal((SyncEnd.NotYet, outcome.NextAt), (outcome.End, (await member.Status()).NextSyncAt));
        Assert.Equal(database.Clock.GetUtcNow().UtcDateTime.Date.AddDays(1), outcome.NextAt!.Value.UtcDateTime);
    }

    [Theory]
    [InlineData("en-US", "asked by: an administrator")]
    [InlineData("de-DE", "angestoßen von: Verwaltung")]
    public async Task The_runs_page_says_so_in_both_languages(string culture, string words)
    {
        await using var site = await AdminSite.Open();
        using var alex = await site.SignIn("Alex");
        Assert.Contains("It is due now", await FormClient.Text(await alex.Post(site.LinkPath, "read")), StringComparison.Ordinal);
        var due = Assert.Single(await site.App.Get<DueLinks>().TakeOfAllMembers(10));
        await site.App.Get<LinkSync>().Run(due.UserId, due.LinkId, due.AskedBy, cancellation: TestContext.Current.CancellationToken);

        Assert.Contains(words, await alex.Read($"/admin/sync-runs?culture={culture}&ui-culture={culture}"), StringComparison.Ordinal);
    }
}

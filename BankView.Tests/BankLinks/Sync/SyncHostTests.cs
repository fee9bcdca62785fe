using BankView.Data.BankLinks.Connectors;
using BankView.Data.Database;
using BankView.Tests.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BankView.Tests.BankLinks.Sync;

public class SyncHostTests
{
    [Fact]
    public async Task The_application_reads_a_due_link_by_itself_and_not_when_it_is_told_to_leave_that_to_others()
    {
        await using var database = await TestDatabase.Make(DatabaseKind.Sqlite);
        var member = await SyncedMember.Join(database);
        member.Bank.Rows = [member.Row("1", 1, -100, "Tea House")];
        await IsDue(member);
        var read = new TaskCompletionSource();
        member.Bank.BeforePage = page => Task.FromResult(page == 1 && read.TrySetResult());

        await using (await Start(database, member.Bank, enabled: false))
        {
            await Task.Delay(TimeSpan.FromSeconds(1));
            Assert.Empty(member.Bank.Asked);
        }

        await using (await Start(database, member.Bank, enabled: true))
        {
            await read.Task.WaitAsync(TimeSpan.FromMinutes(2));
        }

        // The host waited for the reading to end before it stopped.
        Assert.Single(member.Bank.Asked);
        Assert.NotNull((await member.Runs.ListRuns(member.Id, member.LinkId, 1))[0]);
        Assert.False((await member.Runs.ListRuns(member.Id, member.LinkId, 1))[0].IsRunning);
    }

    [Fact]
    public async Task A_restart_in_the_middle_of_a_reading_keeps_what_came_and_the_rest_comes_by_itself()
    {
        await using var database = await TestDatabase.Make(DatabaseKind.Sqlite);
        var member = await SyncedMember.Join(database);
        member.Bank.RowsPerPage = 1;
        member.Bank.Rows = [member.Row("1", 2, -100, "Tea House"), member.Row("2", 1, -200, "Corner Bakery")];
        var reached = new TaskCompletionSource();
        member.Bank.BeforePage = async page =>
        {
            if (page == 2)
            {
                reached.TrySetResult();
                await Task.Delay(Timeout.Infinite, member.Bank.Stopping);
            }
        };
        await IsDue(member);
        await using (await Start(database, member.Bank, enabled: true))
        {
            await reached.Task.WaitAsync(Hang.Limit);
        }

        Assert.Single(await member.Seen());
        Assert.True(Assert.Single(await member.Runs.ListRuns(member.Id, member.LinkId, 10)).IsInterrupted);

        member.Bank.BeforePage = _ => Task.CompletedTask;
        await IsDue(member);
        await using (await Start(database, member.Bank, enabled: true))
        {
            for (var until = DateTime.UtcNow + Hang.Limit; (await member.Status()).LastSuccessAt is null && DateTime.UtcNow < until;)
            {
                await Task.Delay(50);
            }
        }

        Assert.Equal(["11-18 -100 Tea House", "11-19 -200 Corner Bakery"], await member.Seen());
        Assert.Equal(2, (await member.Runs.ListRuns(member.Id, member.LinkId, 10)).Count);
    }

    // As if the time until its next reading had passed.
    private static Task<int> IsDue(SyncedMember member) =>
        member.Change("UPDATE bank_links SET next_sync_at = '2020-01-01T00:00:00.000Z' WHERE user_id = @Id");

    private static Task<BankViewApp> Start(TestDatabase database, PagedBank bank, bool enabled) => BankViewApp.Start(host =>
    {
        host.UseSetting("Database:Folder", database.Folder);
        host.UseSetting("MasterKey:Value", Convert.ToBase64String(new byte[32]));
        host.UseSetting("Sync:Enabled", enabled ? "true" : "false");
        host.ConfigureTestServices(services => services.RemoveAll<IConnector>().AddSingleton<IConnector>(bank));
    });
}

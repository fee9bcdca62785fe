using BankView.Data.BankLinks.Connectors;
using BankView.Data.Database;
using BankView.Tests.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace BankView.Tests.BankLinks.Sync;

public class SyncHostTests
{
    [Fact]
    public async Task The_application_reads_a_due_link_by_itself_and_not_when_it_is_told_to_leave_that_to_others()
    {
        await using var database = await TestDatabase.Make(DatabaseKind.Sqlite);
        var member = await SyncedMember.Join(database);
        member.Bank.Rows = [member.Row("1", 1, -100, "Tea House")];
        await member.Change("UPDATE bank_links SET next_sync_at = '2020-01-01T00:00:00.000Z' WHERE user_id = @Id");
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

    private static Task<BankViewApp> Start(TestDatabase database, MemoryBank bank, bool enabled) => BankViewApp.Start(host =>
    {
        host.UseSetting("Database:Folder", database.Folder);
        host.UseSetting("MasterKey:Value", Convert.ToBase64String(new byte[32]));
        host.UseSetting("Sync:Enabled", enabled ? "true" : "false");
        host.ConfigureTestServices(services => services.AddSingleton<IConnector>(bank));
    });
}

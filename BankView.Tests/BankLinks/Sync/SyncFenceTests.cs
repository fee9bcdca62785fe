using BankView.Data.BankLinks.Sync;
using BankView.Data.Consents;
using BankView.Data.Database;
using BankView.Tests.Testing;

namespace BankView.Tests.BankLinks.Sync;

/// <summary>What happens to a reading while it is under way: others who read too, crashes, and a member who changes their mind.</summary>
public class SyncFenceTests
{
    [Theory, Databases]
    public async Task Two_readings_of_one_link_at_once_are_one(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await TwoPages(database);
        var (reached, goOn) = PauseBefore(member.Bank, page: 2);

        var first = Task.Run(() => member.Read());
        await reached;
        Assert.Equal(SyncEnd.Busy, (await member.Read()).End);
        Assert.True((await member.Runs.ListRuns(member.Id, member.LinkId, 10)).Single().IsRunning);
        goOn();

        Assert.Equal(SyncEnd.Done, (await first).End);
        Assert.Single(member.Bank.Asked);
    }

    [Theory, Databases]
    public async Task A_reading_that_was_not_heard_of_for_too_long_is_taken_over_and_its_late_page_is_refused(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await TwoPages(database);
        var (reached, goOn) = PauseBefore(member.Bank, page: 2);
        var late = Task.Run(() => member.Read());
        await reached;

        await member.Change("UPDATE bank_links SET lease_until = @before WHERE user_id = @Id AND id = @LinkId");
        member.Bank.BeforePage = _ => Task.CompletedTask;
        member.Bank.Rows = [.. member.Bank.Rows.Select(row => row with { Name = "Second Reader" })];
        var second = await member.Read();
        goOn();

        Assert.Equal((SyncEnd.Done, SyncEnd.TakenOver), (second.End, (await late).End));
        Assert.All(await member.Seen(), row => Assert.Contains("Second Reader", row, StringComparison.Ordinal));
        Assert.Equal([false, true], (await member.Runs.ListRuns(member.Id, member.LinkId, 10)).Select(run => run.IsInterrupted).Order());
    }

    [Theory, Databases]
    public async Task Consent_revoked_or_narrowed_in_the_middle_lets_nothing_more_in(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        foreach (var change in new Func<SyncedMember, Task>[]
        {
            member => member.Revoke(),
            member => member.Consent(DataCluster.AccountBasic, DataCluster.Balances),
            member => member.Member.Revocations.End(member.Id, member.LinkId),
        })
        {
            var member = await TwoPages(database);
            member.Bank.BeforePage = page => page == 2 ? change(member) : Task.CompletedTask;

            Assert.Equal(SyncEnd.Changed, (await member.Read()).End);

            Assert.Equal(1, await member.Change("UPDATE transactions SET id = id WHERE user_id = @Id AND account_id = @AccountId"));
        }
    }

    [Theory, Databases]
    public async Task Only_what_is_covered_is_asked_for(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await TwoPages(database);

        await member.Consent(DataCluster.AccountBasic, DataCluster.Balances);
        await member.Read();
        await member.Consent(DataCluster.AccountBasic, DataCluster.Transactions);
        await member.Read();
        await member.Revoke();

        Assert.Equal(SyncEnd.NotAllowed, (await member.Read()).End);
        Assert.Equal([(1, 0), (0, 1)], member.Bank.Asked.Select(asked => (asked.Balances.Count, asked.Windows.Count)));
    }

    [Theory, Databases]
    public async Task After_its_consent_has_run_out_a_link_is_read_by_no_schedule_no_administrator_and_no_member(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await TwoPages(database);
        database.Clock.Advance(TimeSpan.FromDays(90));

        Assert.Empty(await member.Due.TakeOfAllMembers(10));
        foreach (var trigger in Enum.GetValues<SyncTrigger>())
        {
            Assert.Equal(SyncEnd.NotAllowed, (await member.Read(trigger)).End);
        }

        Assert.Empty(member.Bank.Asked);
    }

    [Theory, Databases]
    public async Task A_reading_stopped_in_the_middle_is_shown_as_such_and_the_next_one_brings_the_rest(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await TwoPages(database);
        using var stop = new CancellationTokenSource();
        member.Bank.BeforePage = page => page == 2 ? stop.CancelAsync() : Task.CompletedTask;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => member.Read(cancellation: stop.Token));

        Assert.Single(await member.Seen());
        Assert.True((await member.Runs.ListRuns(member.Id, member.LinkId, 10)).Single().IsInterrupted);
        Assert.Equal([new DueLink(member.Id, member.LinkId)], await member.Due.TakeOfAllMembers(10));
        member.Bank.BeforePage = _ => Task.CompletedTask;
        Assert.Equal(SyncEnd.Done, (await member.Read()).End);
        Assert.Equal(2, (await member.Seen()).Count);
    }

    [Theory, Databases]
    public async Task A_credential_that_the_bank_exchanges_is_kept_and_used_next_time(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await TwoPages(database);
        await member.Read(SyncTrigger.FirstSync);
        await member.Bank.Accesses[0].Keep("another secret");
        await member.Read();

        Assert.Equal([("a secret", true), ("another secret", false)], member.Bank.Accesses.Select(access => (access.Credential, access.IsMemberPresent)));
    }

    private static async Task<SyncedMember> TwoPages(TestDatabase database)
    {
        var member = await SyncedMember.Join(database);
        member.Bank.RowsPerPage = 1;
        member.Bank.Accounts = [SyncedMember.Balance(100)];
        member.Bank.Rows = [member.Row("1", 3, -100, "Tea House"), member.Row("2", 2, -200, "Corner Bakery")];
        return member;
    }

    private static (Task Reached, Action GoOn) PauseBefore(PagedBank bank, int page)
    {
        var (reached, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        bank.BeforePage = async at =>
        {
            if (at == page)
            {
                reached.SetResult();
                await goOn.Task;
            }
        };
        return (reached.Task, goOn.SetResult);
    }
}

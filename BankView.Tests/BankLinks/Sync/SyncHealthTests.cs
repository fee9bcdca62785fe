using BankView.Data.BankLinks;
using BankView.Data.BankLinks.Connectors;
using BankView.Data.BankLinks.Sync;
using BankView.Data.Database;
using BankView.Data.Institutions;
using BankView.Tests.Testing;

namespace BankView.Tests.BankLinks.Sync;

public class SyncHealthTests
{
    private static readonly TimeSpan Never = TimeSpan.MaxValue;

    private static readonly (ProblemKind Problem, LinkHealth Health, TimeSpan Next)[] Expected =
    [
        (ProblemKind.ReauthRequired, LinkHealth.NeedsYou, Never),
        (ProblemKind.ConsentExpired, LinkHealth.Expired, Never),
        (ProblemKind.ConsentRevoked, LinkHealth.Revoked, Never),
        (ProblemKind.Refused, LinkHealth.NeedsYou, Never),
        (ProblemKind.PaymentRequired, LinkHealth.NeedsYou, Never),
        (ProblemKind.TokenCompromised, LinkHealth.NeedsYou, Never),
        (ProblemKind.AccountGone, LinkHealth.Late, TimeSpan.FromHours(6)),
        (ProblemKind.PartialData, LinkHealth.Late, TimeSpan.FromHours(6)),
        (ProblemKind.RateLimited, LinkHealth.Late, TimeSpan.FromMinutes(5)),
        (ProblemKind.ProviderDown, LinkHealth.BankDown, TimeSpan.FromMinutes(5)),
        (ProblemKind.Misconfigured, LinkHealth.BankDown, TimeSpan.FromMinutes(5)),
        (ProblemKind.RestartPagination, LinkHealth.Late, TimeSpan.FromMinutes(5)),
    ];

    [Theory, Databases]
    public async Task Each_problem_ends_in_its_health_and_its_next_try(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        foreach (var (problem, health, next) in Expected)
        {
            var member = await SyncedMember.Join(database);
            await member.Read();
            Assert.Equal(LinkHealth.Fine, await member.Health());
            Fail(member, new ConnectorProblem(problem));

            var outcome = await member.Read();

            Assert.Equal((SyncEnd.Problem, problem), (outcome.End, outcome.Problems[0].Kind));
            Assert.Equal(health, await member.Health());
            var status = await member.Status();
            if (next == Never && health is not LinkHealth.Revoked)
            {
                Assert.Null(status.NextSyncAt);
            }
            else if (next != Never)
            {
                Assert.InRange(status.NextSyncAt!.Value - database.Clock.GetUtcNow(), next, next * 1.1);
            }
        }
    }

    [Theory, Databases]
    public async Task A_consent_revoked_at_the_bank_ends_the_link_and_destroys_its_credential(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await SyncedMember.Join(database);
        Fail(member, new ConnectorProblem(ProblemKind.ConsentRevoked));
        await member.Read();

        var status = await member.Status();
        Assert.Equal((LinkEnd.Bank, database.Clock.GetUtcNow(), (DateTimeOffset?)null), (status.RevokedBy!.Value, status.RevokedAt!.Value, status.NextSyncAt));
        Assert.Equal(0, await member.Change("UPDATE credentials SET id = id WHERE user_id = @Id"));
        Assert.Equal(1, await member.Change("UPDATE consents SET id = id WHERE user_id = @Id AND revoked_at = @now"));
        Assert.Equal(SyncEnd.NotAllowed, (await member.Read(SyncTrigger.Member)).End);
        Assert.Null(await member.Runs.NextManualSync(member.Id, member.LinkId));
    }

    [Theory, Databases]
    public async Task Waits_double_with_each_failure_up_to_six_hours_and_are_never_shorter_than_the_bank_asks(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await SyncedMember.Join(database);
        Fail(member, new ConnectorProblem(ProblemKind.ProviderDown));
        foreach (var minutes in new[] { 5, 10, 20, 40, 80, 160, 320, 360, 360 })
        {
            await member.Read();
            Assert.InRange((await member.Status()).NextSyncAt!.Value - database.Clock.GetUtcNow(), TimeSpan.FromMinutes(minutes), TimeSpan.FromMinutes(minutes * 1.1));
        }

        Assert.Equal(database.Clock.GetUtcNow(), (await member.Status()).ProblemSince);
        Fail(member, new ConnectorProblem(ProblemKind.RateLimited) { RetryAfter = TimeSpan.FromHours(9) });
        await member.Read();
        Assert.Equal(database.Clock.GetUtcNow().AddHours(9), (await member.Status()).NextSyncAt);
        Assert.Equal(database.Clock.GetUtcNow().AddHours(9), await member.Runs.NextManualSync(member.Id, member.LinkId));

        member.Bank.BeforePage = _ => Task.CompletedTask;
        await member.Read();
        Assert.Equal((LinkHealth.Fine, (DateTimeOffset?)null), (await member.Health(), (await member.Status()).ProblemSince));
    }

    [Theory, Databases]
    public async Task What_did_not_come_keeps_a_link_from_being_fine_though_nobody_said_why(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        foreach (var cut in new Func<SyncPage, SyncPage>[] { page => page with { Finished = [] }, page => page with { Accounts = [] }, page => page with { UnreadableRows = 1 } })
        {
            var member = await SyncedMember.Join(database);
            member.Bank.Accounts = [SyncedMember.Balance(100)];
            member.Bank.Rows = [member.Row("1", 2, -100, "Tea House")];
            member.Bank.Cut = pages => [.. pages.Select(cut)];

            Assert.Equal(ProblemKind.PartialData, (await member.Read()).Problems[0].Kind);

            Assert.Equal((LinkHealth.Late, (DateTimeOffset?)null), (await member.Health(), (await member.Status()).LastSuccessAt));
            Assert.Single(await member.Seen());
        }
    }

    [Theory, Databases]
    public async Task The_days_calls_are_kept_to_and_some_are_left_to_the_member(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await SyncedMember.Join(database, new MemoryBank { Accounts = [SyncedMember.Balance(100)] });
        member.Bank.Traits = member.Bank.Traits with { CallsPerDay = 8 };
        for (var reading = 0; reading < 3; reading++)
        {
            Assert.Equal(SyncEnd.Done, (await member.Read()).End);
        }

        var midnight = new DateTimeOffset(database.Clock.GetUtcNow().UtcDateTime.Date.AddDays(1), TimeSpan.Zero);
        Assert.Equal((SyncEnd.NotYet, midnight), (await member.Read() is var refused ? (refused.End, refused.NextAt!.Value) : default));
        Assert.Equal(SyncEnd.NotYet, (await member.Read(SyncTrigger.Member)).End);
        database.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(SyncEnd.Done, (await member.Read(SyncTrigger.Member)).End);
        Assert.Equal(8, (await member.Status()).CallsToday);
        Assert.Equal(midnight, await member.Runs.NextManualSync(member.Id, member.LinkId));

        database.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(SyncEnd.Done, (await member.Read()).End);
    }

    [Theory, Databases]
    public async Task Nothing_is_read_of_an_institution_that_is_paused_and_a_due_link_is_taken_once(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var (one, other) = (await SyncedMember.Join(database), await SyncedMember.Join(database));
        await other.Institutions.Save(other.Institution with { State = InstitutionState.Paused }, new Dictionary<string, string>(), new Dictionary<string, string>());

        var taken = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => one.Due.TakeOfAllMembers(10))));

        Assert.Equal(new DueLink(one.Id, one.LinkId), Assert.Single(taken.SelectMany(links => links)));
        Assert.Equal(SyncEnd.NotAllowed, (await other.Read(SyncTrigger.Administrator)).End);
    }

    private static void Fail(SyncedMember member, ConnectorProblem problem) => member.Bank.BeforePage = _ => throw new ConnectorException(problem);
}

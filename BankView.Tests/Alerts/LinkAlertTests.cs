using BankView.Data.Alerts;
using BankView.Data.BankLinks;
using BankView.Data.BankLinks.Connectors;
using BankView.Data.Database;
using BankView.Tests.BankLinks.Sync;
using BankView.Tests.Testing;

namespace BankView.Tests.Alerts;

/// <summary>A link that only its member can repair is told of once, until it is repaired.</summary>
public class LinkAlertTests
{
    [Theory, Databases]
    public async Task It_is_told_of_once_until_it_is_fine_again_and_then_anew(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var synced = await WatchedBank.Join(database);
        await synced.Read();

        await Read(synced, ProblemKind.ProviderDown);
        Assert.Empty(await WatchedBank.Alerts(synced));
        await Read(synced, ProblemKind.ReauthRequired);
        await Read(synced, ProblemKind.ReauthRequired);
        await Read(synced, ProblemKind.ProviderDown);
        await Read(synced, ProblemKind.ReauthRequired);
        var first = Assert.Single(await WatchedBank.Alerts(synced));
        Assert.Equal((AlertRule.LinkNeedsYou, synced.LinkId, LinkHealth.NeedsYou, "Memory Bank", true),
            (first.Rule, first.LinkId, first.LinkState, first.BankName, first.IsOpen));

        await Read(synced, problem: null);
        Assert.False(Assert.Single(await WatchedBank.Alerts(synced)).IsOpen);
        await Read(synced, ProblemKind.ConsentExpired);

        var alerts = await WatchedBank.Alerts(synced);
        Assert.Equal([(LinkHealth.Expired, true), (LinkHealth.NeedsYou, false)], alerts.Select(alert => (alert.LinkState!.Value, alert.IsOpen)));
    }

    [Theory, Databases]
    public async Task A_bank_that_ended_the_consent_is_told_of_until_the_member_has_seen_it(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var synced = await WatchedBank.Join(database);

        await Read(synced, ProblemKind.ConsentRevoked);

        var alert = Assert.Single(await synced.Member.Alerts.ListOpen(synced.Id, 10));
        Assert.Equal(LinkHealth.Revoked, alert.LinkState);
        Assert.True(await synced.Member.Alerts.Close(synced.Id, alert.Id));
        Assert.False(await synced.Member.Alerts.Close(synced.Id, alert.Id));
        Assert.False(await synced.Member.Alerts.Answer(synced.Id, alert.Id, MemberAnswer.WasMe));
        Assert.Empty(await synced.Member.Alerts.ListOpen(synced.Id, 10));
        Assert.Equal(database.Clock.GetUtcNow(), Assert.Single(await WatchedBank.Alerts(synced)).SeenAt);
    }

    [Theory, Databases]
    public async Task Whoever_ends_the_link_or_does_not_want_to_know_hears_nothing_more_of_it(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var synced = await WatchedBank.Join(database);
        await Read(synced, ProblemKind.ReauthRequired);
        await synced.Member.Revocations.End(synced.Id, synced.LinkId);
        Assert.Empty(await synced.Member.Alerts.ListOpen(synced.Id, 10));

        await synced.Member.AlertChoices.Save(synced.Id, new AlertChoices { LinkNeedsYou = false });
        await WatchedBank.Relink(synced);
        await Read(synced, ProblemKind.ReauthRequired);

        Assert.Single(await WatchedBank.Alerts(synced));
    }

    [Theory, Databases]
    public async Task Erasing_the_link_erases_what_was_told_of_it(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var synced = await WatchedBank.Join(database);
        await Read(synced, ProblemKind.ReauthRequired);

        await synced.Member.Links.Erase(synced.Id, synced.LinkId);

        Assert.DoesNotContain(await TableDump.Lines(database.Databases.Data), line => line.StartsWith("alerts:", StringComparison.Ordinal));
    }

    private static async Task Read(SyncedMember synced, ProblemKind? problem)
    {
        WatchedBank.Fail(synced, problem);
        synced.Database.Clock.Advance(TimeSpan.FromHours(7));
        await synced.Read();
    }
}

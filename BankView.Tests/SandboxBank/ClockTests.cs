using System.Text.Json;
using BankView.Tests.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace BankView.Tests.SandboxBank;

public class ClockTests
{
    [Fact]
    public async Task Days_go_by_pending_rows_post_or_vanish_and_posted_rows_stay_as_they_were()
    {
        var clock = BankClock.Start();
        await using var app = await BankClock.App(clock);
        using var dance = await BankDance.With(app);
        var tokens = await dance.Link();
        var (before, pending) = (await Posted(dance, tokens.Access), await Ids(dance, tokens.Access, "PENDING", "AUTHORIZATION"));
        Assert.NotEmpty(pending);
        clock.Advance(TimeSpan.FromDays(4));
        tokens = Tokens.Of(await BankDance.Json(await dance.Refresh(tokens.Refresh)));
        var after = await Posted(dance, tokens.Access);
        Assert.Subset(after, before);
        Assert.True(after.Count > before.Count);
        Assert.Empty(pending.Intersect(await Ids(dance, tokens.Access, "PENDING", "AUTHORIZATION", "POSTED")));
    }

    [Fact]
    public async Task A_restart_after_a_long_sleep_goes_on_with_the_same_history()
    {
        var clock = BankClock.Start();
        await using var app = await BankClock.App(clock);
        using var dance = await BankDance.With(app);
        var tokens = await dance.Link();
        var before = await Posted(dance, tokens.Access);
        clock.Advance(TimeSpan.FromDays(100));
        await using var again = await BankViewApp.Start(web => web.UseSetting("Database:Folder", Path.Combine(app.Folder, "data"))
            .UseSetting("MasterKey:File", Path.Combine(app.Folder, "keys", "master.key"))
            .ConfigureTestServices(services => services.AddSingleton<TimeProvider>(clock)));
        using var later = await BankDance.With(again);
        tokens = Tokens.Of(await BankDance.Json(await later.Refresh(tokens.Refresh)));
        var after = await Posted(later, tokens.Access);
        Assert.Subset(after, before);
        Assert.True(after.Count > before.Count + 20);
    }

    private static async Task<HashSet<string>> Posted(BankDance dance, string token) =>
        [.. (await All(dance, token)).Where(row => FdxTests.Text(row, "status") is "POSTED").Select(row => row.GetRawText())];

    private static async Task<List<string>> Ids(BankDance dance, string token, params string[] statuses) =>
        [.. (await All(dance, token)).Where(row => statuses.Contains(FdxTests.Text(row, "status"))).Select(row => FdxTests.Text(row, "transactionId"))];

    // Of both cards.
    private static async Task<List<JsonElement>> All(BankDance dance, string token)
    {
        var rows = new List<JsonElement>();
        foreach (var form in new[] { "DayCard", "WebCard" })
        {
            var card = await FdxTests.Id(dance, token, form);
            rows.AddRange(await dance.ReadAll($"accounts/{card}/transactions?startTime=2020-01-01&limit=500", "transactions", token));
        }

        return rows;
    }
}

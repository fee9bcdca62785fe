using System.Diagnostics;
using System.Globalization;
using BankView.Data;
using BankView.Data.BankLinks.Connectors.Fdx;
using BankView.Data.Database;
using Dapper;

namespace BankView.Bench.App;

/// <summary>
/// The application reads due links by its own schedule from a bank over HTTP, while a member opens pages one after another. The bank, the
/// database server if there is one, and who opens the pages share this machine with it.
/// </summary>
internal static class AppBench
{
    private const int RowsOfMember = 2000;
    private const int WarmUp = 60;

    private static readonly string[] Pages = ["/", "/activity", "/links"];

    public static async Task Run(string name, DatabaseOptions options, int links, int rowsPerLink)
    {
        await using var bank = await LocalBank.Open(rowsPerLink);
        await using var app = await RunningApp.Start(options, bank.Address);
        await using var installation = new Installation(options);
        await Seed(installation, bank.Address, links);
        var alone = new List<double>();
        for (var i = 0; i < WarmUp; i++)
        {
            await OpenAll(app, i < WarmUp / 2 ? [] : alone);
        }

        await installation.Databases.Data.Write((connection, transaction) =>
            connection.ExecuteAsync("UPDATE bank_links SET next_sync_at = @now WHERE next_sync_at IS NOT NULL", new { now = DateTimeOffset.UtcNow }, transaction));
        var meanwhile = new List<double>();
        Progress progress;
        do
        {
            await OpenAll(app, meanwhile);
            progress = await Look(installation);
            // Until the schedule looks, nothing is read yet.
            meanwhile = progress.Begun is null ? [] : meanwhile;
        }
        while (progress.Finished < links);

        var seconds = (progress.Ended!.Value - progress.Begun!.Value).TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name,-12} {progress.Added,8:N0} rows in {seconds,6:N1} s: {progress.Added / seconds,8:N0} rows/s, {links * 60 / seconds,8:N0} links/min; pages {Of(meanwhile)} of {meanwhile.Count:N0} (before: {Of(alone)})"));
    }

    private static async Task Seed(Installation installation, Uri bank, int links)
    {
        await using (var connection = await installation.Databases.Data.Open())
        {
            var member = await connection.QuerySingleAsync<UserId>("SELECT id FROM users WHERE normalized_user_name = @MemberName", new { RunningApp.MemberName });
            await BenchMember.Seed(installation, member, RowsOfMember, merchants: 300);
        }

        var institution = await BenchLink.AddInstitution(installation, new Dictionary<string, string>
        {
            ["Address"] = new Uri(bank, "/fdx/v6").AbsoluteUri,
            ["AuthorizationEndpoint"] = new Uri(bank, "/authorize").AbsoluteUri,
            ["TokenEndpoint"] = new Uri(bank, "/token").AbsoluteUri,
            ["ClientId"] = "bankview",
        });
        for (var link = 0; link < links; link++)
        {
            var credential = new FdxCredential { Family = $"{link}", Rotation = 1, AccessToken = "token" }.Write();
            await BenchLink.Add(installation, institution, Currency.Parse("USD"), credential, DateTimeOffset.UtcNow.AddDays(1));
        }
    }

    private static async Task OpenAll(RunningApp app, List<double> times)
    {
        foreach (var page in Pages)
        {
            var start = Stopwatch.GetTimestamp();
            await app.Open(page);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            await Task.Delay(20);
        }
    }

    private static async Task<Progress> Look(Installation installation)
    {
        await using var connection = await installation.Databases.Data.Open();
        return await connection.QuerySingleAsync<Progress>("""
            SELECT count(finished_at) AS Finished, CAST(COALESCE(SUM(added), 0) AS BIGINT) AS Added, min(started_at) AS Begun, max(finished_at) AS Ended
            FROM sync_runs WHERE problem IS NULL
            """);
    }

    private static string Of(List<double> times)
    {
        times.Sort();
        return string.Create(CultureInfo.InvariantCulture, $"p50 {times[times.Count / 2]:N1} ms, p99 {times[times.Count * 99 / 100]:N1} ms");
    }

    private sealed record Progress
    {
        public required long Finished { get; init; }

        public required long Added { get; init; }

        public required DateTimeOffset? Begun { get; init; }

        public required DateTimeOffset? Ended { get; init; }
    }
}

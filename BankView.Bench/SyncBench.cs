using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using BankView.Bench.App;
using BankView.Data;
using BankView.Data.BankLinks.Connectors;
using BankView.Data.BankLinks.Sync;
using BankView.Data.Database;

namespace BankView.Bench;

/// <summary>How fast due links are read from a bank in memory, as the host reads them, while a member looks at the overview.</summary>
internal static class SyncBench
{
    private const int Links = 1000;
    private const int RowsPerLink = 200;
    private const int AtOnce = 8;

    public static async Task Run()
    {
        Console.WriteLine($"\n{Links} links with {RowsPerLink} new rows each, {AtOnce} at once, from a bank in memory that answers at once; overview of 2,000 rows meanwhile");
        await OnBoth(Run);
        await RunApp();
    }

    /// <summary>By the application itself.</summary>
    public static Task RunApp()
    {
        Console.WriteLine("The same by the application itself, from a bank over HTTP, both on this machine; a member of 2,000 rows opens overview, activity and links meanwhile");
        return OnBoth((name, options) => AppBench.Run(name, options, Links, RowsPerLink));
    }

    private static async Task OnBoth(Func<string, DatabaseOptions, Task> run)
    {
        foreach (var (name, server) in new[] { ("SQLite", null), ("PostgreSQL", BenchDatabase.Server) }.Where(one => one is ("SQLite", _) or (_, not null)))
        {
            await using var database = await BenchDatabase.Make(server);
            await run(name, database.Options);
        }
    }

    private static async Task Run(string name, DatabaseOptions options)
    {
        await using var installation = new Installation(options);
        var currency = Currency.Parse("USD");
        var watcher = await BenchMember.Seed(installation, rows: 2000, merchants: 300);
        var institution = await BenchLink.AddInstitution(installation);
        for (var link = 0; link < Links; link++)
        {
            await BenchLink.Add(installation, institution, currency);
        }

        var rows = new History(seed: 5, RowsPerLink, merchants: 60).Parts(0, RowsPerLink).SelectMany(part => part.Rows)
            .Select((row, i) => row with { BankId = $"row {i}", Amount = row.Amount with { Currency = currency } }).ToList();
        var connectors = new InstalledConnectors([new BenchBank(rows, currency)]);
        var sync = new LinkSync(installation.Databases, installation.Keys, installation.Institutions, connectors, installation.Consents, TimeProvider.System);
        using var done = new CancellationTokenSource();
        var reads = new List<double>();
        var watching = Task.Run(() => Watch(watcher, reads, done.Token));
        var begun = Stopwatch.GetTimestamp();
        var added = await ReadAll(new DueLinks(installation.Databases, TimeProvider.System), sync);
        var seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        await done.CancelAsync();
        await watching;
        reads.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name,-12} {added,8:N0} rows in {seconds,6:N1} s: {added / seconds,8:N0} rows/s, {Links * 60 / seconds,8:N0} links/min; overview data p50 {reads[reads.Count / 2],6:N1} ms, p99 {reads[reads.Count * 99 / 100],6:N1} ms of {reads.Count:N0} reads"));
    }

    private static async Task<int> ReadAll(DueLinks due, LinkSync sync)
    {
        var added = new ConcurrentBag<int>();
        while (await due.TakeOfAllMembers(AtOnce * 4) is { Count: > 0 } links)
        {
            await Parallel.ForEachAsync(links, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (link, cancellation) =>
                added.Add((await sync.Run(link.UserId, link.LinkId, SyncTrigger.Schedule, cancellation: cancellation)).Added));
        }

        return added.Sum();
    }

    private static async Task Watch(BenchMember member, List<double> reads, CancellationToken done)
    {
        while (!done.IsCancellationRequested)
        {
            var start = Stopwatch.GetTimestamp();
            await member.Overview();
            reads.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            await Task.Delay(20, CancellationToken.None);
        }
    }
}

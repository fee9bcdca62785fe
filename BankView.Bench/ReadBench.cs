using System.Diagnostics;
using System.Globalization;
using BankView.Data.Transactions;

namespace BankView.Bench;

/// <summary>What pages read, for a small, a large and a huge history in one database.</summary>
internal static class ReadBench
{
    public static readonly DateOnly Since = new(2026, 10, 21);

    private const string Hit = "corner b";
    private const string Miss = "no such merchant";

    // Each three letters of it stand in some name.
    private const string LateMiss = "bakery books";

    // What has just been begun to be typed.
    private const string ShortMiss = "zq";

    private static readonly (int Rows, int Merchants)[] Sizes = [(2_000, 300), (100_000, 1_200), (1_000_000, 3_000)];

    public static async Task Run()
    {
        var folder = Directory.CreateTempSubdirectory("bankview-bench-").FullName;
        await using (var installation = new Installation(folder))
        {
            var begun = Stopwatch.GetTimestamp();
            var members = new List<BenchMember>();
            foreach (var (rows, merchants) in Sizes)
            {
                members.Add(await BenchMember.Seed(installation, rows, merchants));
            }

            Write($"Seeded {members.Sum(member => member.Rows):N0} transactions in {Stopwatch.GetElapsedTime(begun).TotalSeconds:N1} s\n");
            await PrintReads(members);
            await PrintRatios(members[0]);
        }

        Directory.Delete(folder, recursive: true);
    }

    private static async Task PrintReads(List<BenchMember> members)
    {
        Write($"{"microseconds, p50 and p99",-34}{string.Concat(members.Select(member => $"{member.Name,22}"))}{"largest:smallest",20}");
        var reads = new List<(string Name, IReadOnlyList<Func<Task>> OfEach)>();
        var searches = new List<TransactionSearch>();
        var middles = new List<TransactionCursor>();
        foreach (var member in members)
        {
            searches.Add(await member.BeginSearch());
            middles.Add(await member.Middle());
        }

        reads.Add(("overview data", [.. members.Select<BenchMember, Func<Task>>(member => member.Overview)]));
        reads.Add(("last 50 card transactions", [.. members.Select<BenchMember, Func<Task>>(member => member.LastCardActivity)]));
        reads.Add(("next page", [.. members.Select<BenchMember, Func<Task>>((member, i) => () => member.Page(middles[i]))]));
        reads.Add(("first search, hits", [.. members.Select<BenchMember, Func<Task>>(member => async () => await Find(await member.BeginSearch(), Hit))]));
        reads.Add(("first search, misses", [.. members.Select<BenchMember, Func<Task>>(member => async () => await Find(await member.BeginSearch(), Miss))]));
        reads.Add(("first search, misses late", [.. members.Select<BenchMember, Func<Task>>(member => async () => await Find(await member.BeginSearch(), LateMiss))]));
        reads.Add(("open the search", [.. members.Select<BenchMember, Func<Task>>(member => member.BeginSearch)]));
        reads.Add(("search that hits", [.. searches.Select<TransactionSearch, Func<Task>>(search => () => Find(search, Hit))]));
        reads.Add(("search that misses", [.. searches.Select<TransactionSearch, Func<Task>>(search => () => Find(search, Miss))]));
        reads.Add(("search that misses late", [.. searches.Select<TransactionSearch, Func<Task>>(search => () => Find(search, LateMiss))]));
        reads.Add(("search that misses by two letters", [.. searches.Select<TransactionSearch, Func<Task>>(search => () => Find(search, ShortMiss))]));
        foreach (var (name, ofEach) in reads)
        {
            var timings = await Measure.Of(ofEach);
            Write($"{name,-34}{string.Concat(timings.Select(timing => $"   {timing}"))}{timings[^1].P50 / timings[0].P50,20:N2}");
        }
    }

    private static async Task PrintRatios(BenchMember member)
    {
        await using var raw = await RawReads.Prepare(member);
        Write($"\n{"beside raw prepared ADO.NET",-34}{"BankView",22}{"raw",22}{"ratio",20}");
        await Ratio("overview data", member.Overview, raw.Overview);
        await Ratio("last 50 card transactions", member.LastCardActivity, raw.LastCardActivity);
    }

    private static async Task Ratio(string name, Func<Task> ours, Func<Task> raw)
    {
        var timings = await Measure.Of([ours, raw]);
        Write($"{name,-34}   {timings[0]}   {timings[1]}{timings[0].P50 / timings[1].P50,20:N2}");
    }

    private static Task<IReadOnlyList<Transaction>> Find(TransactionSearch search, string text) =>
        search.Find(new SearchQuery { Text = text }, new TransactionFilter(), TransactionCursor.Newest, 50);

    private static void Write(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}

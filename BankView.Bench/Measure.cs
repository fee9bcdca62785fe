using System.Diagnostics;
using System.Globalization;

namespace BankView.Bench;

/// <summary>The median and the 99th percentile of many runs, in microseconds.</summary>
internal readonly record struct Timing(double P50, double P99)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{P50,9:N1} {P99,9:N1}");
}

/// <summary>A plain stopwatch harness: warm up, then measure every single run.</summary>
internal static class Measure
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Run = TimeSpan.FromSeconds(4);
    private const int LeastRuns = 100;

    /// <summary>Measures reads in turn, so that whatever else the machine does meanwhile slows all of them alike.</summary>
    public static async Task<IReadOnlyList<Timing>> Of(IReadOnlyList<Func<Task>> reads)
    {
        await Collect(reads, WarmUp, least: 30);
        GC.Collect();
        var times = await Collect(reads, Run, LeastRuns);
        return [.. times.Select(of => of.Order().ToList()).Select(sorted => new Timing(sorted[sorted.Count / 2], sorted[sorted.Count * 99 / 100]))];
    }

    private static async Task<List<double>[]> Collect(IReadOnlyList<Func<Task>> reads, TimeSpan duration, int least)
    {
        List<double>[] times = [.. reads.Select(_ => new List<double>())];
        var begun = Stopwatch.GetTimestamp();
        while (times[0].Count < least || Stopwatch.GetElapsedTime(begun) < duration)
        {
            for (var i = 0; i < reads.Count; i++)
            {
                var start = Stopwatch.GetTimestamp();
                await reads[i]();
                times[i].Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
            }
        }

        return times;
    }
}

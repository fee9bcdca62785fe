using System.Diagnostics;
using System.Globalization;

namespace BankView.Bench;

/// <summary>The median and the 99th percentile of many runs, in microseconds.</summary>
internal readonly record struct Timing(double P50, double P99)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{P50,9:N0} {P99,9:N0}");
}

/// <summary>A plain stopwatch harness: warm up, then measure every single run.</summary>
internal static class Measure
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(0.4);
    private static readonly TimeSpan Run = TimeSpan.FromSeconds(1.2);
    private const int LeastRuns = 100;

    public static async Task<Timing> Of(Func<Task> read)
    {
        await Collect(read, WarmUp, least: 30);
        GC.Collect();
        var times = await Collect(read, Run, LeastRuns);
        times.Sort();
        return new Timing(times[times.Count / 2], times[times.Count * 99 / 100]);
    }

    private static async Task<List<double>> Collect(Func<Task> read, TimeSpan duration, int least)
    {
        var times = new List<double>();
        var begun = Stopwatch.GetTimestamp();
        while (times.Count < least || Stopwatch.GetElapsedTime(begun) < duration)
        {
            var start = Stopwatch.GetTimestamp();
            await read();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
        }

        return times;
    }
}

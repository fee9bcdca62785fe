using System.Diagnostics;

namespace BankView.Bench;

/// <summary>Watches how large the garbage-collected heap becomes, garbage not yet collected included.</summary>
internal sealed class HeapPeak : IDisposable
{
    private const double Megabyte = 1024 * 1024;

    private readonly Thread _watch;
    private long _bytes;
    private volatile bool _isOver;

    public HeapPeak()
    {
        _watch = new Thread(Watch) { IsBackground = true, Priority = ThreadPriority.AboveNormal };
        _watch.Start();
    }

    public double Megabytes => Interlocked.Read(ref _bytes) / Megabyte;

    /// <summary>The most memory this process ever had, with the runtime's own.</summary>
    public static double ProcessMegabytes
    {
        get
        {
            using var process = Process.GetCurrentProcess();
            return process.PeakWorkingSet64 / Megabyte;
        }
    }

    public void Dispose()
    {
        _isOver = true;
        _watch.Join();
    }

    private void Watch()
    {
        while (!_isOver)
        {
            var now = GC.GetTotalMemory(forceFullCollection: false);
            Interlocked.Exchange(ref _bytes, long.Max(now, Interlocked.Read(ref _bytes)));
            Thread.Sleep(2);
        }
    }
}

namespace BankView.Web.Imports;

/// <summary>Passes on at most a handful of reports a second: each costs the circuit a render.</summary>
internal sealed class ThrottledProgress<T>(TimeProvider clock, Action<T> show) : IProgress<T>
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);

    private long? _last;

    public void Report(T value)
    {
        if (_last is { } last && clock.GetElapsedTime(last) < Pause)
        {
            return;
        }

        _last = clock.GetTimestamp();
        show(value);
    }
}

namespace BankView.Data.Alerts.Fraud;

/// <summary>What each value of one signal adds to the log-odds: a staircase.</summary>
internal sealed class SignalTable
{
    /// <summary>A signal that says nothing.</summary>
    public static SignalTable Empty { get; } = new() { Absent = 0, From = [], Contributions = [] };

    /// <summary>Where the signal can not be said.</summary>
    public required double Absent { get; init; }

    /// <summary>Where each step begins, ascending.</summary>
    public required double[] From { get; init; }

    /// <summary>Of each step.</summary>
    public required double[] Contributions { get; init; }

    /// <summary>What lies below the first step counts as the first step.</summary>
    public double Of(double value)
    {
        if (double.IsNaN(value) || From.Length == 0)
        {
            return Absent;
        }

        var step = 0;
        while (step + 1 < From.Length && From[step + 1] <= value)
        {
            step++;
        }

        return Contributions[step];
    }
}

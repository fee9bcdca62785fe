using BankView.Data.BankLinks.Connectors;

namespace BankView.Data.BankLinks.Sync;

/// <summary>Which days of what was asked of one account have come, and what the bank promises of them. Days are UTC.</summary>
internal sealed class AccountCoverage(DateOnly from, DateOnly to, int daysReadAgain)
{
    private readonly List<FinishedWindow> _finished = [];

    public DateOnly From => from;

    public DateOnly To => to;

    public int Days => to.DayNumber - from.DayNumber + 1;

    public bool IsWhole => ReadTo >= to;

    /// <summary>The last day up to which, from the beginning, everything has come; the day before the first when nothing has.</summary>
    public DateOnly ReadTo { get; private set; } = from.AddDays(-1);

    /// <summary>
    /// The day up to which a row that has not come will not come any more. A row and what becomes of it may be two weeks apart, so
    /// the last weeks of a beginning stay open until the rest has come.
    /// </summary>
    public DateOnly SettledTo => IsWhole ? to : ReadTo.AddDays(-daysReadAgain);

    public void Finish(FinishedWindow window)
    {
        _finished.Add(window);
        foreach (var one in _finished.OrderBy(one => one.Window.From))
        {
            if (one.Window.From <= ReadTo.AddDays(1) && one.Window.To > ReadTo)
            {
                ReadTo = one.Window.To;
            }
        }
    }

    /// <summary>
    /// True when a row of these days must have come by now, had the bank still got it. The days at the edges are left out: a bank
    /// may reckon them in another time zone.
    /// </summary>
    public bool IsSettled(DateOnly first, DateOnly last) => first > from && last <= SettledTo && last < to;

    /// <summary>True when pending rows of that day were among what was asked for.</summary>
    public bool HasPending(DateOnly day) => _finished.Exists(one => one.HasPending && one.Window.From <= day && day <= one.Window.To);

    /// <summary>True when the bank promises that a posted row of that day which did not come is gone.</summary>
    public bool IsComplete(DateOnly day) => _finished.Exists(one => one.IsComplete && one.Window.From <= day && day <= one.Window.To);
}

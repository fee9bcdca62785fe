namespace BankView.Data.Alerts;

/// <summary>Work on one member after the other, of whom none keeps the others waiting.</summary>
internal static class EachMember
{
    /// <exception cref="AggregateException">It failed for some, whom the next run comes to again. All others were served.</exception>
    public static async Task Do<T>(IEnumerable<T> items, Func<T, Task> work)
    {
        var faults = new List<Exception>();
        foreach (var item in items)
        {
            try
            {
                await work(item);
            }
            catch (Exception problem) when (problem is not OperationCanceledException)
            {
                faults.Add(problem);
            }
        }

        if (faults.Count > 0)
        {
            throw new AggregateException(faults);
        }
    }
}

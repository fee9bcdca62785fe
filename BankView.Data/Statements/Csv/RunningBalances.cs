using System.Runtime.InteropServices;

namespace BankView.Data.Statements.Csv;

/// <summary>
/// What a column of running balances says, whatever the order of the rows: each row leads from the balance before it to the balance
/// after it, so in a statement that adds up every balance but the first and the last is both.
/// </summary>
internal sealed record RunningBalances
{
    /// <summary>The balance after the newest row; null when no row states one.</summary>
    public StatementBalance? Newest { get; private init; }

    /// <summary>In how many places a balance does not follow from another one and an amount.</summary>
    public int Gaps { get; private init; }

    /// <summary>By how much the last balance differs from the first one and all amounts.</summary>
    public Money Drift { get; private init; }

    public static RunningBalances Of(List<StatementRow> rows)
    {
        var stated = rows.Where(row => row.BalanceAfter is not null).ToList();
        if (stated.Count == 0)
        {
            return new RunningBalances();
        }

        var oldestFirst = IsOldestFirst(stated);
        var (first, last) = (End(stated, oldestFirst, newest: false), End(stated, oldestFirst, newest: true));
        // The first balance is before a row only, the last one after a row only; joined, they close the ring.
        var uses = Uses(stated);
        CollectionsMarshal.GetValueRefOrAddDefault(uses, Before(first), out _)++;
        CollectionsMarshal.GetValueRefOrAddDefault(uses, After(last), out _)--;
        // In whole numbers wide enough that no crafted row can overflow them.
        var sum = stated.Aggregate(Int128.Zero, (total, row) => total + row.Amount.MinorUnits);
        var drift = (Int128)After(last) - Before(first) - sum;
        return new RunningBalances
        {
            Newest = new StatementBalance(last.BalanceAfter!.Value, When(last)),
            Gaps = uses.Values.Where(count => count < 0).Sum(count => -count),
            Drift = new Money((long)Int128.Clamp(drift, -long.MaxValue, long.MaxValue), last.Amount.Currency),
        };
    }

    /// <summary>How often each balance stands after a row, less how often one stands before a row.</summary>
    private static Dictionary<long, int> Uses(List<StatementRow> rows)
    {
        var uses = new Dictionary<long, int>(rows.Count);
        foreach (var row in rows)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(uses, After(row), out _)++;
            CollectionsMarshal.GetValueRefOrAddDefault(uses, Before(row), out _)--;
        }

        return uses;
    }

    /// <summary>By the balances where they tell, else by the dates.</summary>
    private static bool IsOldestFirst(List<StatementRow> rows)
    {
        var votes = 0;
        for (var i = 1; i < rows.Count; i++)
        {
            votes += After(rows[i - 1]) == Before(rows[i]) ? 1 : 0;
            votes -= After(rows[i]) == Before(rows[i - 1]) ? 1 : 0;
        }

        return votes != 0 ? votes > 0 : When(rows[0]).At <= When(rows[^1]).At;
    }

    /// <summary>
    /// The newest or oldest row: of that day's rows the one that no other follows (or precedes). Where balances drift by a few cents
    /// several look like it; then it is the one that the others are farthest from, and the outermost one where nothing tells.
    /// </summary>
    private static StatementRow End(List<StatementRow> rows, bool oldestFirst, bool newest)
    {
        var edge = newest ? rows.Max(row => When(row).At) : rows.Min(row => When(row).At);
        var day = rows.Where(row => When(row).At == edge).ToList();
        if (oldestFirst == newest)
        {
            day.Reverse();
        }

        var uses = Uses(day);
        var open = day.Where(row => newest ? uses[After(row)] > 0 : uses[Before(row)] < 0).ToList();
        if (open.Count < 2)
        {
            return open.Count == 1 ? open[0] : day[0];
        }

        var others = day.ConvertAll(row => newest ? Before(row) : After(row));
        others.Sort();
        return open.MaxBy(row => Distance(others, newest ? After(row) : Before(row)))!;
    }

    /// <summary>From a balance to the nearest of the sorted others.</summary>
    private static long Distance(List<long> sorted, long balance)
    {
        var found = sorted.BinarySearch(balance);
        var at = found < 0 ? ~found : found;
        var above = at < sorted.Count ? sorted[at] - balance : long.MaxValue;
        return at == 0 ? above : Math.Min(above, balance - sorted[at - 1]);
    }

    private static BankTime When(StatementRow row) => row.PostedAt ?? row.OccurredAt;

    // Amounts are far from the edge of a long (AmountText sees to it), so one difference cannot overflow.
    private static long After(StatementRow row) => row.BalanceAfter!.Value.MinorUnits;

    private static long Before(StatementRow row) => After(row) - row.Amount.MinorUnits;
}

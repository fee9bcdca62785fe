namespace BankView.Data.Statements.Csv;

/// <summary>The cells of the first rows by column, and what they say about dates and amounts.</summary>
internal sealed class CsvSample(CsvShape shape)
{
    private readonly List<CsvRow> _rows = [.. shape.Sample];

    public int Rows => _rows.Count;

    public int Width { get; } = shape.Sample.Select(row => row.Cells.Count).DefaultIfEmpty().Max();

    public IEnumerable<string> Filled(int column) =>
        _rows.Where(row => column < row.Cells.Count && row.Cells[column].Length > 0).Select(row => row.Cells[column]);

    /// <summary>The share of the filled cells for which something holds; 0 for an empty column.</summary>
    public double Share(int column, Func<string, bool> holds)
    {
        var (filled, held) = (0, 0);
        foreach (var cell in Filled(column))
        {
            filled++;
            held += holds(cell) ? 1 : 0;
        }

        return filled == 0 ? 0 : (double)held / filled;
    }

    /// <summary>How many rows fill the column, from 0 to 1.</summary>
    public double FilledShare(int column) => Rows == 0 ? 0 : (double)Filled(column).Count() / Rows;

    public DecimalSign DecimalSign(char delimiter, params ReadOnlySpan<int?> columns)
    {
        var votes = 0;
        foreach (var column in columns)
        {
            votes += column is { } at ? Filled(at).Sum(CellLooks.DecimalVote) : 0;
        }

        // Where ';' parts the cells, the comma was wanted for the cents.
        return votes < 0 || (votes == 0 && delimiter == ';') ? Csv.DecimalSign.Comma : Csv.DecimalSign.Point;
    }

    /// <summary>
    /// The order under which most cells are dates. When two orders fit alike, the one in which the rows stand in the order of time;
    /// else what the country of the currency writes.
    /// </summary>
    public DateOrder DateOrder(int? column, string currency)
    {
        if (column is not { } at)
        {
            return Csv.DateOrder.YearFirst;
        }

        var home = string.Equals(currency, "USD", StringComparison.Ordinal) ? Csv.DateOrder.MonthFirst : Csv.DateOrder.DayFirst;
        return Enum.GetValues<DateOrder>()
            .OrderByDescending(order => Share(at, cell => CellLooks.LikeDate(cell, order)))
            .ThenByDescending(order => order == Csv.DateOrder.YearFirst && Share(at, StartsWithYear) > 0.5)
            .ThenByDescending(order => IsInOrderOfTime(at, order))
            .ThenByDescending(order => order == home)
            .First();
    }

    public bool IsMostlyPositive(int? column, DecimalSign sign) => column is { } at && Share(at, cell => CellLooks.IsNegative(cell, sign)) < 0.5;

    private static bool StartsWithYear(string cell) =>
        cell.Length > 4 && cell.AsSpan(0, 4).IndexOfAnyExceptInRange('0', '9') < 0 && !char.IsAsciiDigit(cell[4]);

    private bool IsInOrderOfTime(int column, DateOrder order)
    {
        var days = new List<DateTimeOffset>();
        foreach (var cell in Filled(column))
        {
            if (DateText.TryRead(cell, order, TimeZoneInfo.Utc, out var when))
            {
                days.Add(when.At);
            }
        }

        var pairs = days.Zip(days.Skip(1)).ToList();
        return pairs.TrueForAll(pair => pair.First <= pair.Second) || pairs.TrueForAll(pair => pair.First >= pair.Second);
    }
}

namespace BankView.Data.Statements.Csv;

/// <summary>Finds the columns of a file without a header by what their cells look like.</summary>
internal static class ColumnsByCells
{
    public static CsvColumns Find(CsvSample sample)
    {
        var all = Enumerable.Range(0, sample.Width).ToList();
        var dates = all.Where(column => sample.Share(column, CellLooks.LikeDate) > 0.8).ToList();
        var amounts = all.Except(dates).Where(column => sample.Share(column, IsMoney) > 0.8).ToList();
        var texts = all.Except(dates).Except(amounts).Where(column => sample.FilledShare(column) > 0.5)
            .OrderByDescending(column => sample.Filled(column).Average(cell => cell.Length)).ToList();
        // Two columns that share the rows between them are money in and money out; people pay more often than they are paid.
        var apart = amounts.Count >= 2 && Math.Abs(sample.FilledShare(amounts[0]) + sample.FilledShare(amounts[1]) - 1) < 0.05;
        var (first, second) = apart ? (amounts[0], amounts[1]) : (0, 0);
        var firstIsOut = apart && sample.FilledShare(first) >= sample.FilledShare(second);
        return new CsvColumns
        {
            Date = dates.Count > 0 ? dates[0] : null,
            Booked = dates.Count > 1 ? dates[1] : null,
            Amount = apart || amounts.Count == 0 ? null : amounts[0],
            MoneyIn = !apart ? null : firstIsOut ? second : first,
            MoneyOut = !apart ? null : firstIsOut ? first : second,
            Balance = !apart && amounts.Count == 2 ? amounts[1] : null,
            Name = texts.Count > 0 ? texts[0] : null,
        };
    }

    /// <summary>Cents, or a sign: a bare whole number is more often a reference than an amount.</summary>
    private static bool IsMoney(string cell) => CellLooks.LikeAmount(cell) && CellLooks.DecimalVote(cell) != 0;
}

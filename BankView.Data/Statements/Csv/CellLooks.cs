namespace BankView.Data.Statements.Csv;

/// <summary>What a cell looks like on its own, before anything is known about its column.</summary>
internal static class CellLooks
{
    public static bool LikeDate(string cell) => Enum.GetValues<DateOrder>().Any(order => LikeDate(cell, order));

    public static bool LikeDate(string cell, DateOrder order) =>
        cell.Length is >= 6 and <= 35 && DateText.TryRead(cell, order, TimeZoneInfo.Utc, out _);

    public static bool LikeAmount(string cell) => !LikeDate(cell) && (LikeAmount(cell, DecimalSign.Point) || LikeAmount(cell, DecimalSign.Comma));

    public static bool LikeAmount(string cell, DecimalSign sign) =>
        cell.Length is > 0 and <= 24 && AmountText.Read(cell, sign, exponent: 4, out _) is null;

    public static bool IsNegative(string cell, DecimalSign sign) =>
        AmountText.Read(cell, sign, exponent: 4, out var amount) is null && amount < 0;

    /// <summary>The sign before the last one or two digits settles it; +1 for a point, −1 for a comma, 0 when it cannot be told.</summary>
    public static int DecimalVote(string cell)
    {
        var at = cell.LastIndexOfAny(['.', ',']);
        var decimals = at < 0 ? 0 : cell[(at + 1)..].TakeWhile(char.IsAsciiDigit).Count();
        var settled = decimals is 1 or 2 || (at >= 0 && cell.AsSpan(0, at).IndexOfAny('.', ',') >= 0 && cell[at] != cell[cell.AsSpan(0, at).IndexOfAny('.', ',')]);
        return !settled ? 0 : cell[at] == '.' ? 1 : -1;
    }

    /// <summary>The currency that a sign in the cell names, if only one country's money is meant by it.</summary>
    public static string? CurrencySign(string cell) =>
        cell.Contains('€', StringComparison.Ordinal) ? "EUR"
        : cell.Contains('£', StringComparison.Ordinal) ? "GBP"
        : cell.Contains("Kč", StringComparison.Ordinal) ? "CZK"
        : cell.Contains('$', StringComparison.Ordinal) ? "USD"
        : null;
}

using BankView.Data.Statements.Csv;

namespace BankView.Web.Imports;

/// <summary>What a column of a CSV holds, in the order in which the mapping page offers it.</summary>
public enum ColumnRole
{
    None,
    Date,
    Amount,
    MoneyIn,
    MoneyOut,
    Direction,
    Name,
    Description,
    Balance,
    Account,
    Card,
    Currency,
    Booked,
    Time,
    Year,
    Month,
    Day,
    BankId,
    Category,
    MerchantCategoryCode,
    Declined,
}

/// <summary>The same mapping seen from its columns: a person says of each column what it is.</summary>
internal static class ColumnRoles
{
    private static readonly (ColumnRole Role, Func<CsvColumns, int?> Get, Func<CsvColumns, int?, CsvColumns> Set)[] Single =
    [
        (ColumnRole.Date, columns => columns.Date, (columns, at) => columns with { Date = at }),
        (ColumnRole.Amount, columns => columns.Amount, (columns, at) => columns with { Amount = at }),
        (ColumnRole.MoneyIn, columns => columns.MoneyIn, (columns, at) => columns with { MoneyIn = at }),
        (ColumnRole.MoneyOut, columns => columns.MoneyOut, (columns, at) => columns with { MoneyOut = at }),
        (ColumnRole.Direction, columns => columns.Direction, (columns, at) => columns with { Direction = at }),
        (ColumnRole.Name, columns => columns.Name, (columns, at) => columns with { Name = at }),
        (ColumnRole.Balance, columns => columns.Balance, (columns, at) => columns with { Balance = at }),
        (ColumnRole.Account, columns => columns.Account, (columns, at) => columns with { Account = at }),
        (ColumnRole.Card, columns => columns.Card, (columns, at) => columns with { Card = at }),
        (ColumnRole.Currency, columns => columns.Currency, (columns, at) => columns with { Currency = at }),
        (ColumnRole.Booked, columns => columns.Booked, (columns, at) => columns with { Booked = at }),
        (ColumnRole.Time, columns => columns.Time, (columns, at) => columns with { Time = at }),
        (ColumnRole.Year, columns => columns.Year, (columns, at) => columns with { Year = at }),
        (ColumnRole.Month, columns => columns.Month, (columns, at) => columns with { Month = at }),
        (ColumnRole.Day, columns => columns.Day, (columns, at) => columns with { Day = at }),
        (ColumnRole.BankId, columns => columns.BankId, (columns, at) => columns with { BankId = at }),
        (ColumnRole.Category, columns => columns.Category, (columns, at) => columns with { Category = at }),
        (ColumnRole.MerchantCategoryCode, columns => columns.MerchantCategoryCode, (columns, at) => columns with { MerchantCategoryCode = at }),
        (ColumnRole.Declined, columns => columns.Declined, (columns, at) => columns with { Declined = at }),
    ];

    public static ColumnRole Of(this CsvColumns columns, int column) =>
        Array.Find(Single, single => single.Get(columns) == column) is { Get: not null } found ? found.Role
        : columns.Description.Contains(column) ? ColumnRole.Description
        : ColumnRole.None;

    /// <summary>The column becomes that, and no other column is it any more; descriptions alone may be several.</summary>
    public static CsvColumns With(this CsvColumns columns, int column, ColumnRole role)
    {
        var freed = Single.Where(single => single.Get(columns) == column)
            .Aggregate(columns, (rest, single) => single.Set(rest, null)) with
        { Description = [.. columns.Description.Where(at => at != column)] };
        return role switch
        {
            ColumnRole.None => freed,
            ColumnRole.Description => freed with { Description = [.. freed.Description.Append(column).Order()] },
            _ => Array.Find(Single, single => single.Role == role).Set(freed, column),
        };
    }
}

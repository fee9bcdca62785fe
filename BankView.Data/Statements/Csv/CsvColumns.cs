namespace BankView.Data.Statements.Csv;

/// <summary>Which column holds what: 0-based, null where the file has no such column.</summary>
public sealed record CsvColumns
{
    /// <summary>When it was paid.</summary>
    public int? Date { get; init; }

    /// <summary>When the bank booked it, where that stands apart.</summary>
    public int? Booked { get; init; }

    /// <summary>A year, month and day of their own, for files without a date column.</summary>
    public int? Year { get; init; }

    public int? Month { get; init; }

    public int? Day { get; init; }

    /// <summary>A time of day beside a date, or beside year, month and day.</summary>
    public int? Time { get; init; }

    /// <summary>The signed amount, or the amount that <see cref="Direction"/> belongs to.</summary>
    public int? Amount { get; init; }

    public int? MoneyIn { get; init; }

    public int? MoneyOut { get; init; }

    public int? Direction { get; init; }

    public int? Name { get; init; }

    /// <summary>Joined with blanks, in this order.</summary>
    public IReadOnlyList<int> Description { get; init; } = [];

    public int? Account { get; init; }

    public int? Card { get; init; }

    public int? Currency { get; init; }

    public int? BankId { get; init; }

    public int? Balance { get; init; }

    public int? MerchantCategoryCode { get; init; }

    public int? Category { get; init; }

    /// <summary>A row with anything in this column did not go through: it is reported and left out.</summary>
    public int? Declined { get; init; }
}

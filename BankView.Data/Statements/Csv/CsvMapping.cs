using BankView.Data.Accounts;

namespace BankView.Data.Statements.Csv;

/// <summary>
/// How to read one bank's CSV: everything a person can correct on the mapping page. It can be serialised with System.Text.Json and
/// is remembered under the <see cref="HeaderFingerprint"/>. It holds nothing of the file's rows.
/// </summary>
public sealed record CsvMapping
{
    public char Delimiter { get; init; } = ',';

    /// <summary>The header among the rows that are not blank, counted from 0; null when there is none.</summary>
    public int? HeaderRow { get; init; }

    /// <summary>The first row with a transaction, counted likewise.</summary>
    public int FirstRow { get; init; }

    public DateOrder DateOrder { get; init; } = DateOrder.YearFirst;

    /// <summary>The IANA zone of times that name none; null for UTC. A wrong zone can move a payment to the next day.</summary>
    public string? TimeZone { get; init; }

    public DecimalSign DecimalSign { get; init; }

    public AmountForm AmountForm { get; init; }

    /// <summary>The words in the direction column that mean money in; a cell may go on after them ("credit in cash").</summary>
    public IReadOnlyList<string> InWords { get; init; } = [];

    public IReadOnlyList<string> OutWords { get; init; } = [];

    /// <summary>Card exports often list spending as positive amounts: then every sign is turned round.</summary>
    public bool ReverseSign { get; init; }

    /// <summary>The ISO 4217 code of rows that name no currency.</summary>
    public string Currency { get; init; } = "XXX";

    /// <summary>The file did not say its currency and nobody has confirmed it yet: the statement carries a warning.</summary>
    public bool CurrencyAssumed { get; init; }

    public AccountKind Kind { get; init; }

    public CardRows CardRows { get; init; }

    public CsvColumns Columns { get; init; } = new();

    /// <summary>False while a date, an amount or a real currency is missing: then no row could be read.</summary>
    public bool IsComplete =>
        Delimiter is not ('"' or '\r' or '\n')
        && (Columns.Date is not null || (Columns.Year is not null && Columns.Month is not null && Columns.Day is not null))
        && AmountForm switch
        {
            AmountForm.Signed => Columns.Amount is not null,
            AmountForm.InAndOut => Columns.MoneyIn is not null || Columns.MoneyOut is not null,
            _ => Columns.Amount is not null && Columns.Direction is not null,
        }
        && BankView.Data.Currency.TryParse(Currency, out _)
        && (TimeZone is null || TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _));

    /// <summary>A first guess from header words and cells; <paramref name="assumed"/> is the currency if the file names none.</summary>
    public static CsvMapping Guess(string text, Currency assumed) => CsvGuess.From(CsvShape.Of(text), assumed);

    /// <summary>The same mapping for the next file of that bank, whose preamble may be longer or shorter.</summary>
    public CsvMapping FittedTo(CsvShape shape) => HeaderRow is null || shape.HeaderRow is null
        ? this
        : this with { HeaderRow = shape.HeaderRow, FirstRow = shape.FirstRow + (FirstRow - HeaderRow.Value - 1) };
}

/// <summary>The order of day, month and year. Four-digit years and month names are recognised in any order.</summary>
public enum DateOrder
{
    DayFirst,
    MonthFirst,
    YearFirst,
}

/// <summary>The sign before the cents; the other one groups thousands.</summary>
public enum DecimalSign
{
    Point,
    Comma,
}

/// <summary>How a file says whether money came in or went out.</summary>
public enum AmountForm
{
    /// <summary>One column with a sign.</summary>
    Signed,

    /// <summary>One column for money in, one for money out.</summary>
    InAndOut,

    /// <summary>An amount and a column with a word such as credit or debit.</summary>
    WithDirection,
}

/// <summary>Which rows of an account that is no card account are card activity.</summary>
public enum CardRows
{
    None,
    All,
    WhenCardColumnFilled,

    /// <summary>Those whose text says so ("POS", "Kartenzahlung", "debit card purchase").</summary>
    ByMarks,
}

namespace BankView.Data.Statements.Csv;

/// <summary>The amount and balance of a row, with its sign and currency.</summary>
internal sealed class CsvAmounts(CsvMapping mapping)
{
    private readonly CsvColumns _columns = mapping.Columns;
    private Currency _currency = Currency.Parse(mapping.Currency);
    private string _code = mapping.Currency;
    private int _exponent = Currency.Parse(mapping.Currency).Exponent;

    /// <summary>Null when <paramref name="amount"/> was read; else the reason and the column that is to blame.</summary>
    public ProblemReason? Read(CsvCursor row, out Money amount, out int? column)
    {
        (amount, column) = (default, _columns.Currency);
        if (!TryReadCurrency(row))
        {
            return ProblemReason.CurrencyUnknown;
        }

        var problem = mapping.AmountForm switch
        {
            AmountForm.InAndOut => ReadInAndOut(row, out var minor, out column) is { } why ? why : Set(minor, out amount),
            AmountForm.WithDirection => ReadWithDirection(row, out var minor, out column) is { } why ? why : Set(minor, out amount),
            _ => ReadCell(row, column = _columns.Amount, out var minor) is { } why ? why : Set(minor, out amount),
        };
        return problem;
    }

    /// <summary>Null when it is no amount. It turns its sign with the amounts: a card that lists spending as positive owes a positive balance.</summary>
    public Money? ReadBalance(ReadOnlySpan<char> cell, Currency currency) =>
        AmountText.Read(cell, mapping.DecimalSign, currency.Exponent, out var minor) is null
            ? new Money(mapping.ReverseSign ? -minor : minor, currency)
            : null;

    private ProblemReason? Set(long minor, out Money amount)
    {
        amount = new Money(mapping.ReverseSign ? -minor : minor, _currency);
        return null;
    }

    private ProblemReason? ReadCell(CsvCursor row, int? column, out long minor)
    {
        minor = 0;
        return column is { } at ? AmountText.Read(row[at], mapping.DecimalSign, _exponent, out minor) : ProblemReason.AmountMissing;
    }

    /// <summary>Some banks put a minus before money out and some do not: it is out either way.</summary>
    private ProblemReason? ReadInAndOut(CsvCursor row, out long minor, out int? column)
    {
        (minor, column) = (0, _columns.MoneyIn);
        var inProblem = ReadCell(row, _columns.MoneyIn, out var moneyIn);
        if (inProblem is not null and not ProblemReason.AmountMissing)
        {
            return inProblem;
        }

        column = _columns.MoneyOut ?? column;
        var outProblem = ReadCell(row, _columns.MoneyOut, out var moneyOut);
        minor = moneyIn - Math.Abs(moneyOut);
        return outProblem == ProblemReason.AmountMissing && inProblem is null ? null : outProblem;
    }

    /// <summary>An amount with a minus of its own and the word for money in is a reversal and stays negative.</summary>
    private ProblemReason? ReadWithDirection(CsvCursor row, out long minor, out int? column)
    {
        column = _columns.Amount;
        if (ReadCell(row, column, out minor) is { } problem)
        {
            return problem;
        }

        column = _columns.Direction;
        var word = column is { } at ? row[at] : default;
        var isOut = DirectionWords.Matches(word, mapping.OutWords);
        minor = isOut ? -Math.Abs(minor) : minor;
        return isOut || DirectionWords.Matches(word, mapping.InWords) ? null : ProblemReason.DirectionUnreadable;
    }

    private bool TryReadCurrency(CsvCursor row)
    {
        var cell = _columns.Currency is { } column ? row[column] : default;
        var code = cell.IsEmpty ? mapping.Currency : cell;
        if (code.Equals(_code, StringComparison.Ordinal))
        {
            return true;
        }

        if (!Currency.TryParse(code[..Math.Min(code.Length, 8)].ToString(), out var currency))
        {
            return false;
        }

        (_currency, _code, _exponent) = (currency, code.ToString(), currency.Exponent);
        return true;
    }
}

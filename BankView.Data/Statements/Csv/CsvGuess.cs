using BankView.Data.Accounts;

namespace BankView.Data.Statements.Csv;

/// <summary>The first guess of a mapping. What it cannot know (a lone positive column may be spending) a person corrects.</summary>
internal static class CsvGuess
{
    public static CsvMapping From(CsvShape shape, Currency assumed)
    {
        var sample = new CsvSample(shape);
        var columns = shape.HeaderRow is null ? ColumnsByCells.Find(sample) : ColumnsByHeader.Find(shape, sample);
        var decimalSign = sample.DecimalSign(shape.Table.Delimiter, columns.Amount, columns.MoneyIn, columns.MoneyOut, columns.Balance);
        var form = columns.Direction is not null ? AmountForm.WithDirection
            : columns.MoneyIn is not null && columns.Amount is null ? AmountForm.InAndOut
            : AmountForm.Signed;
        var kind = columns.Card is not null && columns.Account is null && columns.Balance is null ? AccountKind.CreditCard : AccountKind.Checking;
        var currency = CurrencyOf(shape, sample, columns);
        return new CsvMapping
        {
            Delimiter = shape.Table.Delimiter,
            HeaderRow = shape.HeaderRow,
            FirstRow = shape.FirstRow,
            DateOrder = sample.DateOrder(columns.Date, currency ?? assumed.Code),
            DecimalSign = decimalSign,
            AmountForm = form,
            InWords = form == AmountForm.WithDirection ? DirectionWords.In : [],
            OutWords = form == AmountForm.WithDirection ? DirectionWords.Out : [],
            ReverseSign = kind == AccountKind.CreditCard && form == AmountForm.Signed && sample.IsMostlyPositive(columns.Amount, decimalSign),
            Currency = currency ?? assumed.Code,
            CurrencyAssumed = currency is null && columns.Currency is null,
            Kind = kind,
            CardRows = kind == AccountKind.CreditCard ? CardRows.All
                : columns.Card is not null ? CardRows.WhenCardColumnFilled
                : CardRows.ByMarks,
            Columns = columns,
        };
    }

    /// <summary>The file's currency from a column, from the header ("Amount CZK"), from a sign in the amounts or from the IBANs' country.</summary>
    private static string? CurrencyOf(CsvShape shape, CsvSample sample, CsvColumns columns)
    {
        if (columns.Currency is { } column)
        {
            return sample.Filled(column).FirstOrDefault(cell => BankView.Data.Currency.TryParse(cell, out _))?.ToUpperInvariant();
        }

        var amount = columns.Amount ?? columns.MoneyOut;
        var header = amount is { } at && at < shape.Header.Count ? HeaderWords.Normalise(shape.Header[at]).Split(' ') : [];
        return header.FirstOrDefault(word => BankView.Data.Currency.TryParse(word, out _))?.ToUpperInvariant()
            ?? (amount is { } money ? sample.Filled(money).Select(CellLooks.CurrencySign).FirstOrDefault(sign => sign is not null) : null)
            ?? (columns.Account is { } account ? sample.Filled(account).Select(CurrencyOfIban).FirstOrDefault(code => code is not null) : null);
    }

    private static string? CurrencyOfIban(string cell) => cell.Length < 15 || !char.IsAsciiDigit(cell[2]) ? null : cell[..2] switch
    {
        "AT" or "BE" or "DE" or "ES" or "FI" or "FR" or "IE" or "IT" or "LU" or "NL" or "PT" => "EUR",
        "CH" => "CHF",
        "CZ" => "CZK",
        "GB" => "GBP",
        _ => null,
    };
}

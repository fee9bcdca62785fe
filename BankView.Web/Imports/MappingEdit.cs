using BankView.Data.Statements.Csv;

namespace BankView.Web.Imports;

/// <summary>Changes a person makes on the mapping page, each with what follows from it.</summary>
internal static class MappingEdit
{
    /// <summary>What a column is; an amount, a pair or a direction also says how the file tells money in from money out.</summary>
    public static CsvMapping Assign(CsvMapping mapping, int column, ColumnRole role)
    {
        var assigned = mapping with { Columns = mapping.Columns.With(column, role) };
        return role switch
        {
            ColumnRole.MoneyIn or ColumnRole.MoneyOut => SetAmountForm(assigned, AmountForm.InAndOut),
            ColumnRole.Direction => SetAmountForm(assigned, AmountForm.WithDirection),
            ColumnRole.Amount when assigned.AmountForm == AmountForm.InAndOut => SetAmountForm(assigned, AmountForm.Signed),
            _ => assigned,
        };
    }

    public static CsvMapping SetAmountForm(CsvMapping mapping, AmountForm form) => mapping with
    {
        AmountForm = form,
        InWords = form == AmountForm.WithDirection && mapping.InWords.Count == 0 ? DirectionWords.In : mapping.InWords,
        OutWords = form == AmountForm.WithDirection && mapping.OutWords.Count == 0 ? DirectionWords.Out : mapping.OutWords,
    };

    /// <summary>The header's place among the rows that are not blank; the first row below it is the first transaction.</summary>
    public static CsvMapping SetHeader(CsvMapping mapping, int? row) => mapping with { HeaderRow = row, FirstRow = row + 1 ?? 0 };

    /// <summary>A word of the direction column means money in, or money out.</summary>
    public static CsvMapping SetDirection(CsvMapping mapping, string word, bool isIn)
    {
        var (target, other) = isIn ? (mapping.InWords, mapping.OutWords) : (mapping.OutWords, mapping.InWords);
        IReadOnlyList<string> more = [.. target.Append(word).Distinct(StringComparer.OrdinalIgnoreCase)];
        IReadOnlyList<string> less = [.. other.Where(known => !DirectionWords.Matches(word, [known]))];
        return isIn ? mapping with { InWords = more, OutWords = less } : mapping with { OutWords = more, InWords = less };
    }
}

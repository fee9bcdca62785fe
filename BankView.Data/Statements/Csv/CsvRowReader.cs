using System.Diagnostics.CodeAnalysis;
using BankView.Data.Accounts;

namespace BankView.Data.Statements.Csv;

/// <summary>Reads the row under the cursor. Texts that repeat share one string, so that a long history stays small.</summary>
internal sealed class CsvRowReader(CsvCursor cursor, CsvMapping mapping)
{
    private readonly CsvColumns _columns = mapping.Columns;
    private readonly CsvTimes _times = new(mapping);
    private readonly CsvAmounts _amounts = new(mapping);
    private readonly TextPool _texts = new();
    private readonly int _columnsNeeded = 1 + Math.Max(
        mapping.Columns.Date ?? mapping.Columns.Day ?? 0,
        mapping.AmountForm == AmountForm.InAndOut
            ? Math.Min(mapping.Columns.MoneyIn ?? int.MaxValue, mapping.Columns.MoneyOut ?? int.MaxValue)
            : mapping.Columns.Amount ?? 0);

    /// <summary>The account number of the row last read; null without an account column.</summary>
    public string? Account { get; private set; }

    /// <summary>How many rows had a running balance that is none; they are read without it.</summary>
    public int UnreadableBalances { get; private set; }

    public bool TryRead([NotNullWhen(true)] out StatementRow? row, [NotNullWhen(false)] out StatementProblem? problem)
    {
        var (reason, excerpt) = TryRead(out row);
        problem = reason is { } why ? new StatementProblem(cursor.Line, why, Excerpt(excerpt)) : null;
        return problem is null;
    }

    private (ProblemReason? Reason, int? Column) TryRead(out StatementRow? row)
    {
        row = null;
        if (cursor.Count < _columnsNeeded)
        {
            return (ProblemReason.TooFewColumns, 0);
        }

        if (_columns.Declined is { } declined && !cursor[declined].IsEmpty)
        {
            return (ProblemReason.Declined, declined);
        }

        if (_times.Read(cursor, out var occurredAt) is { } dateProblem)
        {
            return (dateProblem, _columns.Date ?? _columns.Day);
        }

        if (_amounts.Read(cursor, out var amount, out var column) is { } amountProblem)
        {
            return (amountProblem, column);
        }

        row = Row(occurredAt, amount);
        return default;
    }

    private StatementRow Row(BankTime occurredAt, Money amount)
    {
        Account = Text(_columns.Account);
        var name = Text(_columns.Name) ?? "";
        var memo = Memo();
        return new StatementRow
        {
            Line = cursor.Line,
            OccurredAt = occurredAt,
            PostedAt = _times.ReadBooked(cursor),
            Amount = amount,
            BankId = _columns.BankId is { } id && !cursor[id].IsEmpty ? TextPool.Cut(cursor[id]).ToString() : null,
            Name = name,
            Memo = memo,
            IsCard = IsCard(name, memo),
            CardLastFour = _columns.Card is { } card ? CardCells.LastFour(cursor[card], _texts) : null,
            MerchantCategoryCode = _columns.MerchantCategoryCode is { } mcc ? CardCells.MerchantCategoryCode(cursor[mcc], _texts) : null,
            BankCategory = Text(_columns.Category),
            BalanceAfter = BalanceAfter(amount.Currency),
        };
    }

    private string? Text(int? column) => column is { } at && !cursor[at].IsEmpty ? _texts.Get(cursor[at]) : null;

    private string? Memo()
    {
        string? memo = null;
        for (var i = 0; i < _columns.Description.Count; i++)
        {
            var part = cursor[_columns.Description[i]];
            memo = part.IsEmpty ? memo : memo is null ? _texts.Get(part) : _texts.Get(memo, part);
        }

        return memo;
    }

    private bool IsCard(string name, string? memo) => mapping.Kind == AccountKind.CreditCard || mapping.CardRows switch
    {
        CardRows.All => true,
        CardRows.WhenCardColumnFilled => _columns.Card is { } card && !cursor[card].IsEmpty,
        CardRows.ByMarks => CardMarks.IsIn(name) || CardMarks.IsIn(memo),
        _ => false,
    };

    private Money? BalanceAfter(Currency currency)
    {
        if (_columns.Balance is not { } column || cursor[column].IsEmpty)
        {
            return null;
        }

        var balance = _amounts.ReadBalance(cursor[column], currency);
        UnreadableBalances += balance is null ? 1 : 0;
        return balance;
    }

    private string? Excerpt(int? column)
    {
        var cell = column is { } at ? cursor[at] : default;
        return cell.IsEmpty ? null : cell[..Math.Min(cell.Length, 60)].ToString();
    }
}

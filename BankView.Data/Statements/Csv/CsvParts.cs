namespace BankView.Data.Statements.Csv;

/// <summary>Collects rows by account number and currency, in file order.</summary>
internal sealed class CsvParts(CsvMapping mapping)
{
    private readonly Dictionary<(string?, Currency), List<StatementRow>> _rows = [];
    private (string? Account, Currency Currency) _last;
    private List<StatementRow>? _lastRows;

    public int Count => _rows.Count;

    public void Add(string? account, StatementRow row)
    {
        if (_lastRows is null || !ReferenceEquals(account, _last.Account) || row.Amount.Currency != _last.Currency)
        {
            _last = (account, row.Amount.Currency);
            if (!_rows.TryGetValue(_last, out _lastRows))
            {
                _rows[_last] = _lastRows = [];
            }
        }

        _lastRows.Add(row);
    }

    /// <summary>The parts in the order in which their first rows stand in the file.</summary>
    public IReadOnlyList<StatementPart> Build(int unreadableBalances) =>
        [.. _rows.Select(part => Part(part.Key.Item1, part.Key.Item2, part.Value, unreadableBalances))];

    private StatementPart Part(string? number, Currency currency, List<StatementRow> rows, int unreadableBalances)
    {
        var balances = mapping.Columns.Balance is null ? null : RunningBalances.Of(rows);
        return new StatementPart
        {
            Account = new StatementAccount { Number = number, Kind = mapping.Kind, Currency = currency },
            Rows = rows,
            Current = balances?.Newest,
            Warnings = [.. Warnings(rows, balances, unreadableBalances)],
        };
    }

    private IEnumerable<StatementWarning> Warnings(List<StatementRow> rows, RunningBalances? balances, int unreadableBalances)
    {
        if (mapping.CurrencyAssumed)
        {
            yield return new StatementWarning(WarningKind.CurrencyAssumed, mapping.Currency);
        }

        if (balances is { Gaps: > 0 })
        {
            // "3; -0.20 CZK": the number of gaps, and what the last balance differs by in the end.
            yield return new StatementWarning(WarningKind.DoesNotAddUp, $"{balances.Gaps}; {balances.Drift}");
        }

        if (unreadableBalances > 0)
        {
            yield return new StatementWarning(WarningKind.BalanceUnreadable, null);
        }

        if (HasRepeatedIds(rows))
        {
            yield return new StatementWarning(WarningKind.RepeatedBankIds, null);
        }
    }

    private bool HasRepeatedIds(List<StatementRow> rows)
    {
        var seen = new HashSet<string>(mapping.Columns.BankId is null ? 0 : rows.Count, StringComparer.Ordinal);
        return rows.Exists(row => row.BankId is { } id && !seen.Add(id));
    }
}

namespace BankView.Data.Statements.Csv;

/// <summary>Reads a whole CSV statement under a mapping.</summary>
public static class CsvStatement
{
    /// <summary>A file with this many unreadable rows, and more of them than readable ones, is not what the mapping takes it for.</summary>
    private const int MaxProblems = 10_000;

    /// <summary>
    /// One part per account number and currency, or one with no number when the file has no account column. What cannot be read is
    /// listed by line. A file without a readable row is refused: <see cref="RefusalReason.Empty"/> when it has no rows at all,
    /// <see cref="RefusalReason.NotAStatement"/> when none fits the mapping
    /// or they name more than <see cref="StatementFormats.MostAccounts"/> accounts, <see cref="RefusalReason.TooLarge"/> beyond
    /// <see cref="StatementFormats.MostRows"/>.
    /// </summary>
    public static StatementFile Read(string text, string encoding, CsvMapping mapping)
    {
        if (!mapping.IsComplete)
        {
            return StatementFile.Refused(StatementFormat.Csv, encoding, string.IsNullOrWhiteSpace(text) ? RefusalReason.Empty : RefusalReason.NotAStatement);
        }

        var cursor = new CsvCursor(text, mapping.Delimiter);
        var reader = new CsvRowReader(cursor, mapping);
        var parts = new CsvParts(mapping);
        var problems = new List<StatementProblem>();
        var rows = 0;
        for (var index = 0; cursor.Next(); index++)
        {
            if (index < mapping.FirstRow || index == mapping.HeaderRow)
            {
                continue;
            }

            if (reader.TryRead(out var row, out var problem))
            {
                parts.Add(reader.Account, row);
                rows++;
            }
            else
            {
                problems.Add(problem);
            }

            if (rows > StatementFormats.MostRows)
            {
                return StatementFile.Refused(StatementFormat.Csv, encoding, RefusalReason.TooLarge);
            }

            if (parts.Count > StatementFormats.MostAccounts)
            {
                return StatementFile.Refused(StatementFormat.Csv, encoding, RefusalReason.NotAStatement);
            }

            if (problems.Count > MaxProblems && problems.Count > rows)
            {
                break;
            }
        }

        var isStatement = rows > 0 && (problems.Count <= MaxProblems || problems.Count <= rows);
        return new StatementFile
        {
            Format = StatementFormat.Csv,
            Encoding = encoding,
            Parts = isStatement ? parts.Build(reader.UnreadableBalances) : [],
            Unreadable = problems,
            Refusal = isStatement ? null
                : new StatementRefusal(rows + problems.Count == 0 ? RefusalReason.Empty : RefusalReason.NotAStatement, Detail: null),
        };
    }
}

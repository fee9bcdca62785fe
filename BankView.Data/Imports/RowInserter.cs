using System.Data.Common;
using System.Globalization;
using System.Text;
using BankView.Data.Database;
using BankView.Data.Sealing;
using BankView.Data.Transactions;

namespace BankView.Data.Imports;

/// <summary>
/// Stores transactions by one prepared statement of many rows, reused for each batch: the same SQL on both databases, and on
/// PostgreSQL one round trip a batch.
/// </summary>
internal sealed class RowInserter : IAsyncDisposable
{
    private static readonly string[] Columns =
    [
        "user_id", "id", "account_id", "import_id", "status", "occurred_at", "has_time", "posted_at", "amount_minor", "currency",
        "is_card", "category", "merchant_tag", "card_tag", "external_tag", "has_bank_id", "sealed",
    ];

    private readonly Guid _accountId;
    private readonly DbCommand _batch;
    private readonly List<object[]> _pending = [];
    private readonly int _batchSize;
    private readonly DbConnection _connection;
    private readonly string _importId;
    private readonly MemberKey _key;
    private readonly DbTransaction _transaction;
    private readonly UserId _userId;

    public RowInserter(
        DbConnection connection, DbTransaction transaction, UserId userId, MemberKey key, Guid importId, Guid accountId, int batchSize)
    {
        (_connection, _transaction, _userId, _key, _accountId) = (connection, transaction, userId, key, accountId);
        _importId = importId.ToString("D");
        _batchSize = batchSize;
        _batch = Command(batchSize);
    }

    /// <summary>Seals rows and makes them columns; needs no connection, so it can run beside the storing of others.</summary>
    public List<object[]> Seal(IEnumerable<PreparedRow> rows) => [.. rows.Select(Values)];

    public async Task Store(List<object[]> rows)
    {
        foreach (var row in rows)
        {
            _pending.Add(row);
            if (_pending.Count == _batchSize)
            {
                await Store(_batch);
            }
        }
    }

    /// <summary>Stores what does not fill a batch.</summary>
    public async Task Finish()
    {
        if (_pending.Count > 0)
        {
            await using var rest = Command(_pending.Count);
            await Store(rest);
        }
    }

    public ValueTask DisposeAsync() => _batch.DisposeAsync();

    private object[] Values(PreparedRow prepared)
    {
        var row = prepared.Row;
        return
        [
            _userId.ToString(), prepared.Id.ToString("D"), _accountId.ToString("D"), _importId, row.Status.ToString(),
            Instant.ToText(row.OccurredAt.At), row.OccurredAt.HasTime,
            row.PostedAt is { } posted ? Instant.ToText(posted.At) : DBNull.Value, row.Amount.MinorUnits, row.Amount.Currency.Code,
            row.IsCard, prepared.Category.ToString(), prepared.MerchantTag.ToBytes(),
            prepared.CardTag is { } card ? card.ToBytes() : DBNull.Value, prepared.ExternalTag.ToBytes(), prepared.HasBankId,
            _key.Seal(TransactionStore.Details, prepared.Id, prepared.Description, prepared.Memo, row.CardLastFour),
        ];
    }

    private async Task Store(DbCommand command)
    {
        var at = 0;
        foreach (var values in _pending)
        {
            foreach (var value in values)
            {
                command.Parameters[at++].Value = value;
            }
        }

        await command.ExecuteNonQueryAsync();
        _pending.Clear();
    }

    private DbCommand Command(int rows)
    {
        var command = _connection.CreateCommand();
        command.Transaction = _transaction;
        var sql = new StringBuilder("INSERT INTO transactions (").AppendJoin(", ", Columns).Append(") VALUES ");
        for (var i = 0; i < rows * Columns.Length; i++)
        {
            var name = $"@p{i.ToString(CultureInfo.InvariantCulture)}";
            sql.Append(i % Columns.Length != 0 ? ", " : i == 0 ? "(" : "), (").Append(name);
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            command.Parameters.Add(parameter);
        }

        command.CommandText = sql.Append(')').ToString();
        return command;
    }
}

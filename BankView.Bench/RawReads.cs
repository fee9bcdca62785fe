using System.Data.Common;
using BankView.Data.Accounts;
using BankView.Data.Consents;
using BankView.Data.Database;
using BankView.Data.Transactions;

namespace BankView.Bench;

/// <summary>
/// The same statements by bare ADO.NET on the same file: one open connection, prepared once, every column read, nothing opened or
/// made into objects. It is the least that these reads can cost.
/// </summary>
internal sealed class RawReads : IAsyncDisposable
{
    private readonly DbConnection _connection;
    private readonly DbCommand _accounts;
    private readonly DbCommand _cards;
    private readonly DbCommand _days;

    private RawReads(DbConnection connection, BenchMember member)
    {
        var cards = new TransactionFilter { CardOnly = true };
        _connection = connection;
        _accounts = Command(AccountStore.LinkedSql, member, ("accountId", DBNull.Value));
        _days = Command(AccountStore.DaysSql, member, ("accountId", DBNull.Value), ("since", Instant.ToText(ReadBench.Since)));
        _cards = Command(TransactionStore.ListSql(cards), member, ("at", Instant.ToText(TransactionCursor.Newest.At)),
            ("before", TransactionCursor.Newest.Id.ToString("D")), ("count", 50L));
    }

    public static async Task<RawReads> Prepare(BenchMember member) => new(await member.Installation.Databases.Data.Open(), member);

    public async Task Overview()
    {
        await Read(_accounts);
        await Read(_days);
        await Read(_cards);
    }

    public Task LastCardActivity() => Read(_cards);

    public async ValueTask DisposeAsync()
    {
        await _accounts.DisposeAsync();
        await _days.DisposeAsync();
        await _cards.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private static async Task<int> Read(DbCommand command)
    {
        await using var reader = await command.ExecuteReaderAsync();
        var values = new object[reader.FieldCount];
        var rows = 0;
        while (await reader.ReadAsync())
        {
            reader.GetValues(values);
            rows++;
        }

        return rows;
    }

    private DbCommand Command(string sql, BenchMember member, params (string Name, object Value)[] more)
    {
        var command = _connection.CreateCommand();
        // The statements are the stores' own, and constant.
#pragma warning disable CA2100
        command.CommandText = sql;
#pragma warning restore CA2100
        (string, object)[] values =
            [("userId", member.Id.ToString()), ("purpose", nameof(Purpose.View)), ("now", Instant.ToText(DateTimeOffset.UtcNow)), .. more];
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ($"@{name}", value);
            command.Parameters.Add(parameter);
        }

        command.Prepare();
        return command;
    }
}

using System.Data.Common;
using System.Globalization;
using System.Text;
using BankView.Data.Database;
using Dapper;

namespace BankView.Tests.Testing;

/// <summary>Everything that stands in a database's tables, whatever tables there are.</summary>
internal static class TableDump
{
    /// <summary>Each row of each table as text, sorted; two equal dumps are two equal databases.</summary>
    public static async Task<IReadOnlyList<string>> Lines(BankViewDatabase database) =>
        [.. (await Rows(database)).Select(row => $"{row.Table}: {string.Join(" | ", row.Values.Select(Text))}").Order(StringComparer.Ordinal)];

    /// <summary>The bytes of every value of every column: text as UTF-8, blobs as they are.</summary>
    public static async Task<byte[]> Bytes(BankViewDatabase database)
    {
        using var all = new MemoryStream();
        foreach (var value in (await Rows(database)).SelectMany(row => row.Values))
        {
            all.Write(value as byte[] ?? Encoding.UTF8.GetBytes(Text(value)));
        }

        return all.ToArray();
    }

    public static async Task<IReadOnlyList<(string Table, object[] Values)>> Rows(BankViewDatabase database)
    {
        await using var connection = await database.Open();
        var rows = new List<(string, object[])>();
        foreach (var table in await Tables(database, connection))
        {
            await using var reader = await connection.ExecuteReaderAsync($"SELECT * FROM {table}");
            while (await reader.ReadAsync())
            {
                var values = new object[reader.FieldCount];
                reader.GetValues(values);
                rows.Add((table, values));
            }
        }

        return rows;
    }

    private static async Task<IEnumerable<string>> Tables(BankViewDatabase database, DbConnection connection) =>
        await connection.QueryAsync<string>(database.Kind is DatabaseKind.Sqlite
            ? "SELECT name FROM sqlite_master WHERE type = 'table'"
            : "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'");

    private static string Text(object value) => value as string
        ?? (value is byte[] bytes ? Convert.ToHexString(bytes) : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "");
}

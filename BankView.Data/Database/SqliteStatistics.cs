using Microsoft.Data.Sqlite;

namespace BankView.Data.Database;

/// <summary>Tells SQLite's planner once what to expect (see <c>SqliteStatistics.sql</c>), so that plans never depend on the data.</summary>
internal static class SqliteStatistics
{
    public static void Write(string connectionString)
    {
        using var stream = typeof(SqliteStatistics).Assembly.GetManifestResourceStream("BankView.Data.Database.SqliteStatistics.sql")!;
        using var reader = new StreamReader(stream);
        using var connection = new SqliteConnection(connectionString);
        connection.Open();
        using var transaction = connection.BeginTransaction();
        using var command = connection.CreateCommand();
        // The script is built in.
#pragma warning disable CA2100
        command.CommandText = reader.ReadToEnd();
#pragma warning restore CA2100
        command.Transaction = transaction;
        command.ExecuteNonQuery();
        transaction.Commit();
    }
}

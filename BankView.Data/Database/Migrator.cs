using System.Globalization;
using DbUp;
using DbUp.Builder;
using DbUp.Engine.Output;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace BankView.Data.Database;

/// <summary>A migration that failed; the message names it.</summary>
public sealed class MigrationFailedException(string message, Exception inner) : Exception(message, inner);

/// <summary>Brings a store's tables up to date with the numbered scripts under <c>Migrations/</c>, each in its own transaction.</summary>
internal static class Migrator
{
    // Any constant will do, as long as every node of an installation uses the same one.
    private const long PostgresLock = 5080_2026;

    /// <param name="last">The number of the last script to run ("0008"); null for all. An installation of an earlier version stands so.</param>
    public static void Migrate(BankViewDatabase database, string set, string schema, string? last = null)
    {
        if (database.Kind is DatabaseKind.Sqlite)
        {
            // Not pooled: a connection that was open before would not know the new tables and statistics.
            var alone = new SqliteConnectionStringBuilder(database.ConnectionString) { Pooling = false }.ToString();
            Run(DeployChanges.To.SqliteDatabase(alone), set, last);
            if (set is "Data" && last is null)
            {
                SqliteStatistics.Write(alone);
            }

            return;
        }

        // Nodes that start together take turns: the lock lasts as long as this connection, so it must not go back to a pool.
        var unpooled = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Pooling = false }.ToString();
        using var connection = new NpgsqlConnection(unpooled);
        connection.Open();
        Execute(connection, $"SELECT pg_advisory_lock({PostgresLock.ToString(CultureInfo.InvariantCulture)})");
        Execute(connection, $"CREATE SCHEMA IF NOT EXISTS {schema}");
        Run(DeployChanges.To.PostgresqlDatabase(unpooled, schema).JournalToPostgresqlTable(schema, "schema_versions"), set, last);
    }

    private static void Run(UpgradeEngineBuilder builder, string set, string? last)
    {
        var folder = $"{typeof(Migrator).Namespace}.Migrations.{set}.";
        var result = builder
            .WithScriptsEmbeddedInAssembly(typeof(Migrator).Assembly, name => name.StartsWith(folder, StringComparison.Ordinal)
                && (last is null || string.CompareOrdinal(name, folder.Length, last, 0, last.Length) <= 0))
            .WithVariablesDisabled()
            .WithTransactionPerScript()
            .LogTo(new NoOpUpgradeLog())
            .Build()
            .PerformUpgrade();
        if (!result.Successful)
        {
            throw new MigrationFailedException($"The migration {result.ErrorScript?.Name} failed: {result.Error.Message}", result.Error);
        }
    }

    private static void Execute(NpgsqlConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}

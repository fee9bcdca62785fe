using BankView.Data.Database;
using Npgsql;

namespace BankView.Tests.Testing;

/// <summary>
/// PostgreSQL for tests, at the address in <c>BANKVIEW_TEST_POSTGRES</c> (test.sh starts a throwaway cluster there). Without it the
/// test that asked is skipped, and says so.
/// </summary>
internal static class PostgresTemplate
{
    // A run's own: another run on the same server may have other migrations.
    private static readonly string Template = $"bankview_template_{Environment.ProcessId}";
    private const string Missing = "No PostgreSQL: BANKVIEW_TEST_POSTGRES is not set (bash test.sh sets it).";

    private static readonly string? Server = Environment.GetEnvironmentVariable("BANKVIEW_TEST_POSTGRES");
    private static readonly SemaphoreSlim Lock = new(1, 1);
    private static bool _made;

    public static string ConnectionString(string database) =>
        new NpgsqlConnectionStringBuilder(Server) { Database = database, MaxPoolSize = 10 }.ToString();

    public static async Task<string> Copy()
    {
        Assert.SkipWhen(string.IsNullOrEmpty(Server), Missing);
        var name = $"bankview_{Guid.NewGuid():N}";

        // A template that is being copied must have no other connection, so copies take turns.
        await Lock.WaitAsync();
        try
        {
            if (!_made)
            {
                await Execute($"DROP DATABASE IF EXISTS {Template}");
                await Execute($"CREATE DATABASE {Template}");
                var options = new DatabaseOptions { Provider = DatabaseKind.Postgres, ConnectionString = ConnectionString(Template) };
                await Databases.Open(options).DisposeAsync();
                _made = true;
            }

            await Execute($"CREATE DATABASE {name} TEMPLATE {Template}");
        }
        finally
        {
            Lock.Release();
        }

        return name;
    }

    /// <summary>A database with nothing in it, not even tables.</summary>
    public static async Task<string> Empty()
    {
        Assert.SkipWhen(string.IsNullOrEmpty(Server), Missing);
        var name = $"bankview_{Guid.NewGuid():N}";
        await Execute($"CREATE DATABASE {name}");
        return name;
    }

    public static Task Drop(string name) => Execute($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");

    private static async Task Execute(string sql)
    {
        var server = new NpgsqlConnectionStringBuilder(Server) { Database = "postgres", Pooling = false };
        await using var connection = new NpgsqlConnection(server.ToString());
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}

using BankView.Data.Database;
using Dapper;
using Npgsql;

namespace BankView.Bench;

/// <summary>An empty database for one measurement, gone afterwards: a folder, or a database on the server that BANKVIEW_BENCH_POSTGRES names.</summary>
internal sealed class BenchDatabase : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bankview-bench-").FullName;
    private readonly string? _server;
    private readonly string _name = $"bankview_bench_{Guid.NewGuid():N}";

    private BenchDatabase(string? server) => _server = server;

    /// <summary>A connection string of a server on which databases may be made; null where none is to be measured.</summary>
    public static string? Server => Environment.GetEnvironmentVariable("BANKVIEW_BENCH_POSTGRES") is { Length: > 0 } server ? server : null;

    public DatabaseOptions Options => _server is null ? new DatabaseOptions { Folder = _folder } : new DatabaseOptions
    {
        Provider = DatabaseKind.Postgres,
        Folder = _folder,
        ConnectionString = new NpgsqlConnectionStringBuilder(_server) { Database = _name }.ConnectionString,
    };

    public static async Task<BenchDatabase> Make(string? server)
    {
        var database = new BenchDatabase(server);
        await database.OnServer($"CREATE DATABASE {database._name}");
        return database;
    }

    public async ValueTask DisposeAsync()
    {
        await OnServer($"DROP DATABASE {_name} WITH (FORCE)");
        Directory.Delete(_folder, recursive: true);
    }

    private async Task OnServer(string sql)
    {
        if (_server is not null)
        {
            await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(_server) { Database = "postgres", Pooling = false }.ConnectionString);
            await connection.ExecuteAsync(sql);
        }
    }
}

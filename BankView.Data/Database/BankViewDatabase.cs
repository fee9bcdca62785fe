using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace BankView.Data.Database;

/// <summary>
/// The only place that knows there are two databases. It opens connections, queues writers where the database takes one at a
/// time, and brings the schema up to date. The same SQL runs on both.
/// </summary>
public sealed class BankViewDatabase : IAsyncDisposable, IDisposable
{
    // Set once for each native connection; the pool keeps them, so a pooled one is not set again.
    private const string SqliteSettings = """
        PRAGMA busy_timeout = 5000; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;
        PRAGMA trusted_schema = OFF; PRAGMA cache_size = -16000; PRAGMA temp_store = MEMORY;
        """;

    private readonly ConditionalWeakTable<object, object> _configured = [];
    private readonly DbDataSource _source;
    private readonly SqliteWriter? _writer;

    static BankViewDatabase() => ColumnTypes.Register();

    private BankViewDatabase(DatabaseKind kind, DbDataSource source, string connectionString)
    {
        Kind = kind;
        _source = source;
        ConnectionString = connectionString;
        _writer = kind is DatabaseKind.Sqlite ? new SqliteWriter(Open) : null;
    }

    public DatabaseKind Kind { get; }

    internal string ConnectionString { get; }

    /// <summary>
    /// How many rows an INSERT of many rows had best hold. PostgreSQL wants few round trips; SQLite has none, and looks each
    /// parameter up by its name among all of the statement's.
    /// </summary>
    internal int RowsPerInsert => Kind is DatabaseKind.Sqlite ? 1 : 64;

    /// <summary>
    /// Ends a SELECT that takes work from a queue inside a transaction: rows that another node is taking are passed over. On SQLite
    /// nobody else writes meanwhile.
    /// </summary>
    internal string SkipTaken => Kind is DatabaseKind.Sqlite ? "" : "FOR UPDATE SKIP LOCKED";

    /// <summary>
    /// Ends a SELECT whose rows shall stay as they are until the transaction ends: who wants to change them waits. On SQLite nobody
    /// else writes meanwhile.
    /// </summary>
    internal string Unchanged => Kind is DatabaseKind.Sqlite ? "" : "FOR SHARE";

    /// <summary>Opens the database at <paramref name="path"/>, made when missing and readable by its owner alone.</summary>
    public static BankViewDatabase OpenSqlite(string path)
    {
        SqliteFile.Make(path);
        var connectionString = new SqliteConnectionStringBuilder { DataSource = path, Pooling = true, DefaultTimeout = 30 }.ToString();
        return new(DatabaseKind.Sqlite, SqliteFactory.Instance.CreateDataSource(connectionString), connectionString);
    }

    /// <summary>Uses the PostgreSQL server of <paramref name="connectionString"/>; tables stand in <paramref name="schema"/>.</summary>
    public static BankViewDatabase OpenPostgres(string connectionString, string schema)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { SearchPath = schema, MaxAutoPrepare = 100 };
        return new(DatabaseKind.Postgres, NpgsqlDataSource.Create(settings), settings.ToString());
    }

    /// <summary>A connection for reading, or for one statement that writes on PostgreSQL. Dispose it soon.</summary>
    public async ValueTask<DbConnection> Open(CancellationToken cancellation = default)
    {
        var connection = await _source.OpenConnectionAsync(cancellation);
        if (connection is SqliteConnection sqlite && _configured.TryAdd(sqlite.Handle!, this))
        {
            await using var command = sqlite.CreateCommand();
            command.CommandText = SqliteSettings;
            await command.ExecuteNonQueryAsync(cancellation);
        }

        return connection;
    }

    /// <summary>
    /// Runs <paramref name="work"/> in one transaction: all of it is stored, or nothing. On SQLite writers wait here in line
    /// instead of competing for the file's lock, and the transaction takes the write lock from its beginning.
    /// </summary>
    public async Task<T> Write<T>(Func<DbConnection, DbTransaction, Task<T>> work, CancellationToken cancellation = default)
    {
        if (_writer is not null)
        {
            return await _writer.Write(connection => Commit(connection, work, cancellation), cancellation);
        }

        await using var connection = await Open(cancellation);
        return await Commit(connection, work, cancellation);
    }

    /// <inheritdoc cref="Write{T}"/>
    public Task Write(Func<DbConnection, DbTransaction, Task> work, CancellationToken cancellation = default) =>
        Write(async (connection, transaction) =>
        {
            await work(connection, transaction);
            return true;
        }, cancellation);

    /// <summary>
    /// Lets the planner see many new rows at once, as part of the transaction that stores them. PostgreSQL would look at them by itself
    /// only some minutes later, and until then read whole tables for a page; SQLite plans by fixed statistics and does nothing here.
    /// </summary>
    internal async Task Analyze(DbConnection connection, DbTransaction transaction)
    {
        if (Kind is DatabaseKind.Postgres)
        {
            await using var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = "ANALYZE transactions, merchants, account_days";
            await command.ExecuteNonQueryAsync();
        }
    }

    private static async Task<T> Commit<T>(
        DbConnection connection, Func<DbConnection, DbTransaction, Task<T>> work, CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var result = await work(connection, transaction);
        await transaction.CommitAsync(cancellation);
        return result;
    }

    /// <summary>Waits for the write under way; those still in line are refused.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_writer is not null)
        {
            await _writer.DisposeAsync();
            SqliteConnection.ClearPool(new SqliteConnection(ConnectionString));
        }

        await _source.DisposeAsync();
    }

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();
}

using System.Data.Common;

namespace BankView.Data.Database;

/// <summary>
/// The one writer of a SQLite file. Writers wait here in line instead of competing for the file's lock, and use one connection after
/// the other.
/// </summary>
internal sealed class SqliteWriter(Func<CancellationToken, ValueTask<DbConnection>> open) : IAsyncDisposable
{
    // A statement touches as many places of an index as it has rows. With the pages of those places in memory each is written
    // once; with fewer, over and over. The log that a large import leaves behind is cut back to what it commonly takes.
    private const string Settings = "PRAGMA cache_size = -96000; PRAGMA journal_size_limit = 16000000;";

    private readonly SemaphoreSlim _turn = new(1, 1);
    private DbConnection? _connection;
    private bool _isClosed;

    /// <summary>Waits for its turn, then runs <paramref name="work"/> on the writer's connection.</summary>
    public async Task<T> Write<T>(Func<DbConnection, Task<T>> work, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            _connection ??= await OpenConnection(cancellation);
            return await work(_connection);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Waits for the write under way; those still in line are refused.</summary>
    public async ValueTask DisposeAsync()
    {
        await _turn.WaitAsync();
        _isClosed = true;
        await (_connection?.DisposeAsync() ?? ValueTask.CompletedTask);
        _connection = null;
        _turn.Release();
    }

    // Kept open, so that its pages stay in memory from one write to the next.
    private async Task<DbConnection> OpenConnection(CancellationToken cancellation)
    {
        var connection = await open(cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = Settings;
        await command.ExecuteNonQueryAsync(cancellation);
        return connection;
    }
}

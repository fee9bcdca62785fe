using System.Threading.Channels;
using BankView.Data.Database;
using Dapper;

namespace BankView.Data.Egress;

/// <summary>
/// Writes outgoing calls down, some at a time and beside the calls themselves, so that none waits for the database. Disposing it, and
/// <see cref="Flush"/>, write what is left. A crash can lose the calls of about the last second; a database that refuses to write keeps
/// them waiting here, and what waits beyond <see cref="MostWaiting"/> is lost, oldest first.
/// </summary>
public sealed class EgressLog : IAsyncDisposable
{
    private const int MostWaiting = 100_000;
    private const int MostTogether = 500;
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan TryAgain = TimeSpan.FromSeconds(5);

    private readonly Channel<Entry> _waiting = Channel.CreateBounded<Entry>(
        new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = false });

    private readonly Databases _databases;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Entry> _unwritten = [];
    private readonly Task _writing;

    public EgressLog(Databases databases)
    {
        _databases = databases;
        _writing = Task.Run(WriteOnAndOn);
    }

    internal void Write(
        EgressCall call, HttpRequestMessage request, DateTimeOffset calledAt, int? status, EgressFailure? failure, long milliseconds) =>
        Write(call, request.Method.Method, request.RequestUri!.IdnHost, calledAt, status, failure, milliseconds);

    internal void Write(
        EgressCall call, string method, string host, DateTimeOffset calledAt, int? status, EgressFailure? failure, long milliseconds) =>
        _waiting.Writer.TryWrite(new Entry
        {
            Id = Guid.CreateVersion7(calledAt),
            UserId = call.UserId?.Value,
            LinkId = call.LinkId,
            InstitutionId = call.InstitutionId,
            CalledAt = calledAt,
            Method = method,
            Host = host,
            What = call.What,
            Status = status,
            Failure = failure?.ToString(),
            Milliseconds = milliseconds,
        });

    /// <summary>Writes what waits now; nothing once disposed, for disposing has written all.</summary>
    public async Task Flush()
    {
        await _turn.WaitAsync();
        try
        {
            while (Take())
            {
                await _databases.Data.Write(async (connection, transaction) =>
                {
                    foreach (var entry in _unwritten)
                    {
                        await connection.ExecuteAsync(Insert, entry, transaction);
                    }
                });
                _unwritten.Clear();
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_waiting.Writer.TryComplete())
        {
            return;
        }

        await _stop.CancelAsync();
        await _writing;
        await Flush();
        _stop.Dispose();
        // The turn is not disposed: a host that stops twice at once may still ask for it, and it holds nothing of the system's.
    }

    // A member who was erased in the meantime takes the record of their calls along.
    private const string Insert = """
        INSERT INTO egress_calls (id, user_id, link_id, institution_id, called_at, method, host, what, status, failure, milliseconds)
        SELECT @Id, @UserId, @LinkId, @InstitutionId, @CalledAt, @Method, @Host, @What, CAST(@Status AS BIGINT), @Failure, @Milliseconds
        WHERE CAST(@UserId AS TEXT) IS NULL OR EXISTS (SELECT 1 FROM users u WHERE u.id = @UserId)
        """;

    private bool Take()
    {
        while (_unwritten.Count < MostTogether && _waiting.Reader.TryRead(out var entry))
        {
            _unwritten.Add(entry);
        }

        return _unwritten.Count > 0;
    }

    private async Task WriteOnAndOn()
    {
        try
        {
            while (await _waiting.Reader.WaitToReadAsync(_stop.Token))
            {
                await Task.Delay(Gather, _stop.Token);
                try
                {
                    await Flush();
                }
                catch (System.Data.Common.DbException)
                {
                    // Nothing is lost: the calls stay here, and disposing, which writes them last, tells if the database never came back.
                    await Task.Delay(TryAgain, _stop.Token);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Disposed: what is left is written there.
        }
    }

    private sealed record Entry
    {
        public required Guid Id { get; init; }

        public required Guid? UserId { get; init; }

        public required Guid? LinkId { get; init; }

        public required Guid? InstitutionId { get; init; }

        public required DateTimeOffset CalledAt { get; init; }

        public required string Method { get; init; }

        public required string Host { get; init; }

        public required string What { get; init; }

        public required int? Status { get; init; }

        public required string? Failure { get; init; }

        public required long Milliseconds { get; init; }
    }
}

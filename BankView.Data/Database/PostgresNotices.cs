using System.Threading.Channels;
using Dapper;
using Npgsql;

namespace BankView.Data.Database;

/// <summary>
/// Tells the other nodes on one PostgreSQL whose data changed, and hears it from them (LISTEN and NOTIFY), so that pages open there
/// change, too. A notice names a member and nothing else. It is a hint: what is lost with a connection costs a page its freshness until
/// the next one, and whoever was cut off has its own pages read again.
/// </summary>
internal sealed class PostgresNotices : IAsyncDisposable
{
    private const string Channel = "bankview_changes";
    private static readonly TimeSpan TryAgain = TimeSpan.FromSeconds(2);

    private readonly Channel<UserId> _waiting = System.Threading.Channels.Channel.CreateBounded<UserId>(
        new BoundedChannelOptions(10_000) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    private readonly string _node = Guid.NewGuid().ToString("N");
    private readonly CancellationTokenSource _stop = new();
    private readonly BankViewDatabase _data;
    private readonly MemberDataEvents _changes;
    private readonly Task _telling;
    private readonly Lazy<Task> _hearing;
    private bool _wasCutOff;

    public PostgresNotices(BankViewDatabase data, MemberDataEvents changes)
    {
        (_data, _changes) = (data, changes);
        _telling = Task.Run(() => OnAndOn(TellOthers));
        // A node without open pages needs to hear nothing.
        _hearing = new(() => Task.Run(() => OnAndOn(HearOthers)));
        changes.Elsewhere = userId => _waiting.Writer.TryWrite(userId);
        changes.Listened = () => _ = _hearing.Value;
    }

    public async ValueTask DisposeAsync()
    {
        (_changes.Elsewhere, _changes.Listened) = (null, null);
        await _stop.CancelAsync();
        await _telling;
        await (_hearing.IsValueCreated ? _hearing.Value : Task.CompletedTask);
        _stop.Dispose();
    }

    private async Task TellOthers()
    {
        while (await _waiting.Reader.WaitToReadAsync(_stop.Token))
        {
            var members = new HashSet<UserId>();
            while (_waiting.Reader.TryRead(out var member))
            {
                members.Add(member);
            }

            await using var connection = await _data.Open(_stop.Token);
            await connection.ExecuteAsync("SELECT pg_notify(@Channel, @notice)", members.Select(member => new { Channel, notice = $"{_node} {member}" }));
        }
    }

    private async Task HearOthers()
    {
        // Out of the pool for as long as it hears.
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(_data.ConnectionString) { Pooling = false, KeepAlive = 30 }.ToString());
        await connection.OpenAsync(_stop.Token);
        connection.Notification += (_, notice) => Hear(notice.Payload);
        await connection.ExecuteAsync($"LISTEN {Channel}");
        if (_wasCutOff)
        {
            // Whatever was told while nobody listened.
            _changes.TellAllHere();
        }

        _wasCutOff = true;
        while (true)
        {
            await connection.WaitAsync(_stop.Token);
        }
    }

    private void Hear(string notice)
    {
        if (notice.Split(' ') is [var node, var member] && !string.Equals(node, _node, StringComparison.Ordinal) && Guid.TryParse(member, out var id))
        {
            _changes.TellHere(new UserId(id));
        }
    }

    private async Task OnAndOn(Func<Task> work)
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await work();
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                // Disposed.
            }
            catch (Exception problem) when (problem is NpgsqlException or IOException or TimeoutException)
            {
                // The server is away for now; readings and pages that need it say so themselves.
                await Task.WhenAny(Task.Delay(TryAgain, _stop.Token));
            }
        }
    }
}

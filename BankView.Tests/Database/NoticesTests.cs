using BankView.Data;
using BankView.Data.Database;
using BankView.Tests.Testing;
using Dapper;

namespace BankView.Tests.Database;

/// <summary>Several nodes on one PostgreSQL: what one changes, the open pages of the others hear of.</summary>
public class NoticesTests
{
    [Fact]
    public async Task A_change_on_one_node_is_told_to_that_members_pages_on_another_and_once_to_its_own()
    {
        await using var database = await TestDatabase.Make(DatabaseKind.Postgres);
        await using var other = Databases.Open(database.Options);
        var (sam, kim) = (UserId.New(), UserId.New());
        var (here, there) = (0, 0);
        using var ours = database.Databases.Changes.Subscribe(sam, () => Interlocked.Increment(ref here));
        using var theirs = other.Changes.Subscribe(sam, () => Interlocked.Increment(ref there));
        await Hears(other.Changes, database.Databases.Changes, kim);
        await Hears(database.Databases.Changes, other.Changes, kim);
        Assert.Equal((0, 0), (here, there));

        database.Databases.Changes.Tell(sam);
        await Until(() => Volatile.Read(ref there) == 1);
        other.Changes.Tell(sam);
        await Until(() => Volatile.Read(ref here) == 2);
        await Hears(other.Changes, database.Databases.Changes, kim);

        // Nobody hears their own echo.
        Assert.Equal((2, 2), (here, there));
    }

    [Fact]
    public async Task A_node_that_was_cut_off_has_its_pages_read_again_and_hears_on()
    {
        await using var database = await TestDatabase.Make(DatabaseKind.Postgres);
        await using var other = Databases.Open(database.Options);
        var (sam, told) = (UserId.New(), 0);
        using var page = other.Changes.Subscribe(sam, () => Interlocked.Increment(ref told));
        await Hears(other.Changes, database.Databases.Changes, UserId.New());

        await using (var connection = await database.Databases.Data.Open())
        {
            await connection.ExecuteAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN %' AND datname = current_database()");
        }

        await Until(() => Volatile.Read(ref told) == 1);
        database.Databases.Changes.Tell(sam);
        await Until(() => Volatile.Read(ref told) == 2);
    }

    // One node hears what is told on the other. It needs a moment until it listens: what is told again and again comes through then.
    private static async Task Hears(MemberDataEvents hearer, MemberDataEvents teller, UserId about)
    {
        var heard = 0;
        using var page = hearer.Subscribe(about, () => Interlocked.Increment(ref heard));
        await Until(() => Volatile.Read(ref heard) > 0, () => teller.Tell(about));
    }

    private static async Task Until(Func<bool> isSo, Action? again = null)
    {
        using var hang = new CancellationTokenSource(Hang.Limit);
        while (!isSo())
        {
            again?.Invoke();
            await Task.Delay(50, hang.Token);
        }
    }
}

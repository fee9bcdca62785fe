using BankView.Data.Database;
using BankView.Tests.Testing;
using Dapper;

namespace BankView.Tests.Database;

public class WriterTests
{
    private const string Insert = "INSERT INTO institutions (id, name, connector, state, place, settings, created_at) VALUES (@id, 'x', 'File', 'Paused', 9, '{}', '2026')";

    [Theory, Databases]
    public async Task What_a_write_does_before_it_fails_is_not_stored(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var before = await TableDump.Lines(database.Databases.Data);

        await Assert.ThrowsAsync<InvalidOperationException>(() => database.Databases.Data.Write(async (connection, transaction) =>
        {
            await connection.ExecuteAsync(Insert, new { id = Guid.NewGuid() }, transaction);
            throw new InvalidOperationException("Something unexpected.");
        }));

        Assert.Equal(before, await TableDump.Lines(database.Databases.Data));
        await database.Databases.Data.Write((connection, transaction) => connection.ExecuteAsync(Insert, new { id = Guid.NewGuid() }, transaction));
        Assert.Equal(before.Count + 1, (await TableDump.Lines(database.Databases.Data)).Count);
    }

    [Fact]
    public async Task Closing_waits_for_the_write_under_way_and_refuses_the_next()
    {
        await using var database = await TestDatabase.Make(DatabaseKind.Sqlite);
        var (begun, goOn, data) = (new TaskCompletionSource(), new TaskCompletionSource(), BankViewDatabase.OpenSqlite(Path.Combine(database.Folder, "bankview.db")));
        var write = data.Write(async (connection, transaction) =>
        {
            begun.SetResult();
            await goOn.Task;
            await connection.ExecuteAsync(Insert, new { id = "late" }, transaction);
        });
        await begun.Task;

        var closing = data.DisposeAsync();
        Assert.False(closing.IsCompleted);
        goOn.SetResult();
        await closing;

        await write;
        Assert.Contains(await TableDump.Lines(database.Databases.Data), line => line.StartsWith("institutions: late", StringComparison.Ordinal));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => data.Write((_, _) => Task.CompletedTask));
    }
}

using BankView.Data;
using BankView.Data.Database;
using BankView.Data.Sealing;
using BankView.Tests.Testing;

namespace BankView.Tests.Database;

public class MigrationTests
{
    [Theory, Databases]
    public async Task A_second_start_changes_nothing(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await TestMember.Join(database);
        await member.BringIn(Testing.Statements.Checking(Testing.Statements.Row("2026-11-03", -100, "Tea", "1")));
        var before = await Everything(database.Databases);

        await using var again = Databases.Open(database.Options);

        Assert.Equal(before, await Everything(again));
    }

    [Fact]
    public async Task Nodes_that_start_at_once_on_an_empty_server_all_come_up()
    {
        var name = await PostgresTemplate.Empty();
        var options = new DatabaseOptions { Provider = DatabaseKind.Postgres, ConnectionString = PostgresTemplate.ConnectionString(name) };

        var nodes = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => Databases.Open(options))));

        var dumps = new List<IEnumerable<string>>();
        foreach (var node in nodes)
        {
            dumps.Add(await Everything(node));
            await node.DisposeAsync();
        }

        await PostgresTemplate.Drop(name);
        Assert.Contains(dumps[0], line => line.StartsWith("institutions: ", StringComparison.Ordinal));
        Assert.All(dumps, dump => Assert.Equal(dumps[0], dump));
    }

    [Fact]
    public async Task Only_the_owner_can_read_the_files()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows keeps no file modes.");
        var parent = Directory.CreateTempSubdirectory("bankview-test-").FullName;
        var (folder, key) = (Path.Combine(parent, "data"), Path.Combine(parent, "keys", "master.key"));
        await using (var databases = Databases.Open(new DatabaseOptions { Folder = folder }))
        using (var master = MasterKey.Load(base64: null, key))
        {
            await new MemberKeys(databases, master, TimeProvider.System).Get(Data.UserId.New());

            Assert.Equal("700", Mode(folder));
            Assert.Equal("700", Mode(Path.GetDirectoryName(key)!));
            Assert.Equal("700", Mode(PrivateFolder.Make(Path.Combine(parent, "new", "inner")).Parent!.FullName));
            Assert.Equal(["600"], Directory.GetFiles(folder).Select(Mode).Distinct());
            Assert.Equal(["bankview.db", "keys.db", "keys.db-wal"], Directory.GetFiles(folder).Select(Path.GetFileName).Where(file =>
                file is "bankview.db" or "keys.db" or "keys.db-wal").Order());
            Assert.Equal("400", Mode(key));
        }

        Directory.Delete(parent, recursive: true);

#pragma warning disable CA1416 // Skipped above.
        static string Mode(string path) => Convert.ToString((int)File.GetUnixFileMode(path), 8);
#pragma warning restore CA1416
    }

    private static async Task<IEnumerable<string>> Everything(Databases databases) =>
        [.. await TableDump.Lines(databases.Data), .. await TableDump.Lines(databases.Keys)];
}

using BankView.Data.Database;
using BankView.Data.Sealing;
using Microsoft.Extensions.Time.Testing;

namespace BankView.Tests.Testing;

/// <summary>
/// A real, empty, migrated installation for one test: two SQLite files, or a PostgreSQL database of its own. Copied from a
/// template that is migrated once a run.
/// </summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private readonly Func<Task> _remove;

    private TestDatabase(DatabaseOptions options, string folder, Func<Task> remove)
    {
        Options = options;
        Databases = Databases.Open(options);
        Folder = folder;
        _remove = remove;
        MasterKey = MasterKey.Load(Convert.ToBase64String(new byte[32]), path: "");
        Keys = new MemberKeys(Databases, MasterKey, Clock);
    }

    private TestDatabase(BankViewApp app)
    {
        (Options, Folder, _remove) = (new DatabaseOptions(), app.Folder, () => Task.CompletedTask);
        (Databases, MasterKey, Keys) = (app.Get<Databases>(), app.Get<MasterKey>(), app.Get<MemberKeys>());
        Clock.SetUtcNow(DateTimeOffset.UtcNow);
    }

    public Databases Databases { get; }

    public DatabaseOptions Options { get; }

    /// <summary>Where the SQLite files are; on PostgreSQL an empty folder.</summary>
    public string Folder { get; }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 20, 9, 0, 0, TimeSpan.Zero));

    public MasterKey MasterKey { get; }

    public MemberKeys Keys { get; }

    public static async Task<TestDatabase> Make(DatabaseKind kind)
    {
        var folder = Directory.CreateTempSubdirectory("bankview-test-").FullName;
        if (kind is DatabaseKind.Sqlite)
        {
            foreach (var file in Directory.GetFiles(SqliteTemplate.Folder))
            {
                File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
            }

            return new(new DatabaseOptions { Folder = folder }, folder, () => Task.CompletedTask);
        }

        var name = await PostgresTemplate.Copy();
        var options = new DatabaseOptions { Provider = DatabaseKind.Postgres, ConnectionString = PostgresTemplate.ConnectionString(name) };
        return new(options, folder, () => PostgresTemplate.Drop(name));
    }

    /// <summary>A running application's own, to prepare what its pages show. The application disposes it.</summary>
    public static TestDatabase Of(BankViewApp app) => new(app);

    public async ValueTask DisposeAsync()
    {
        await Databases.DisposeAsync();
        MasterKey.Dispose();
        await _remove();
        Directory.Delete(Folder, recursive: true);
    }

    private static class SqliteTemplate
    {
        private static readonly Lazy<string> Made = new(Make);

        public static string Folder => Made.Value;

        private static string Make()
        {
            var folder = Directory.CreateTempSubdirectory("bankview-template-").FullName;
            AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
            Databases.Open(new DatabaseOptions { Folder = folder }).DisposeAsync().AsTask().GetAwaiter().GetResult();
            return folder;
        }
    }
}

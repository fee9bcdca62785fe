using Npgsql;

namespace BankView.Data.Database;

/// <summary>The two stores of an installation: members' data and, apart from it, members' keys.</summary>
public sealed class Databases(BankViewDatabase data, BankViewDatabase keys) : IAsyncDisposable
{
    public BankViewDatabase Data => data;

    public BankViewDatabase Keys => keys;

    private PostgresNotices? _notices;

    /// <summary>Stores tell here, after a commit, whose data changed; pages on other nodes of the same PostgreSQL hear it, too.</summary>
    public MemberDataEvents Changes { get; } = new();

    /// <summary>Opens both stores and brings their tables up to date.</summary>
    /// <exception cref="MigrationFailedException">A migration failed; the database is as it was before that migration.</exception>
    public static Databases Open(DatabaseOptions options)
    {
        var databases = options.Provider switch
        {
            DatabaseKind.Sqlite => new Databases(
                BankViewDatabase.OpenSqlite(Path.Combine(options.Folder, "bankview.db")),
                BankViewDatabase.OpenSqlite(Path.Combine(options.Folder, "keys.db"))),
            DatabaseKind.Postgres => new Databases(
                BankViewDatabase.OpenPostgres(options.ConnectionString, "bankview"),
                BankViewDatabase.OpenPostgres(KeysServer(options), "bankview_keys")),
            _ => throw new ArgumentOutOfRangeException(nameof(options), options.Provider, "No such database."),
        };
        Migrator.Migrate(databases.Data, "Data", "bankview");
        Migrator.Migrate(databases.Keys, "Keys", "bankview_keys");
        databases._notices = options.Provider is DatabaseKind.Postgres ? new PostgresNotices(databases.Data, databases.Changes) : null;
        return databases;
    }

    public async ValueTask DisposeAsync()
    {
        await (_notices?.DisposeAsync() ?? ValueTask.CompletedTask);
        await data.DisposeAsync();
        await keys.DisposeAsync();
    }

    private static string KeysServer(DatabaseOptions options) =>
        string.IsNullOrEmpty(options.KeysConnectionString)
            ? new NpgsqlConnectionStringBuilder(options.ConnectionString) { ApplicationName = "BankView keys" }.ToString()
            : options.KeysConnectionString;
}

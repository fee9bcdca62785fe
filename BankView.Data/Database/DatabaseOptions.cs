namespace BankView.Data.Database;

/// <summary>The databases BankView speaks to.</summary>
public enum DatabaseKind
{
    Sqlite,
    Postgres,
}

/// <summary>
/// Where members' data and, apart from it, members' keys are kept. On SQLite two files in <see cref="Folder"/>; on PostgreSQL
/// two schemas, or two servers when <see cref="KeysConnectionString"/> is set.
/// </summary>
public sealed class DatabaseOptions
{
    public DatabaseKind Provider { get; set; } = DatabaseKind.Sqlite;

    /// <summary>The folder of <c>bankview.db</c> and <c>keys.db</c>; made when missing. SQLite only.</summary>
    public string Folder { get; set; } = "data";

    /// <summary>Of the data. PostgreSQL only.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>Of the keys; empty for a schema of its own on the server of the data. PostgreSQL only.</summary>
    public string KeysConnectionString { get; set; } = "";
}

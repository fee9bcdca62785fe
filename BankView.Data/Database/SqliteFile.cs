using Microsoft.Data.Sqlite;

namespace BankView.Data.Database;

/// <summary>Makes a SQLite file that only its owner can read (mode 0600; SQLite gives the WAL the same mode).</summary>
internal static class SqliteFile
{
    public static void Make(string path)
    {
        PrivateFolder.Make(Path.GetDirectoryName(Path.GetFullPath(path))!);
        if (!OperatingSystem.IsWindows() && !File.Exists(path))
        {
            var options = new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            };
            using var made = new FileStream(path, options);
        }

        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        // WAL is a property of the file: readers go on while one writes.
        command.CommandText = "PRAGMA journal_mode = WAL";
        command.ExecuteNonQuery();
    }
}

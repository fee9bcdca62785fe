using System.Security.Cryptography;
using Dapper;
using Microsoft.Data.Sqlite;

namespace BankView.Web.SandboxBank.Keeping;

/// <summary>
/// Sandbox Bank's own SQLite file, apart from everything of BankView's. Instants are milliseconds since 1970 (UTC); secrets and tokens
/// stand as SHA-256.
/// </summary>
internal sealed class BankFile(string path)
{
    private const string Tables = """
        PRAGMA journal_mode = WAL;
        CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS clients (
            id TEXT PRIMARY KEY, name TEXT NOT NULL, secret_hash TEXT NOT NULL, public_key TEXT, return_addresses TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS requests (
            uri_hash TEXT PRIMARY KEY, client_id TEXT NOT NULL, return_to TEXT NOT NULL, state TEXT NOT NULL, challenge TEXT NOT NULL,
            clusters TEXT NOT NULL, days INTEGER NOT NULL, expires_at INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS sessions (token_hash TEXT PRIMARY KEY, customer TEXT NOT NULL, expires_at INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS consents (
            id TEXT PRIMARY KEY, customer TEXT NOT NULL, client_id TEXT NOT NULL, accounts TEXT NOT NULL, clusters TEXT NOT NULL,
            created_at INTEGER NOT NULL, expires_at INTEGER NOT NULL, revoked_at INTEGER);
        CREATE TABLE IF NOT EXISTS codes (
            hash TEXT PRIMARY KEY, consent_id TEXT NOT NULL REFERENCES consents (id), return_to TEXT NOT NULL, challenge TEXT NOT NULL,
            expires_at INTEGER NOT NULL, used_at INTEGER);
        CREATE TABLE IF NOT EXISTS tokens (
            hash TEXT PRIMARY KEY, kind TEXT NOT NULL, consent_id TEXT NOT NULL REFERENCES consents (id), expires_at INTEGER NOT NULL,
            used_at INTEGER);
        CREATE INDEX IF NOT EXISTS tokens_of_consent ON tokens (consent_id);
        CREATE TABLE IF NOT EXISTS assertions (id TEXT PRIMARY KEY, expires_at INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS card_events (
            id INTEGER PRIMARY KEY AUTOINCREMENT, customer TEXT NOT NULL, account TEXT NOT NULL, at INTEGER NOT NULL,
            merchant TEXT NOT NULL, amount INTEGER NOT NULL, category TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS fraud_notices (card_event INTEGER PRIMARY KEY REFERENCES card_events (id));
        CREATE TABLE IF NOT EXISTS postings (customer TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (customer, at));
        """;

    private readonly Lazy<string> _connection = new(() => Make(path));

    public async Task<SqliteConnection> Open()
    {
        var connection = new SqliteConnection(_connection.Value);
        await connection.OpenAsync();
        return connection;
    }

    /// <summary>How many rows the statement changed.</summary>
    public async Task<int> Run(string sql, object values)
    {
        await using var connection = await Open();
        return await connection.ExecuteAsync(sql, values);
    }

    /// <summary>Null when there is none.</summary>
    public async Task<string?> Setting(string name)
    {
        await using var connection = await Open();
        return await connection.QuerySingleOrDefaultAsync<string>("SELECT value FROM settings WHERE name = @name", new { name });
    }

    public Task SetSetting(string name, string value) => Run(
        "INSERT INTO settings (name, value) VALUES (@name, @value) ON CONFLICT (name) DO UPDATE SET value = excluded.value", new { name, value });

    /// <summary>What is kept under that name; the first value given stays.</summary>
    public async Task<string> SettingOrNew(string name, string value)
    {
        await Run("INSERT INTO settings (name, value) VALUES (@name, @value) ON CONFLICT (name) DO NOTHING", new { name, value });
        return await Setting(name) ?? value;
    }

    public static string NewSecret() => RandomNumberGenerator.GetHexString(48, lowercase: true);

    public static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(secret)));

    private static string Make(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (!OperatingSystem.IsWindows() && !File.Exists(path))
        {
            using var made = new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate,
                Access = FileAccess.Write,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });
        }

        var text = new SqliteConnectionStringBuilder { DataSource = path, ForeignKeys = true }.ToString();
        using var connection = new SqliteConnection(text);
        connection.Open();
        connection.Execute(Tables);
        return text;
    }
}

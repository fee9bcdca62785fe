extern alias bench;
using System.Diagnostics;
using BankView.Data.Database;
using bench::BankView.Bench;
using Dapper;

namespace BankView.Tests.Rules;

/// <summary>A process that imports without end is killed in the middle of it, again and again.</summary>
public class KillTest
{
    private const int Kills = 50;

    // Starting takes most of the time, so a few run beside each other, each on a database of its own.
    private const int Installations = 2;

    [Fact]
    public async Task Each_import_is_there_whole_or_not_at_all_however_often_the_process_is_killed()
    {
        var imports = await Task.WhenAll(Enumerable.Range(0, Installations).Select(_ => Task.Run(KillAndLook)));

        Assert.True(imports.Sum() > 0, "No import was ever finished, so nothing was shown.");
    }

    private static async Task<long> KillAndLook()
    {
        var folder = Directory.CreateTempSubdirectory("bankview-test-").FullName;
        for (var kill = 0; kill < Kills / Installations; kill++)
        {
            await ImportUntilKilled(folder, afterOne: kill == 0);
        }

        long imports;
        await using (var databases = Databases.Open(new DatabaseOptions { Folder = folder }))
        {
            imports = await Look(databases);
        }

        Directory.Delete(folder, recursive: true);
        return imports;
    }

    private static async Task ImportUntilKilled(string folder, bool afterOne)
    {
        var program = Path.Combine(AppContext.BaseDirectory.Replace("BankView.Tests", "BankView.Bench", StringComparison.Ordinal), "BankView.Bench.dll");
        var start = new ProcessStartInfo("dotnet", [program, "import-forever", folder]) { RedirectStandardOutput = true, UseShellExecute = false };
        using var process = Process.Start(start)!;
        Assert.Equal("importing", await process.StandardOutput.ReadLineAsync());
        if (afterOne)
        {
            // However slow the machine is, something whole must be there to be looked at.
            Assert.Equal("imported", await process.StandardOutput.ReadLineAsync());
        }

        await Task.Delay(Random.Shared.Next(700));
        process.Kill();
        await process.WaitForExitAsync();
        Assert.NotEqual(0, process.ExitCode);
    }

    private static async Task<long> Look(Databases databases)
    {
        foreach (var database in new[] { databases.Data, databases.Keys })
        {
            await using var file = await database.Open();
            Assert.Equal("ok", await file.ExecuteScalarAsync<string>("PRAGMA integrity_check"));
            Assert.Empty(await file.QueryAsync("PRAGMA foreign_key_check"));
        }

        await using var connection = await databases.Data.Open();
        var imports = (await connection.QueryAsync<(long Said, long There)>("""
            SELECT i.new_rows, (SELECT count(*) FROM transactions t WHERE t.user_id = i.user_id AND t.import_id = i.id) FROM imports i
            """)).AsList();
        Assert.All(imports, import => Assert.Equal((ImportForever.RowsPerImport, ImportForever.RowsPerImport), import));
        Assert.Equal(imports.Sum(import => import.There), await connection.ExecuteScalarAsync<long>("SELECT count(*) FROM transactions"));
        Assert.Equal(0, await connection.ExecuteScalarAsync<long>("""
            SELECT count(*) FROM account_days d LEFT JOIN (
                SELECT user_id, account_id, substr(occurred_at, 1, 10) AS day, count(*) AS rows, SUM(amount_minor) AS net
                FROM transactions GROUP BY 1, 2, 3) t ON t.user_id = d.user_id AND t.account_id = d.account_id AND t.day = d.day
            WHERE t.rows IS NULL OR t.rows <> d.transaction_count OR t.net <> d.in_minor + d.out_minor
            """));
        Assert.Equal(await connection.ExecuteScalarAsync<long>("SELECT count(*) FROM transactions"),
            await connection.ExecuteScalarAsync<long>("SELECT COALESCE(SUM(transaction_count), 0) FROM account_days"));
        return imports.Count;
    }
}

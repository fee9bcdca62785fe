using System.Diagnostics;
using System.Globalization;
using BankView.Data;
using BankView.Data.Imports;
using BankView.Data.Statements;
using BankView.Data.Statements.Csv;

namespace BankView.Bench;

/// <summary>How fast a CSV of 100,000 rows comes in: bytes, decoding, reading, matching, sealing, storing, commit.</summary>
internal static class ImportBench
{
    private const int Rows = 100_000;
    private const int Rounds = 5;

    public static async Task Run()
    {
        var folder = Directory.CreateTempSubdirectory("bankview-bench-").FullName;
        var bytes = new History(seed: 7, Rows, merchants: 1_200).ToCsv();
        await using (var installation = new Installation(folder))
        {
            var speeds = new List<double>();
            for (var round = 0; round <= Rounds; round++)
            {
                var member = await installation.AddMember();
                var begun = Stopwatch.GetTimestamp();
                await Import(installation, member, bytes);
                speeds.Add(Rows / Stopwatch.GetElapsedTime(begun).TotalSeconds);
            }

            var warm = speeds.Skip(1).Order().ToList();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"\nimport of a {Rows:N0}-row CSV: {warm[warm.Count / 2]:N0} rows/s (first {speeds[0]:N0}, slowest {warm[0]:N0}, fastest {warm[^1]:N0})"));
        }

        Directory.Delete(folder, recursive: true);
    }

    private static async Task Import(Installation installation, UserId member, byte[] bytes)
    {
        var text = StatementText.Decode(bytes);
        var file = CsvStatement.Read(text.Text, text.Encoding, CsvMapping.Guess(text.Text, Currency.Parse("USD")));
        var parts = file.Parts.Select(statement => new ImportPart
        {
            FileName = "export.csv",
            Format = StatementFormat.Csv,
            Statement = statement,
            BankName = "Example Bank",
            AccountName = "Everyday account",
        }).ToList();
        var result = await installation.Imports.Import(member, parts, file.Unreadable.Count);
        if (result is not { NewRows: Rows })
        {
            throw new InvalidOperationException($"{result?.NewRows} of {Rows} rows came in.");
        }
    }
}

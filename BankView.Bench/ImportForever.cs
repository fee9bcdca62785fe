using BankView.Data.Imports;

namespace BankView.Bench;

/// <summary>
/// Imports one statement after another until it is killed; the kill test does that, and then looks whether each import is there
/// whole or not at all. It says on the console when it begins, and after each import.
/// </summary>
internal static class ImportForever
{
    public const int RowsPerImport = 1_500;

    public static async Task Run(string folder)
    {
        await using var installation = new Installation(folder);
        var member = await BenchMember.Join(installation);
        Console.WriteLine("importing");
        for (var seed = Environment.ProcessId; ; seed++)
        {
            var parts = new List<ImportPart>();
            foreach (var statement in new History(seed, RowsPerImport, merchants: 200).Parts(0, RowsPerImport))
            {
                parts.Add(await member.Part(statement));
            }

            await installation.Imports.Import(member.Id, parts, unreadableRows: 0);
            Console.WriteLine("imported");
        }
    }
}

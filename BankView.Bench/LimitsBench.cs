using System.Diagnostics;
using System.Globalization;
using BankView.Data;
using BankView.Data.Imports;
using BankView.Data.Statements;
using BankView.Data.Statements.Csv;
using BankView.Data.Statements.Ofx;

namespace BankView.Bench;

/// <summary>
/// Any file of 20 MB is answered, by a preview or a refusal, within 5 seconds and 256 MB. Each is read by a process of its own whose
/// garbage-collected heap cannot grow further, so one that needs more is seen to fail. A machine that is busy otherwise makes the
/// seconds more, and those of CPU not.
/// </summary>
internal static class LimitsBench
{
    private const int MostMegabytes = 256;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <summary>True when every file was answered within the limits.</summary>
    public static async Task<bool> Run()
    {
        var folder = Directory.CreateTempSubdirectory("bankview-bench-").FullName;
        Write($"{"20 MB each",-34}{"seconds",10}{"of CPU",10}{"heap, MB",12}{"process, MB",14}   answer");
        var exceeded = 0;
        foreach (var (name, make) in WorstFiles.All)
        {
            var path = Path.Combine(folder, "statement");
            await File.WriteAllBytesAsync(path, make());
            var line = await Answer("limits-of", path);
            exceeded += line.EndsWith('!') ? 1 : 0;
            Write($"{name,-34}{line}");
            if (WorstFiles.Repeated.Contains(name))
            {
                line = await Answer("limits-again", path);
                exceeded += line.EndsWith('!') ? 1 : 0;
                Write($"{"  again, with all of it there",-34}{line}");
            }
        }

        Directory.Delete(folder, recursive: true);
        Write($"\n{exceeded} of {WorstFiles.All.Count + WorstFiles.Repeated.Count} beyond the limits");
        return exceeded == 0;
    }

    /// <summary>What a child process does: reads and previews one file, and prints what it took.</summary>
    /// <param name="isThere">The file is brought in before, by another process, so that every row is to be found again.</param>
    public static async Task RunOne(string path, bool isThere)
    {
        var folder = Directory.CreateTempSubdirectory("bankview-bench-").FullName;
        var member = isThere ? new UserId(Guid.Parse((await Child(["limits-bring-in", path, folder], heapMegabytes: null)).Output, CultureInfo.InvariantCulture)) : (UserId?)null;
        await using (var installation = new Installation(folder))
        {
            member ??= await installation.AddMember();
            var bytes = await File.ReadAllBytesAsync(path);
            using var heap = new HeapPeak();
            var (begun, busy) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
            var answer = await Preview(installation, member.Value, bytes);
            var took = Stopwatch.GetElapsedTime(begun);
            busy = Environment.CpuUsage.TotalTime - busy;
            var isBeyond = took > Longest || heap.Megabytes > MostMegabytes;
            Write($"{took.TotalSeconds,10:N2}{busy.TotalSeconds,10:N2}{heap.Megabytes,12:N0}{HeapPeak.ProcessMegabytes,14:N0}   {answer}{(isBeyond ? " !" : "")}");
        }

        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Brings one file in and prints whose it is.</summary>
    public static async Task BringIn(string path, string folder)
    {
        await using var installation = new Installation(folder);
        var member = await installation.AddMember();
        var file = Read(StatementFormats.Recognise(await File.ReadAllBytesAsync(path)));
        await installation.Imports.Import(member, await Parts(installation, member, file), unreadableRows: 0);
        Console.WriteLine(member);
    }

    private static async Task<string> Answer(string how, string path)
    {
        var (output, error) = await Child([how, path], MostMegabytes);
        return error is null ? output : $"   failed: {error} !";
    }

    private static async Task<(string Output, string? Error)> Child(string[] arguments, int? heapMegabytes)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [typeof(LimitsBench).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["DOTNET_GCHeapHardLimit"] = heapMegabytes is { } most ? (most * 1024 * 1024).ToString("X", CultureInfo.InvariantCulture) : null;
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return ((await output).TrimEnd(), process.ExitCode == 0 ? null : (await error).Split('\n')[0]);
    }

    private static async Task<string> Preview(Installation installation, UserId member, byte[] bytes)
    {
        var recognised = StatementFormats.Recognise(bytes);
        var file = Read(recognised);
        if (file.Refusal is { } refusal)
        {
            return $"refused: {refusal.Reason}";
        }

        var previews = await installation.Imports.Preview(member, await Parts(installation, member, file));
        // A page keeps the text of a CSV, for the member may have it read in another way.
        GC.KeepAlive(recognised.Format is StatementFormat.Csv ? recognised : null);
        return string.Create(CultureInfo.InvariantCulture,
            $"{previews.Sum(part => part.NewRows):N0} new, {previews.Sum(part => part.KnownRows):N0} known, {file.Unreadable.Count:N0} unreadable, {previews.Count:N0} accounts");
    }

    private static async Task<List<ImportPart>> Parts(Installation installation, UserId member, StatementFile file)
    {
        var accounts = await installation.StatementAccounts.FindByNumber(member, [.. file.Parts.Select(statement => statement.Account)]);
        return [.. file.Parts.Zip(accounts, (statement, account) => new ImportPart
        {
            FileName = "statement",
            Format = file.Format,
            // Where the file names no account, the member puts it to the one it went to before.
            Statement = statement with { Account = statement.Account with { Number = statement.Account.Number ?? "1" } },
            AccountId = account,
            BankName = "Example Bank",
            AccountName = "Everyday account",
        })];
    }

    private static StatementFile Read(RecognisedFile file) => file switch
    {
        { Refusal: { } reason } => StatementFile.Refused(file.Format, "", reason),
        { Format: StatementFormat.Ofx, Text: { } text } => OfxReader.Read(text),
        { Text: { } text } => CsvStatement.Read(text.Text, text.Encoding, CsvMapping.Guess(text.Text, Currency.Parse("USD"))),
        _ => throw new InvalidOperationException("A file is neither refused nor read."),
    };

    private static void Write(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}

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
            var line = await Answer(path);
            exceeded += line.EndsWith('!') ? 1 : 0;
            Write($"{name,-34}{line}");
        }

        Directory.Delete(folder, recursive: true);
        Write($"\n{exceeded} of {WorstFiles.All.Count} beyond the limits");
        return exceeded == 0;
    }

    /// <summary>What the child process does: reads and previews one file, and prints what it took.</summary>
    public static async Task RunOne(string path)
    {
        var folder = Directory.CreateTempSubdirectory("bankview-bench-").FullName;
        await using (var installation = new Installation(folder))
        {
            var member = await installation.AddMember();
            var bytes = await File.ReadAllBytesAsync(path);
            using var heap = new HeapPeak();
            var (begun, busy) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
            var answer = await Preview(installation, member, bytes);
            var took = Stopwatch.GetElapsedTime(begun);
            busy = Environment.CpuUsage.TotalTime - busy;
            var isBeyond = took > Longest || heap.Megabytes > MostMegabytes;
            Write($"{took.TotalSeconds,10:N2}{busy.TotalSeconds,10:N2}{heap.Megabytes,12:N0}{HeapPeak.ProcessMegabytes,14:N0}   {answer}{(isBeyond ? " !" : "")}");
        }

        Directory.Delete(folder, recursive: true);
    }

    private static async Task<string> Answer(string path)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [typeof(LimitsBench).Assembly.Location, "limits-of", path])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            Environment = { ["DOTNET_GCHeapHardLimit"] = (MostMegabytes * 1024 * 1024).ToString("X", CultureInfo.InvariantCulture) },
        };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? (await output).TrimEnd() : $"   failed: {(await error).Split('\n')[0]} !";
    }

    private static async Task<string> Preview(Installation installation, UserId member, byte[] bytes)
    {
        var recognised = StatementFormats.Recognise(bytes);
        var file = Read(recognised);
        if (file.Refusal is { } refusal)
        {
            return $"refused: {refusal.Reason}";
        }

        var accounts = await installation.StatementAccounts.FindByNumber(member, [.. file.Parts.Select(statement => statement.Account)]);
        var previews = await installation.Imports.Preview(member, [.. file.Parts.Zip(accounts, (statement, account) => new ImportPart
        {
            FileName = "statement",
            Format = file.Format,
            Statement = statement,
            AccountId = account,
            BankName = "Example Bank",
            AccountName = "Everyday account",
        })]);
        // A page keeps the text of a CSV, for the member may have it read in another way.
        GC.KeepAlive(recognised.Format is StatementFormat.Csv ? recognised : null);
        return string.Create(CultureInfo.InvariantCulture,
            $"{previews.Sum(part => part.NewRows):N0} rows, {file.Unreadable.Count:N0} unreadable, {previews.Count:N0} accounts");
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

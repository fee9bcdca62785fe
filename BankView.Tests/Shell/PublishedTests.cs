using System.Diagnostics;
using System.Text.RegularExpressions;
using BankView.Tests.Testing;

namespace BankView.Tests.Shell;

/// <summary>
/// A published application, without the minutes that publishing takes: what the build made, in a folder that holds the web root too.
/// </summary>
public sealed partial class PublishedTests : IDisposable
{
    private readonly DirectoryInfo _elsewhere = Directory.CreateTempSubdirectory("bankview-app-");

    private string Application => Path.Combine(_elsewhere.FullName, "application");

    [Fact]
    public async Task Started_from_another_folder_it_serves_its_styles_and_keeps_its_data_beside_itself()
    {
        var webRoot = Path.GetFullPath(Path.Combine(Samples.Path("checking.ofx"), "../../wwwroot"));
        Copy(AppContext.BaseDirectory.Replace("BankView.Tests", "BankView.Web", StringComparison.Ordinal), Application);
        Copy(webRoot, Path.Combine(Application, "wwwroot"));
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(Application, "BankView.Web.dll"), "--urls", "http://127.0.0.1:0"])
        {
            WorkingDirectory = _elsewhere.FullName,
            Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Production" },
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        try
        {
            using var browser = new HttpClient { BaseAddress = await AddressOf(process) };

            Assert.Contains("<h1", await browser.GetStringAsync(new Uri("/sign-in", UriKind.Relative)), StringComparison.Ordinal);
            Assert.Equal(await File.ReadAllTextAsync(Path.Combine(webRoot, "app.css")), await browser.GetStringAsync(new Uri("/app.css", UriKind.Relative)));
            Assert.True(File.Exists(Path.Combine(Application, "data", "bankview.db")));
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    public void Dispose() => _elsewhere.Delete(recursive: true);

    // It says so once it listens, in the line with the link that sets it up.
    private static async Task<Uri> AddressOf(Process process)
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (SetupLink().Match(line) is { Success: true } link)
            {
                // What it says from now on is read by nobody, and must not fill the pipe.
                _ = process.StandardOutput.ReadToEndAsync();
                return new Uri(link.Groups["address"].Value);
            }
        }

        throw new InvalidOperationException("It ended before it listened.");
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    [GeneratedRegex(@"(?<address>http://127\.0\.0\.1:\d+)/setup\?", RegexOptions.NonBacktracking)]
    private static partial Regex SetupLink();
}

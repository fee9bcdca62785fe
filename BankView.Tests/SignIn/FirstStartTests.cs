using System.Diagnostics;
using BankView.Web.SignIn;

namespace BankView.Tests.SignIn;

public class FirstStartTests
{
    [Fact]
    public async Task The_first_start_prints_one_setup_link()
    {
        var folder = Directory.CreateTempSubdirectory("bankview-start-").FullName;
        var start = new ProcessStartInfo("dotnet", [typeof(CurrentUser).Assembly.Location, "--urls", "http://127.0.0.1:0"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            WorkingDirectory = folder,
        };
        using var process = Process.Start(start)!;
        try
        {
            string? line;
            do
            {
                line = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask()
                    .WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
            }
            while (line?.StartsWith("Set up BankView: ", StringComparison.Ordinal) == false);

            Assert.Matches(@"^Set up BankView: http://127\.0\.0\.1:\d+/setup\?token=[0-9a-f]{64}$", line);
            Assert.True(File.Exists(Path.Combine(folder, "data", "bankview.db")));
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Directory.Delete(folder, recursive: true);
        }
    }
}

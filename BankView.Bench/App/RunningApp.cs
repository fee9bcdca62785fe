using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using BankView.Data.Database;

namespace BankView.Bench.App;

/// <summary>The application as it is delivered, in a process of its own, and a member's browser without scripts.</summary>
internal sealed partial class RunningApp : IAsyncDisposable
{
    private const string UserName = "Robin";
    private const string Password = "a quiet river in spring";

    private readonly Process _process;
    private readonly HttpClient _http;

    private RunningApp(Process process, Uri setup)
    {
        _process = process;
        Setup = setup;
        _http = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() }) { BaseAddress = new Uri(setup, "/") };
    }

    private Uri Setup { get; }

    /// <summary>Starts it on an empty database, and comes in by the setup link that it prints.</summary>
    /// <param name="bank">May be reached though it is on this machine.</param>
    public static async Task<RunningApp> Start(DatabaseOptions options, Uri bank)
    {
        var dll = Path.Combine(AppContext.BaseDirectory.Replace("BankView.Bench", "BankView.Web", StringComparison.Ordinal), "BankView.Web.dll");
        var start = new ProcessStartInfo("dotnet", [dll, "--urls", "http://127.0.0.1:0"])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
            WorkingDirectory = Path.GetDirectoryName(dll),
        };
        foreach (var (name, value) in new Dictionary<string, string?>
        {
            ["Database__Provider"] = options.Provider.ToString(),
            ["Database__Folder"] = options.Folder,
            ["Database__ConnectionString"] = options.ConnectionString,
            ["MasterKey__Value"] = Installation.MasterKeyText,
            ["Egress__LocalHosts__0"] = bank.Authority,
            ["SandboxBank__Enabled"] = "false",
            ["Sync__Enabled"] = "true",
            ["Logging__LogLevel__Default"] = "Warning",
        })
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        try
        {
            var app = new RunningApp(process, await SetupLinkOf(process));
            await app.Join();
            return app;
        }
        catch
        {
            process.Kill();
            throw;
        }
    }

    /// <summary>The name of the member who came in, as it is looked up.</summary>
    public static string MemberName => Data.Users.User.Normalize(UserName);

    /// <summary>A whole page, to its last byte.</summary>
    public async Task Open(string path)
    {
        using var answer = await _http.GetAsync(path);
        var page = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode || !page.Contains("</html>", StringComparison.Ordinal) || !string.Equals(answer.RequestMessage!.RequestUri!.AbsolutePath, path, StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"{path} ended as {answer.StatusCode} of {answer.RequestMessage!.RequestUri}.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static async Task<Uri> SetupLinkOf(Process process)
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (SetupLink().Match(line) is { Success: true } link)
            {
                // What it prints later is read on, or it would stop at a full pipe.
                _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
                return new Uri(link.Groups["address"].Value);
            }
        }

        throw new InvalidOperationException("The application ended without printing its setup link.");
    }

    private async Task Join()
    {
        var page = await _http.GetStringAsync(Setup);
        using var answer = await _http.PostAsync(Setup, new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["_handler"] = "join",
            ["__RequestVerificationToken"] = WebUtility.HtmlDecode(Token().Match(page).Groups["token"].Value),
            ["Form.UserName"] = UserName,
            ["Form.Password"] = Password,
            ["Form.Repeated"] = Password,
        }));
        answer.EnsureSuccessStatusCode();
    }

    [GeneratedRegex(@"Set up BankView: (?<address>\S+)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex SetupLink();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Token();
}

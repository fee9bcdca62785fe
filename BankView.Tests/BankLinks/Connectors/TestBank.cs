using System.Collections.Concurrent;
using System.Text;
using BankView.Data.BankLinks.Connectors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BankView.Tests.BankLinks.Connectors;

/// <summary>What a bank can do wrong with any answer.</summary>
public enum Fault
{
    None,
    Down,
    Slow,
    Drips,
    TooMany,
    TooManyUntil,
    BrokenJson,
    OtherJson,
    Html,
    Truncated,
    Huge,
    Redirect,
    HangsUp,
}

/// <summary>A bank over real HTTP on this machine: a protocol's routes are added to it, and any of its data can be made to go wrong.</summary>
internal sealed class TestBank : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _asked = new();
    private readonly CancellationTokenSource _closing = new();

    private TestBank(Action<WebApplication, TestBank> routes)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        App = builder.Build();
        App.Urls.Add("http://127.0.0.1:0");
        App.Use(async (http, next) =>
        {
            _asked.Enqueue($"{http.Request.Method} {http.Request.Path}{http.Request.QueryString}");
            Headers.Enqueue(http.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase));
            if (Fault is Fault.None || !IsFaulty(http.Request.Path))
            {
                await next(http);
            }
            else
            {
                await GoWrong(http);
            }
        });
        routes(App, this);
    }

    public WebApplication App { get; }

    public string Address => App.Urls.First();

    public Fault Fault { get; set; }

    /// <summary>Which paths the fault strikes: all, unless said.</summary>
    public Func<PathString, bool> IsFaulty { get; set; } = _ => true;

    public IReadOnlyCollection<string> Asked => _asked;

    public ConcurrentQueue<Dictionary<string, string>> Headers { get; } = new();

    public static async Task<TestBank> Open(Action<WebApplication, TestBank> routes)
    {
        var bank = new TestBank(routes);
        await bank.App.StartAsync();
        return bank;
    }

    public static IResult Json(string json, int status = 200) => Results.Text(json, "application/json", Encoding.UTF8, status);

    /// <summary>What each fault must become, for every connector.</summary>
    public static ProblemKind Means(Fault fault) =>
        fault is Fault.TooMany or Fault.TooManyUntil ? ProblemKind.RateLimited : ProblemKind.ProviderDown;

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await App.DisposeAsync();
        _closing.Dispose();
    }

    private Task GoWrong(HttpContext http)
    {
        var response = http.Response;
        return Fault switch
        {
            Fault.Down => Json("""{"code": "503", "message": "Scheduled maintenance"}""", 503).ExecuteAsync(http),
            Fault.TooMany => Wait(response, "120"),
            // The bank's clock is a day ahead, and the date it names is by that clock.
            Fault.TooManyUntil => Wait(response, DateTimeOffset.UtcNow.AddDays(1).AddMinutes(2).ToString("R"), DateTimeOffset.UtcNow.AddDays(1)),
            Fault.BrokenJson => Json("""{"accounts": [{"accountId": "1", """).ExecuteAsync(http),
            Fault.OtherJson => Json("42").ExecuteAsync(http),
            Fault.Html => Results.Text("<html><body>We are improving our services</body></html>", "text/html").ExecuteAsync(http),
            Fault.Redirect => Results.Redirect("https://elsewhere.example/login").ExecuteAsync(http),
            Fault.Slow => Task.Delay(Timeout.Infinite, CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, _closing.Token).Token),
            Fault.Drips => Drip(http),
            Fault.Truncated => Truncate(http),
            Fault.Huge => SendHuge(response),
            _ => HangUp(http),
        };
    }

    private static Task Wait(HttpResponse response, string retryAfter, DateTimeOffset? clock = null)
    {
        response.StatusCode = 429;
        response.Headers.RetryAfter = retryAfter;
        response.Headers.Date = (clock ?? DateTimeOffset.UtcNow).ToString("R");
        return Task.CompletedTask;
    }

    // An answer that begins at once and never ends.
    private async Task Drip(HttpContext http)
    {
        http.Response.ContentType = "application/json";
        while (!http.RequestAborted.IsCancellationRequested && !_closing.IsCancellationRequested)
        {
            await http.Response.WriteAsync(" ", http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
            await Task.Delay(20, CancellationToken.None);
        }
    }

    private static async Task Truncate(HttpContext http)
    {
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = 5000;
        await http.Response.WriteAsync("""{"accounts": [""");
        await http.Response.Body.FlushAsync();
        http.Abort();
    }

    private static Task HangUp(HttpContext http)
    {
        http.Abort();
        return Task.CompletedTask;
    }

    private static async Task SendHuge(HttpResponse response)
    {
        response.ContentType = "application/json";
        var piece = new byte[64 * 1024];
        Array.Fill(piece, (byte)' ');
        for (var sent = 0; sent < 50_000_000; sent += piece.Length)
        {
            await response.Body.WriteAsync(piece, response.HttpContext.RequestAborted);
        }
    }
}

using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using BankView.Data.Channels.WebPush;
using BankView.Tests.Testing;
using Microsoft.AspNetCore.Hosting;

namespace BankView.Tests.Channels.WebPush;

/// <summary>
/// A push service of another maker (web-push-testing) on a free port: it checks who sends, opens what was sealed for its browsers, and
/// tells what they were shown.
/// </summary>
internal sealed class PushServer : IAsyncDisposable
{
    private readonly HttpClient _http;
    private readonly Process _process;

    private PushServer(string program, int port)
    {
        Host = $"localhost:{port}";
        _http = new HttpClient { BaseAddress = new Uri($"http://{Host}/") };
        _process = Process.Start(new ProcessStartInfo("node", [program, $"{port}"]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Host { get; }

    public static async Task<PushServer> Start()
    {
        var server = new PushServer(await NodePackages.Find("web-push-testing/src/bin/server.js"), FreePort());
        while (!await server.IsUp())
        {
            Assert.False(server._process.HasExited, "web-push-testing did not start.");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        return server;
    }

    /// <summary>Has an application send to its browsers.</summary>
    public void Serve(IWebHostBuilder host)
    {
        host.UseSetting("WebPush:Contact", "mailto:admin@club.example");
        host.UseSetting("WebPush:Hosts:0", Host);
        host.UseSetting("Egress:LocalHosts:80", Host);
    }

    /// <summary>A browser that subscribes to the installation of this public key.</summary>
    public async Task<SubscribedBrowser> Subscribe(string publicKey)
    {
        var data = await Ask("subscribe", new { userVisibleOnly = "true", applicationServerKey = publicKey });
        var keys = data.GetProperty("keys");
        return new SubscribedBrowser(data.GetProperty("clientHash").GetString()!, PushSubscription.Read(
            data.GetProperty("endpoint").GetString(), keys.GetProperty("p256dh").GetString(), keys.GetProperty("auth").GetString())!);
    }

    /// <summary>What arrived at a browser so far, opened.</summary>
    public async Task<IReadOnlyList<JsonElement>> Messages(SubscribedBrowser browser) =>
        [.. (await Ask("get-notifications", new { clientHash = browser.Id })).GetProperty("messages").EnumerateArray()
            .Select(message => JsonDocument.Parse(message.GetString()!).RootElement)];

    /// <summary>Waits until so many have arrived; the newest.</summary>
    public async Task<JsonElement> Wait(SubscribedBrowser browser, int count = 1)
    {
        IReadOnlyList<JsonElement> messages;
        for (var tries = 0; (messages = await Messages(browser)).Count < count; tries++)
        {
            Assert.True(tries < 300, "Half a minute, and no message arrived.");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        return messages[^1];
    }

    /// <summary>The browser takes no messages any more.</summary>
    public async Task Expire(SubscribedBrowser browser) =>
        (await _http.PostAsync(new Uri($"expire-subscription/{browser.Id}", UriKind.Relative), content: null)).EnsureSuccessStatusCode();

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task<JsonElement> Ask(string path, object question)
    {
        var answer = (await _http.PostAsJsonAsync(path, question)).EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("data");
    }

    private async Task<bool> IsUp()
    {
        try
        {
            return (await _http.PostAsync(new Uri("status", UriKind.Relative), content: null)).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <param name="Id">What the push service knows it by.</param>
internal sealed record SubscribedBrowser(string Id, PushSubscription Subscription);

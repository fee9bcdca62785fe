using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using BankView.Data.Channels.Email;
using BankView.Tests.Testing;
using Microsoft.AspNetCore.Hosting;

namespace BankView.Tests.Channels.Email;

/// <summary>A real mail server (maildev) on free ports of 127.0.0.1: it takes every message, delivers none, and tells what arrived.</summary>
internal sealed class MailServer : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bankview-mail-").FullName;
    private readonly HttpClient _http;
    private readonly Process _process;

    private MailServer(string program, int port, int webPort, string[] more)
    {
        Port = port;
        _http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{webPort}/api/") };
        _process = Process.Start(new ProcessStartInfo("node",
            [program, "--ip", "127.0.0.1", "--smtp", $"{port}", "--web-ip", "127.0.0.1", "--web", $"{webPort}", "--mail-directory", _folder, "--silent", .. more])
        { WorkingDirectory = _folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Port { get; }

    /// <summary>As an administrator of an installation beside it would configure it.</summary>
    public EmailSettings Settings => new() { Host = "127.0.0.1", Port = Port, Security = EmailSecurity.None, From = "bankview@club.example" };

    /// <param name="more">Options of maildev.</param>
    public static async Task<MailServer> Start(params string[] more)
    {
        var program = await NodePackages.Find("maildev/dist/bin/maildev.js");
        var (port, webPort) = FreePorts();
        var server = new MailServer(program, port, webPort, more);
        while (!await server.IsUp())
        {
            Assert.False(server._process.HasExited, "maildev did not start.");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        return server;
    }

    /// <summary>Has an application send by it.</summary>
    public void Serve(IWebHostBuilder host)
    {
        host.UseSetting("Email:Host", Settings.Host);
        host.UseSetting("Email:Port", $"{Port}");
        host.UseSetting("Email:Security", nameof(EmailSecurity.None));
        host.UseSetting("Email:From", Settings.From);
        host.UseSetting("Egress:LocalHosts:25", $"{Settings.Host}:{Port}");
    }

    /// <summary>What arrived so far, in the order in which it came.</summary>
    public async Task<IReadOnlyList<ReceivedMail>> List()
    {
        var mails = new List<ReceivedMail>();
        foreach (var mail in (await _http.GetFromJsonAsync<JsonElement>("email", TestContext.Current.CancellationToken)).EnumerateArray())
        {
            var source = await _http.GetByteArrayAsync($"email/{mail.GetProperty("id").GetString()}/source", TestContext.Current.CancellationToken);
            mails.Add(ReceivedMail.Read(mail.GetProperty("envelope").GetProperty("to")[0].GetProperty("address").GetString()!, source));
        }

        return mails;
    }

    /// <summary>Waits until so many have arrived; the newest.</summary>
    public async Task<ReceivedMail> Wait(int count = 1)
    {
        IReadOnlyList<ReceivedMail> mails;
        while ((mails = await List()).Count < count)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        return mails[^1];
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<bool> IsUp()
    {
        try
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync(IPAddress.Loopback, Port, TestContext.Current.CancellationToken);
            return (await _http.GetAsync("healthz", TestContext.Current.CancellationToken)).IsSuccessStatusCode;
        }
        catch (Exception problem) when (problem is SocketException or HttpRequestException)
        {
            return false;
        }
    }

    private static (int Smtp, int Web) FreePorts()
    {
        using TcpListener one = new(IPAddress.Loopback, 0), other = new(IPAddress.Loopback, 0);
        one.Start();
        other.Start();
        return (((IPEndPoint)one.LocalEndpoint).Port, ((IPEndPoint)other.LocalEndpoint).Port);
    }
}

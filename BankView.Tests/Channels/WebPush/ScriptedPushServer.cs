using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace BankView.Tests.Channels.WebPush;

/// <summary>A push service that answers what a test says, byte for byte, and keeps each byte that it was sent.</summary>
internal sealed class ScriptedPushServer : IAsyncDisposable
{
    /// <summary>Takes the request and says nothing.</summary>
    public const string Silence = "silence";

    /// <summary>Takes the request and closes the connection.</summary>
    public const string HangUp = "";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _serving;

    public ScriptedPushServer()
    {
        _listener.Start();
        _serving = Serve();
    }

    public string Host => $"127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public string Endpoint => $"http://{Host}/send/browser-1";

    /// <summary>Status line and headers, or one of the constants.</summary>
    public string Answer { get; set; } = "201 Created\r\nContent-Length: 0";

    /// <summary>Whole requests, head and body.</summary>
    public ConcurrentQueue<byte[]> Requests { get; } = [];

    public static string Head(byte[] request) => Encoding.Latin1.GetString(request, 0, EndOfHead(request)!.Value);

    public static byte[] Body(byte[] request) => request[EndOfHead(request)!.Value..];

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _listener.Dispose();
        await _serving;
        _closing.Dispose();
    }

    private async Task Serve()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_closing.Token);
                await using var stream = client.GetStream();
                Requests.Enqueue(await Read(stream));
                if (Answer is Silence)
                {
                    // Until the other side gives up.
                    _ = await stream.ReadAsync(new byte[1], _closing.Token);
                }
                else if (Answer is not HangUp)
                {
                    await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {Answer}\r\nConnection: close\r\n\r\n"), _closing.Token);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Disposed.
        }
    }

    private async Task<byte[]> Read(NetworkStream stream)
    {
        var (request, piece) = (Array.Empty<byte>(), new byte[8192]);
        while (EndOfHead(request) is not { } head || request.Length < head + Length(request))
        {
            var read = await stream.ReadAsync(piece, _closing.Token);
            Assert.NotEqual(0, read);
            request = [.. request, .. piece[..read]];
        }

        return request;
    }

    private static int? EndOfHead(byte[] request) => request.AsSpan().IndexOf("\r\n\r\n"u8) is >= 0 and var at ? at + 4 : null;

    private static int Length(byte[] request) =>
        Head(request).Split("\r\n").FirstOrDefault(line => line.StartsWith("Content-Length: ", StringComparison.OrdinalIgnoreCase)) is { } line
            ? int.Parse(line["Content-Length: ".Length..], System.Globalization.CultureInfo.InvariantCulture)
            : 0;
}

using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using BankView.Data.Channels.Email;

namespace BankView.Tests.Channels.Email;

/// <summary>A mail server that goes wrong where it is told to: it answers each step as <see cref="Replies"/> says.</summary>
internal sealed class FaultyMailServer : IAsyncDisposable
{
    /// <summary>In place of a reply: the connection is cut.</summary>
    public const string Cut = "cut";

    /// <summary>In place of a reply: none ever comes.</summary>
    public const string Silence = "silence";

    /// <summary>The step in which the whole message has been heard.</summary>
    public const string EndOfData = ".";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;

    public FaultyMailServer()
    {
        _listener.Start();
        _serving = Serve();
    }

    /// <summary>By the word a client says; the greeting by none.</summary>
    public Dictionary<string, string> Replies { get; } = new(StringComparer.OrdinalIgnoreCase)
    {
        [""] = "220 mail.example ready",
        ["EHLO"] = "250-mail.example\r\n250-AUTH PLAIN\r\n250 ENHANCEDSTATUSCODES",
        ["AUTH"] = "235 2.7.0 welcome",
        ["MAIL"] = "250 2.1.0 ok",
        ["RCPT"] = "250 2.1.5 ok",
        ["DATA"] = "354 go on",
        [EndOfData] = "250 2.0.0 taken",
        ["RSET"] = "250 2.0.0 ok",
        ["QUIT"] = "221 2.0.0 bye",
        ["STARTTLS"] = "220 2.0.0 go on",
    };

    /// <summary>What it proves itself by.</summary>
    public X509Certificate2? Certificate { get; init; }

    public bool IsTlsFromTheStart { get; init; }

    /// <summary>Every line it heard, the message's among them.</summary>
    public ConcurrentQueue<string> Heard { get; } = new();

    /// <summary>The messages that it heard to the end.</summary>
    public ConcurrentQueue<byte[]> Messages { get; } = new();

    public int Visits { get; private set; }

    /// <summary>As an administrator would configure it.</summary>
    public EmailSettings Settings(EmailSecurity security = EmailSecurity.None, string user = "", string password = "", string passwordFile = "") => new()
    {
        Host = "127.0.0.1",
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port,
        Security = security,
        User = user,
        Password = password,
        PasswordFile = passwordFile,
        From = "bankview@club.example",
    };

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving;
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task Serve()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                Visits++;
                await Talk(client.GetStream());
            }
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // Disposed.
        }
    }

    private async Task Talk(Stream stream)
    {
        try
        {
            stream = IsTlsFromTheStart ? await Encrypt(stream) : stream;
            var goesOn = await Answer(stream, "");
            while (goesOn && await ReadLine(stream) is { } line)
            {
                var word = line.Split(' ')[0];
                goesOn = await Answer(stream, word) && !string.Equals(word, "QUIT", StringComparison.OrdinalIgnoreCase);
                stream = goesOn && string.Equals(word, "STARTTLS", StringComparison.OrdinalIgnoreCase) ? await Encrypt(stream) : stream;
                goesOn = goesOn && (!string.Equals(word, "DATA", StringComparison.OrdinalIgnoreCase) || !Replies[word].StartsWith('3') || await TakeMessage(stream));
            }
        }
        catch (Exception left) when (left is IOException or System.Security.Authentication.AuthenticationException)
        {
            // The client went away.
        }
    }

    private async Task<bool> TakeMessage(Stream stream)
    {
        var message = new StringBuilder();
        while (await ReadLine(stream) is { } line)
        {
            // A line that begins with a dot has another before it (RFC 5321, 4.5.2).
            message.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
            if (line is EndOfData)
            {
                Messages.Enqueue(Encoding.Latin1.GetBytes(message.ToString()));
                return await Answer(stream, EndOfData);
            }
        }

        return false;
    }

    private async Task<bool> Answer(Stream stream, string word)
    {
        var reply = Replies.GetValueOrDefault(word, "502 5.5.1 what?");
        if (reply is Silence)
        {
            await Task.Delay(Timeout.Infinite, _stop.Token);
        }

        if (reply is Cut)
        {
            return false;
        }

        await stream.WriteAsync(Encoding.ASCII.GetBytes(reply + "\r\n"), _stop.Token);
        // 421: the service closes the channel with it (RFC 5321, 3.8).
        return !reply.StartsWith("421", StringComparison.Ordinal);
    }

    private async Task<Stream> Encrypt(Stream stream)
    {
        var encrypted = new SslStream(stream);
        await encrypted.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = Certificate }, _stop.Token);
        return encrypted;
    }

    // A byte at a time, so that nothing of the encrypted part is read before its time.
    private async Task<string?> ReadLine(Stream stream)
    {
        var (line, letter) = (new StringBuilder(), new byte[1]);
        while (await stream.ReadAsync(letter, _stop.Token) == 1)
        {
            if (letter[0] == '\n')
            {
                var heard = line.ToString().TrimEnd('\r');
                Heard.Enqueue(heard);
                return heard;
            }

            line.Append((char)letter[0]);
        }

        return null;
    }
}

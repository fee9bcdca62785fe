using System.Net;
using System.Net.Security;
using BankView.Data.Egress;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace BankView.Data.Channels.Email;

/// <summary>One conversation with the mail server, from its greeting to the farewell. It ends by itself within a minute.</summary>
internal sealed class SmtpTalk(EmailSettings settings, EgressConnection connection, RemoteCertificateValidationCallback isTrusted, SmtpPatience patience)
{
    private static readonly TimeSpan ForFarewell = TimeSpan.FromSeconds(3);

    /// <param name="letter">Null to sign in alone.</param>
    public async Task<SmtpEnding> Run(MimeMessage? letter, string ownDomain, CancellationToken cancellation)
    {
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timer.CancelAfter(patience.BeforeContent);
        using var client = new SmtpClient
        {
            // The name of this machine is nobody's business.
            LocalDomain = ownDomain,
            // Would ask others on the way, past the egress door.
            CheckCertificateRevocation = false,
            ServerCertificateValidationCallback = isTrusted,
        };
        var stage = new Progress(() => timer.CancelAfter(patience.ForContent));
        try
        {
            await Enter(client, timer.Token);
            if (letter is not null)
            {
                stage.Now = SmtpStage.Envelope;
                await client.SendAsync(FormatOptions.Default, letter, timer.Token, stage);
            }
        }
        catch (Exception problem) when (SmtpEnding.Of(problem, stage.Now, cancellation.IsCancellationRequested) is { } ending)
        {
            return ending;
        }

        // Whatever comes of the farewell, the message was taken before.
        timer.CancelAfter(ForFarewell);
        await client.DisconnectAsync(quit: true, timer.Token);
        return SmtpEnding.Taken;
    }

    private async Task Enter(SmtpClient client, CancellationToken cancellation)
    {
        var stream = await connection.Open(new DnsEndPoint(settings.Host, settings.Port), cancellation);
        await client.ConnectAsync(stream, settings.Host, settings.Port, settings.Security switch
        {
            EmailSecurity.Tls => SecureSocketOptions.SslOnConnect,
            EmailSecurity.StartTls => SecureSocketOptions.StartTls,
            _ => SecureSocketOptions.None,
        }, cancellation);
        if (settings.User.Length > 0)
        {
            await client.AuthenticateAsync(settings.User, await settings.ReadPassword(cancellation), cancellation);
        }
    }

    /// <summary>Notices when the message's own bytes begin to leave: from then on only the server knows what arrived.</summary>
    private sealed class Progress(Action onContent) : ITransferProgress
    {
        public SmtpStage Now { get; set; }

        public void Report(long bytesTransferred, long totalSize) => Report(bytesTransferred);

        public void Report(long bytesTransferred)
        {
            if (Now is not SmtpStage.Content)
            {
                Now = SmtpStage.Content;
                onContent();
            }
        }
    }
}

/// <summary>How far a conversation came.</summary>
internal enum SmtpStage
{
    /// <summary>Greeting, encryption, sign-in.</summary>
    Entrance,

    /// <summary>Who writes to whom.</summary>
    Envelope,

    /// <summary>The message itself.</summary>
    Content,
}

/// <summary>How long each part may take; together, and with the farewell, less than one message may.</summary>
internal readonly record struct SmtpPatience(TimeSpan BeforeContent, TimeSpan ForContent);

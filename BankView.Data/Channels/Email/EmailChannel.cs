using System.Diagnostics;
using System.Net.Security;
using BankView.Data.Egress;
using MimeKit;

namespace BankView.Data.Channels.Email;

/// <summary>E-mail by this installation's mail server (RFC 5321). Each conversation is opened by the egress door's rule and written in its record.</summary>
public sealed class EmailChannel(EmailSettings settings, EgressConnection connection, LocalHosts localHosts, EgressLog log, TimeProvider clock) : IMessageChannel
{
    public ChannelKind Kind => ChannelKind.Email;

    public bool IsConfigured => settings.IsComplete;

    /// <summary>Whether a certificate is good: the system's word, unless a test has an authority of its own.</summary>
    internal RemoteCertificateValidationCallback IsTrusted { get; init; } = (_, _, _, errors) => errors is SslPolicyErrors.None;

    internal SmtpPatience Patience { get; init; } = new(BeforeContent: TimeSpan.FromSeconds(20), ForContent: TimeSpan.FromSeconds(30));

    public Task<SendResult> Send(OutgoingMessage message, CancellationToken cancellation) =>
        EmailAddress.Parse(message.Address) is { } to
            ? Talk(message.UserId, "message", from => EmailLetter.Write(settings, from, to, message, clock.GetUtcNow()), cancellation)
            : Task.FromResult(new SendResult(SendOutcome.Refused));

    public Task<SendResult> Check(CancellationToken cancellation) => Talk(userId: null, "sign-in", _ => null, cancellation);

    private async Task<SendResult> Talk(UserId? userId, string what, Func<EmailAddress, MimeMessage?> write, CancellationToken cancellation)
    {
        if (EmailAddress.Parse(settings.From) is not { } from)
        {
            return new SendResult(SendOutcome.Misconfigured);
        }

        var (calledAt, started) = (clock.GetUtcNow(), Stopwatch.GetTimestamp());
        using var letter = write(from);
        var ending = settings.Security is EmailSecurity.None && !localHosts.Contains(settings.Host, settings.Port)
            // Unencrypted, past everybody's eyes.
            ? new SmtpEnding(SendOutcome.Misconfigured, Reply: null, EgressFailure.Blocked)
            : await new SmtpTalk(settings, connection, IsTrusted, Patience).Run(letter, from.Domain, cancellation);
        var call = new EgressCall { UserId = userId, What = what, Hosts = new HashSet<string>() };
        log.Write(call, "SMTP", settings.Host, calledAt, ending.Reply, ending.Failure, (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        return new SendResult(ending.Outcome);
    }
}

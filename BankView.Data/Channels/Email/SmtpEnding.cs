using System.Globalization;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using BankView.Data.Egress;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace BankView.Data.Channels.Email;

/// <summary>How a conversation with a mail server ended.</summary>
/// <param name="Reply">The reply code that decided it; null when none did.</param>
internal sealed partial record SmtpEnding(SendOutcome Outcome, int? Reply, EgressFailure? Failure)
{
    public static readonly SmtpEnding Taken = new(SendOutcome.Sent, (int)SmtpStatusCode.Ok, Failure: null);

    // RFC 3463, X.1: no such mailbox, no such domain, moved away; X.2.1: mailbox closed. RFC 7505: a domain without mail.
    private static readonly HashSet<string> NoSuchMailbox = new(StringComparer.Ordinal) { "5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1" };

    // X.1.7 and X.1.8: the sender's address or domain; some servers say so only when they hear the recipient.
    private static readonly HashSet<string> OwnFault = new(StringComparer.Ordinal) { "5.1.7", "5.1.8" };

    /// <summary>Null for what can only be a fault of BankView's own.</summary>
    /// <param name="isStopped">Whoever waited for it gave up.</param>
    public static SmtpEnding? Of(Exception problem, SmtpStage stage, bool isStopped) => problem switch
    {
        SmtpCommandException refusal => new(OfReply(refusal, stage), (int)refusal.StatusCode, Failure: null),
        ServiceNotAuthenticatedException => new(SendOutcome.Misconfigured, (int)SmtpStatusCode.AuthenticationRequired, Failure: null),
        // Its message begins with the reply.
        AuthenticationException refusal => new(IsLater(CodeIn(refusal.Message)) ? SendOutcome.TryLater : SendOutcome.Misconfigured, CodeIn(refusal.Message), Failure: null),
        EgressException blocked => new(SendOutcome.Misconfigured, Reply: null, blocked.Failure),
        SslHandshakeException { InnerException: System.Security.Authentication.AuthenticationException } => new(SendOutcome.Misconfigured, Reply: null, EgressFailure.Untrusted),
        // What the configuration asks for, encryption or a sign-in, the server does not offer.
        NotSupportedException => new(SendOutcome.Misconfigured, Reply: null, EgressFailure.Untrusted),
        // No such name: unlike a name server that is out of reach, that does not pass.
        SocketException { SocketErrorCode: SocketError.HostNotFound } => new(SendOutcome.Misconfigured, Reply: null, EgressFailure.Unreachable),
        SocketException => new(SendOutcome.TryLater, Reply: null, EgressFailure.Unreachable),
        FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException => new(SendOutcome.Misconfigured, Reply: null, EgressFailure.Cancelled),
        OperationCanceledException => Lost(stage, isStopped ? EgressFailure.Cancelled : EgressFailure.Late),
        SslHandshakeException or SmtpProtocolException or ServiceNotConnectedException or IOException => Lost(stage, EgressFailure.Broken),
        _ => null,
    };

    private static SmtpEnding Lost(SmtpStage stage, EgressFailure failure) =>
        new(stage is SmtpStage.Content ? SendOutcome.Uncertain : SendOutcome.TryLater, Reply: null, failure);

    private static SendOutcome OfReply(SmtpCommandException refusal, SmtpStage stage)
    {
        var enhanced = Enhanced().Match(refusal.Message).Value;
        return IsLater((int)refusal.StatusCode) ? SendOutcome.TryLater
            : stage is SmtpStage.Entrance || refusal.ErrorCode is SmtpErrorCode.SenderNotAccepted || OwnFault.Contains(enhanced) ? SendOutcome.Misconfigured
            // Without such a code a 550 may be a matter of policy, and a channel is not removed on a guess.
            : NoSuchMailbox.Contains(enhanced) ? SendOutcome.Gone
            : SendOutcome.Refused;
    }

    private static bool IsLater(int? code) => code is >= 400 and < 500;

    private static int? CodeIn(string message) => int.TryParse(message.AsSpan(0, Math.Min(3, message.Length)), CultureInfo.InvariantCulture, out var code) ? code : null;

    [GeneratedRegex(@"\A5\.\d{1,3}\.\d{1,3}", RegexOptions.NonBacktracking)]
    private static partial Regex Enhanced();
}

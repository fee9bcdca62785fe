using System.Net;
using BankView.Data.Egress;

namespace BankView.Data.Channels.WebPush;

/// <summary>What a push service's answer means. Source: RFC 8030 sections 5 and 7.3, RFC 8292 section 4.2.</summary>
internal static class PushAnswer
{
    public static SendResult Read(HttpResponseMessage response, DateTimeOffset now) => response.StatusCode switch
    {
        >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices => SendResult.Sent,
        HttpStatusCode.NotFound or HttpStatusCode.Gone => new(SendOutcome.Gone),
        // It does not know our key, or knows the browser by another: no message of ours will pass.
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new(SendOutcome.Misconfigured),
        HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable => new(SendOutcome.TryLater, RetryAfter(response, now)),
        // It failed, or a gateway in front of it did, after it had the message.
        >= HttpStatusCode.InternalServerError => new(SendOutcome.Uncertain),
        _ => new(SendOutcome.Refused),
    };

    public static SendOutcome Read(EgressFailure failure) => failure switch
    {
        EgressFailure.Blocked => SendOutcome.Misconfigured,
        EgressFailure.Unreachable or EgressFailure.Untrusted => SendOutcome.TryLater,
        _ => SendOutcome.Uncertain,
    };

    private static TimeSpan? RetryAfter(HttpResponseMessage response, DateTimeOffset now)
    {
        var asked = response.Headers.RetryAfter;
        // A date is compared with the service's own clock.
        var wait = asked?.Delta ?? (asked?.Date is { } date ? date - (response.Headers.Date ?? now) : null);
        return wait > TimeSpan.Zero ? wait : null;
    }
}

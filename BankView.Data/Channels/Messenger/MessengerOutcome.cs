using System.Net;
using System.Text.Json;
using BankView.Data.Egress;

namespace BankView.Data.Channels.Messenger;

/// <summary>
/// What an answer of the Send API says about the message. Source: the platform's pages "Common Error Codes" and "Send API error codes".
/// </summary>
internal static class MessengerOutcome
{
    private const int OutsideWindow = 2018278;
    private const int PersonUnavailable = 2018108;
    private const int UnknownPerson = 2018001;

    // The platform's own list says of this one that the message may have gone out all the same.
    private const int SentPerhaps = 1357046;

    public static SendResult Of(HttpResponseMessage response, byte[] body, string expected)
    {
        var (json, status) = (Read(body), response.StatusCode);
        var outcome = response.IsSuccessStatusCode
            ? json is { } taken && taken.TryGetProperty(expected, out _) ? SendOutcome.Sent : SendOutcome.Uncertain
            : json is { } refused && refused.TryGetProperty("error", out var error) && error.ValueKind is JsonValueKind.Object
                && Number(error, "code") is { } code
                ? Of(code, Number(error, "error_subcode"), status)
                : Of(status);
        return new SendResult(outcome, outcome is SendOutcome.TryLater ? response.Headers.RetryAfter?.Delta : null);
    }

    public static SendResult Of(EgressFailure failure) => new(failure switch
    {
        EgressFailure.Unreachable or EgressFailure.Untrusted => SendOutcome.TryLater,
        EgressFailure.Blocked => SendOutcome.Misconfigured,
        _ => SendOutcome.Uncertain,
    });

    private static SendOutcome Of(int code, int? subcode, HttpStatusCode status) => (code, subcode) switch
    {
        // Beyond the known reasons to wait, a failure of the server's own says nothing about how far the message came.
        (1, _) when status >= HttpStatusCode.InternalServerError => SendOutcome.Uncertain,
        (1, SentPerhaps) => SendOutcome.Uncertain,
        (1 or 2 or 1200, _) => SendOutcome.TryLater,
        (4 or 17 or 32 or 613 or 80006, _) => SendOutcome.TryLater,
        (551, _) or (_, OutsideWindow or PersonUnavailable or UnknownPerson) => SendOutcome.Refused,
        // Token, permission, proof, and a request that the platform does not understand, such as a template that it does not know.
        (190 or 102 or 3 or 10 or 104 or 100, _) or ( >= 200 and < 300, _) => SendOutcome.Misconfigured,
        _ => status >= HttpStatusCode.InternalServerError ? SendOutcome.Uncertain : SendOutcome.Refused,
    };

    private static SendOutcome Of(HttpStatusCode status) => status switch
    {
        HttpStatusCode.TooManyRequests => SendOutcome.TryLater,
        >= HttpStatusCode.InternalServerError => SendOutcome.Uncertain,
        // Nobody who speaks the Send API answers like that: host, version or page are wrong.
        _ => SendOutcome.Misconfigured,
    };

    private static JsonElement? Read(byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind is JsonValueKind.Object ? json.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static int? Number(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Number && value.TryGetInt32(out var number) ? number : null;
}

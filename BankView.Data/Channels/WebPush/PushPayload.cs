using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace BankView.Data.Channels.WebPush;

/// <summary>What BankView's service worker is sent: title, body, the language of both, and an id under which it shows once.</summary>
internal static class PushPayload
{
    // It is read by JSON.parse alone, and German would else cost three times as much.
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>UTF-8, of <see cref="PushSealing.MostBytes"/> at most: a longer body is cut, and ends in "…".</summary>
    public static byte[] Write(OutgoingMessage message)
    {
        var (payload, body) = (Write(message, message.Text.Body), new StringInfo(message.Text.Body));
        // No notification shows as much: it is only kept from failing.
        for (var left = body.LengthInTextElements; payload.Length > PushSealing.MostBytes && left > 0;)
        {
            left = left * 9 / 10;
            payload = Write(message, body.SubstringByTextElements(0, left) + "…");
        }

        return payload;
    }

    private static byte[] Write(OutgoingMessage message, string body) => JsonSerializer.SerializeToUtf8Bytes(
        new { id = message.DeliveryId.ToString("N"), title = message.Text.Subject, body, lang = message.Language }, Plain);
}

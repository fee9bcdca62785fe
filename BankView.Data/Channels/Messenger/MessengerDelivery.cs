using System.Globalization;
using System.Text.Json;

namespace BankView.Data.Channels.Messenger;

/// <summary>
/// Reads what the platform delivers to the webhook: messages, postbacks, referrals and opt-ins of persons to this page. Receipts, reactions,
/// echoes of the page's own messages and whatever else it may send one day are passed over.
/// </summary>
public static class MessengerDelivery
{
    private const int LongestId = 64;
    private const int LongestMessageId = 512;
    private const int LongestReference = 256;

    // Up to the year 9999, which an instant can hold.
    private const long LatestMilliseconds = 253_402_300_799_999;

    /// <summary>The events in it; null when it is no delivery of a page's events at all.</summary>
    public static IReadOnlyList<MessengerEvent>? Read(ReadOnlyMemory<byte> body, string pageId)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return Text(json.RootElement, "object") is not "page" || Get(json.RootElement, "entry") is not { ValueKind: JsonValueKind.Array } entries
                ? null
                : [.. entries.EnumerateArray().SelectMany(entry => List(entry, "messaging")).Select(one => ReadEvent(one, pageId)).OfType<MessengerEvent>()];
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            // No JSON, or names in it that are no text.
            return null;
        }
    }

    private static MessengerEvent? ReadEvent(JsonElement one, string pageId)
    {
        if (Id(Get(one, "sender")) is not { } sender || !string.Equals(Id(Get(one, "recipient")), pageId, StringComparison.Ordinal)
            || Time(one) is not { } at)
        {
            return null;
        }

        var (message, postback) = (Get(one, "message"), Get(one, "postback"));
        if (message is null && postback is null && Get(one, "referral") is null && Get(one, "optin") is null
            || Get(message, "is_echo") is { ValueKind: not JsonValueKind.False })
        {
            return null;
        }

        var reference = Text(Get(one, "referral"), "ref") ?? Text(Get(postback, "referral"), "ref") ?? Text(Get(message, "referral"), "ref")
            ?? Text(Get(one, "optin"), "ref");
        var text = Text(message, "text") ?? Text(postback, "payload") ?? "";
        var mid = Text(message, "mid") ?? Text(postback, "mid");
        if (message is not null && mid is null || mid is { Length: 0 or > LongestMessageId })
        {
            return null;
        }

        return new MessengerEvent
        {
            // Lengths keep two different events from reading the same.
            Identity = mid is not null ? $"mid {mid}" : $"{sender.Length} {sender} {at.ToUnixTimeMilliseconds()} {text.Length} {text} {reference}",
            Sender = sender,
            At = at,
            Text = text.Length <= MessengerEvent.LongestText ? text : text[..MessengerEvent.LongestText],
            Reference = reference is { Length: > 0 and <= LongestReference } ? reference : null,
        };
    }

    private static JsonElement.ArrayEnumerator List(JsonElement element, string name) =>
        Get(element, name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : default;

    private static JsonElement? Get(JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } one && one.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null
            ? value
            : null;

    private static string? Id(JsonElement? party) =>
        Text(party, "id") is { Length: > 0 and <= LongestId } id && id.All(char.IsAsciiLetterOrDigit) ? id : null;

    private static DateTimeOffset? Time(JsonElement one)
    {
        var milliseconds = Get(one, "timestamp") is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var value) ? value
            : long.TryParse(Text(one, "timestamp"), NumberStyles.None, CultureInfo.InvariantCulture, out var written) ? written
            : -1;
        return milliseconds is >= 0 and <= LatestMilliseconds ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;
    }

    private static string? Text(JsonElement? element, string name)
    {
        try
        {
            return Get(element, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // Half of a character, or bytes that are none.
            return null;
        }
    }
}

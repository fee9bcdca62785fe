using System.Text.Json.Nodes;

namespace BankView.Tests.Channels.Messenger;

/// <summary>What the platform delivers, in its own form.</summary>
internal static class MessengerSays
{
    /// <summary>One delivery with these events.</summary>
    public static string Delivery(params IEnumerable<JsonObject> events) => new JsonObject
    {
        ["object"] = "page",
        ["entry"] = new JsonArray(new JsonObject
        {
            ["id"] = MessengerPlatform.PageId,
            ["time"] = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(),
            ["messaging"] = new JsonArray([.. events.Select(one => one.DeepClone())]),
        }),
    }.ToJsonString();

    public static JsonObject Message(string person, string text, DateTimeOffset? at = null, string? mid = null) =>
        Event(person, at, "message", new JsonObject { ["mid"] = mid ?? $"m_{Guid.NewGuid():N}", ["text"] = text });

    /// <summary>The button under a chat that begins, pressed by somebody who came by a link.</summary>
    public static JsonObject GetStarted(string person, string? reference, DateTimeOffset? at = null)
    {
        var postback = new JsonObject { ["title"] = "Get Started", ["payload"] = "GET_STARTED" };
        if (reference is not null)
        {
            postback["referral"] = Link(reference);
        }

        return Event(person, at, "postback", postback);
    }

    /// <summary>Somebody came by a link to a chat that there was already.</summary>
    public static JsonObject Referral(string person, string reference, DateTimeOffset? at = null) => Event(person, at, "referral", Link(reference));

    public static JsonObject OptIn(string person, string reference) => Event(person, null, "optin", new JsonObject { ["ref"] = reference });

    /// <summary>The first message of somebody who came by a link.</summary>
    public static JsonObject FirstMessage(string person, string reference)
    {
        var one = Message(person, "Hello");
        one["message"]!["referral"] = Link(reference);
        return one;
    }

    private static JsonObject Link(string reference) => new() { ["ref"] = reference, ["source"] = "SHORTLINK", ["type"] = "OPEN_THREAD" };

    private static JsonObject Event(string person, DateTimeOffset? at, string kind, JsonObject content) => new()
    {
        ["sender"] = new JsonObject { ["id"] = person },
        ["recipient"] = new JsonObject { ["id"] = MessengerPlatform.PageId },
        ["timestamp"] = (at ?? DateTimeOffset.UtcNow).ToUnixTimeMilliseconds(),
        [kind] = content,
    };
}

using System.Net;
using System.Text.Json.Nodes;

namespace BankView.Tests.Channels.Messenger;

/// <summary>Makes them from genuine events, each kind in turn.</summary>
internal sealed class BadDeliveries(Random random, IReadOnlyList<JsonObject> genuine, DateTimeOffset now)
{
    private static readonly string[] Forged = ["another secret", "no signature", "body changed", "another body's signature", "half a signature", "old algorithm"];
    private static readonly string[] Again = ["again", "again in another order", "again with another time", "again in a larger delivery"];
    private static readonly string[] Malformed = ["cut off", "no JSON"];
    private static readonly string[] PassedOver =
        ["too old", "from the future", "another page", "an echo", "no mid", "no time", "a time beyond all times", "no sender", "half a character", "of another type", "a receipt"];

    private static readonly string[] All = [.. Forged, .. Again, .. Malformed, .. PassedOver];

    public static int Kinds => All.Length;

    public static HttpStatusCode Expected(string kind) => Forged.Contains(kind) ? HttpStatusCode.Forbidden
        : Malformed.Contains(kind) ? HttpStatusCode.BadRequest : HttpStatusCode.OK;

    public (string Kind, string Body, string? Signature) Next(int i)
    {
        var kind = All[i % All.Length];
        var fresh = MessengerSays.Message((string)Any()["sender"]!["id"]!, "balance", now);
        var body = Body(kind, fresh);
        return (kind, body, kind switch
        {
            "another secret" => MessengerPlatform.Sign(body, $"secret {random.Next()}"),
            "no signature" => null,
            "body changed" => MessengerPlatform.Sign(body.Replace("balance", "stop", StringComparison.Ordinal)),
            "another body's signature" => MessengerPlatform.Sign(MessengerSays.Delivery(Any())),
            "half a signature" => MessengerPlatform.Sign(body)[..random.Next(8, 70)],
            "old algorithm" => "sha1=" + MessengerPlatform.Sign(body)[7..47],
            _ => MessengerPlatform.Sign(body),
        });
    }

    private string Body(string kind, JsonObject fresh) => kind switch
    {
        "again" => MessengerSays.Delivery(Any()),
        "again in another order" => MessengerSays.Delivery(Shuffled()),
        "again with another time" => MessengerSays.Delivery(Changed(Any(), one => one["timestamp"] = now.AddSeconds(random.Next(-300, 30)).ToUnixTimeMilliseconds())),
        "again in a larger delivery" => MessengerSays.Delivery(Shuffled().Concat(Shuffled())),
        "cut off" => MessengerSays.Delivery(fresh) is var whole ? whole[..random.Next(1, whole.Length - 1)] : "",
        "no JSON" => $"object=page&n={random.Next()}",
        "too old" => MessengerSays.Delivery(Changed(fresh, one => one["timestamp"] = now.AddSeconds(-random.Next(600, 900_000)).ToUnixTimeMilliseconds())),
        "from the future" => MessengerSays.Delivery(Changed(fresh, one => one["timestamp"] = now.AddSeconds(random.Next(3_000, 900_000)).ToUnixTimeMilliseconds())),
        "another page" => MessengerSays.Delivery(Changed(fresh, one => one["recipient"]!["id"] = $"{random.Next()}")),
        "an echo" => MessengerSays.Delivery(Changed(fresh, one => one["message"]!["is_echo"] = true)),
        "no mid" => MessengerSays.Delivery(Changed(fresh, one => ((JsonObject)one["message"]!).Remove("mid"))),
        "no time" => MessengerSays.Delivery(Changed(fresh, one => one.Remove("timestamp"))),
        "a time beyond all times" => MessengerSays.Delivery(Changed(fresh, one => one["timestamp"] = long.MaxValue - random.Next())),
        "no sender" => MessengerSays.Delivery(Changed(fresh, one => one["sender"] = new JsonObject { ["user_ref"] = $"{random.Next()}" })),
        "half a character" => MessengerSays.Delivery(fresh).Replace((string)fresh["message"]!["mid"]!, "\\ud83d", StringComparison.Ordinal),
        "of another type" => MessengerSays.Delivery(Changed(fresh, one => one["message"] = new JsonArray(1, "two", null))),
        "a receipt" => MessengerSays.Delivery(Changed(fresh, one =>
        {
            one.Remove("message");
            one["read"] = new JsonObject { ["watermark"] = now.ToUnixTimeMilliseconds() };
        })),
        _ => MessengerSays.Delivery(fresh),
    };

    private JsonObject Any() => genuine[random.Next(genuine.Count)];

    private JsonObject[] Shuffled()
    {
        var all = genuine.ToArray();
        random.Shuffle(all);
        return all;
    }

    private static JsonObject Changed(JsonObject one, Action<JsonObject> change)
    {
        var changed = (JsonObject)one.DeepClone();
        change(changed);
        return changed;
    }
}

using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace BankView.Tests.Channels.Messenger;

/// <summary>What the platform answers, and the message that it took.</summary>
internal readonly record struct PlatformAnswer(object Json, PlatformMessage? Message = null);

/// <summary>The platform's rules for a call, after its public pages on the Send API and on securing Graph API calls.</summary>
internal static class PlatformRules
{
    private static readonly string Proof = Convert.ToHexStringLower(
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(MessengerPlatform.AppSecret), Encoding.UTF8.GetBytes(MessengerPlatform.Token)));

    public static (int Status, PlatformAnswer Answer) Judge(HttpRequest request, string body, Func<string, bool> mayBeAnswered)
    {
        const string page = $"/{MessengerPlatform.Version}/{MessengerPlatform.PageId}";
        if (request.Headers.Authorization != $"Bearer {MessengerPlatform.Token}")
        {
            return Error(190, null, "Invalid OAuth access token.");
        }

        if (request.Method is "GET")
        {
            return request.Path != page ? Error(100, 33, "Unsupported get request.")
                : request.Query["appsecret_proof"] != Proof ? Error(100, null, "Invalid appsecret_proof provided in the API argument")
                : (200, new(new { id = MessengerPlatform.PageId }));
        }

        if (request.Path != $"{page}/messages" || request.Method is not "POST" || request.ContentType is not "application/json")
        {
            return Error(100, 33, "Unsupported post request.");
        }

        using var json = JsonDocument.Parse(body);
        var call = json.RootElement;
        if (!string.Equals(Text(call, "appsecret_proof"), Proof, StringComparison.Ordinal))
        {
            return Error(100, null, "Invalid appsecret_proof provided in the API argument");
        }

        var (person, type, message) = (Text(call.GetProperty("recipient"), "id")!, Text(call, "messaging_type"), call.GetProperty("message"));
        return type switch
        {
            "RESPONSE" when !mayBeAnswered(person) => Error(10, 2018278, "This message is sent outside of allowed window."),
            "RESPONSE" when Text(message, "text") is { Length: > 0 and < 2000 } text => Taken(new(person, type, text, null)),
            "UTILITY" when message.TryGetProperty("template", out var template) => ByTemplate(person, template),
            _ => Error(100, null, "Invalid parameter"),
        };
    }

    public static (int Status, PlatformAnswer Answer) Error(int code, int? subcode, string message, int status = 400) =>
        (status, new(new { error = new { message, type = "OAuthException", code, error_subcode = subcode, fbtrace_id = "A1b2C3" } }));

    private static (int, PlatformAnswer) ByTemplate(string person, JsonElement template)
    {
        var language = Text(template.GetProperty("language"), "code");
        var body = template.GetProperty("components").EnumerateArray().Single();
        var parameter = body.GetProperty("parameters").EnumerateArray().Single();
        return Text(template, "name") is MessengerPlatform.Template && language is "en_US" or "de" && Text(body, "type") is "body"
            && Text(parameter, "type") is "text" && Text(parameter, "text") is { Length: > 0 } text
                ? Taken(new(person, "UTILITY", text, language))
                : Error(100, null, "Template does not exist or is not approved in this language");
    }

    private static (int, PlatformAnswer) Taken(PlatformMessage message) =>
        (200, new(new { recipient_id = message.Person, message_id = $"m_{Guid.NewGuid():N}" }, message));

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}

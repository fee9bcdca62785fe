using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using BankView.Data.Egress;

namespace BankView.Data.Channels.Messenger;

/// <summary>
/// The platform's Send API (Graph API, <c>/{version}/{page}/messages</c>). The page's token goes in a header, where nobody's log of addresses
/// has it.
/// </summary>
public sealed class MessengerApi(MessengerSettings settings, EgressHandler door) : IDisposable
{
    /// <summary>The platform takes fewer than 2,000 characters.</summary>
    public const int LongestText = 1900;

    private readonly HttpMessageInvoker _http = new(door, disposeHandler: false);

    /// <summary>Answers a person who wrote within the last 24 hours. Sent once; the result says what is known.</summary>
    /// <param name="userId">Whose answer it is; null for somebody who is nobody's.</param>
    public Task<SendResult> Reply(UserId? userId, string person, string text, CancellationToken cancellation = default) =>
        Send(userId, person, "RESPONSE", new JsonObject { ["text"] = text.Length <= LongestText ? text : text[..LongestText] + "…" }, cancellation);

    /// <summary>Sends by the approved template, at any time.</summary>
    internal Task<SendResult> SendByTemplate(UserId userId, string person, string text, string culture, CancellationToken cancellation) =>
        Send(userId, person, "UTILITY", new JsonObject
        {
            ["template"] = new JsonObject
            {
                ["name"] = settings.Template,
                ["language"] = new JsonObject { ["code"] = settings.TemplateLanguage(culture) },
                ["components"] = new JsonArray(new JsonObject
                {
                    ["type"] = "body",
                    ["parameters"] = new JsonArray(new JsonObject { ["type"] = "text", ["text"] = text }),
                }),
            },
        }, cancellation);

    /// <summary>Asks for the page itself: whether host, version, token and secret fit together.</summary>
    internal async Task<SendResult> Check(CancellationToken cancellation)
    {
        using var request = Request(HttpMethod.Get, $"?fields=id&appsecret_proof={settings.AppSecretProof}");
        return await Ask(request, settings.Call("{page}", userId: null), "id", cancellation);
    }

    public void Dispose() => _http.Dispose();

    private async Task<SendResult> Send(UserId? userId, string person, string type, JsonObject message, CancellationToken cancellation)
    {
        using var request = Request(HttpMethod.Post, "/messages");
        request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(new JsonObject
        {
            ["recipient"] = new JsonObject { ["id"] = person },
            ["messaging_type"] = type,
            ["message"] = message,
            ["appsecret_proof"] = settings.AppSecretProof,
        }));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return await Ask(request, settings.Call("{page}/messages", userId), "message_id", cancellation);
    }

    private HttpRequestMessage Request(HttpMethod method, string rest) => new(method, new Uri(settings.Api, $"/{settings.ApiVersion}/{settings.PageId}{rest}"))
    {
        Headers = { Authorization = new AuthenticationHeaderValue("Bearer", settings.PageToken) },
    };

    private async Task<SendResult> Ask(HttpRequestMessage request, EgressCall call, string expected, CancellationToken cancellation)
    {
        call.PutOn(request);
        try
        {
            using var response = await _http.SendAsync(request, cancellation);
            return MessengerOutcome.Of(response, await response.Content.ReadAsByteArrayAsync(cancellation), expected);
        }
        catch (EgressException problem)
        {
            return MessengerOutcome.Of(problem.Failure);
        }
    }
}

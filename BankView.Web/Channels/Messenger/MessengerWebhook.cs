using BankView.Data.Channels.Messenger;
using Microsoft.AspNetCore.Diagnostics;

namespace BankView.Web.Channels.Messenger;

/// <summary>
/// Where the platform delivers what persons write. Nothing is read of a body before its signature is right; what is right is kept, answered
/// with 200, and worked on later.
/// </summary>
internal static class MessengerWebhook
{
    /// <summary>The platform gathers events, yet far fewer. Bytes.</summary>
    public const int LargestBody = 256 * 1024;

    private const int LongestChallenge = 256;

    /// <summary>Shows the platform that whoever answers here knows the word the administrator chose.</summary>
    public static IResult Verify(HttpContext http, MessengerSettings settings)
    {
        HideErrorPage(http);
        var query = http.Request.Query;
        var challenge = query["hub.challenge"].ToString();
        return query["hub.mode"] == "subscribe" && challenge.Length is > 0 and <= LongestChallenge
            && MessengerSignature.IsSame(query["hub.verify_token"], settings.VerifyToken)
                ? Results.Text(challenge)
                : Results.StatusCode(StatusCodes.Status403Forbidden);
    }

    public static async Task<IResult> Take(HttpContext http, MessengerSettings settings, MessengerInbox inbox)
    {
        HideErrorPage(http);
        if (await Read(http.Request) is not { } body)
        {
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        }

        // Given twice, nobody could say which of them counts.
        var signature = http.Request.Headers[MessengerSignature.Header] is [var one] ? one : null;
        if (!MessengerSignature.IsRight(signature, body, settings.AppSecret))
        {
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        }

        if (MessengerDelivery.Read(body, settings.PageId) is not { } events)
        {
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        }

        await inbox.Put(events);
        return Results.Ok();
    }

    // Null when it is too large; the rest is not read.
    private static async Task<byte[]?> Read(HttpRequest request)
    {
        if (request.ContentLength > LargestBody)
        {
            return null;
        }

        var body = new byte[LargestBody + 1];
        var length = await request.Body.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, request.HttpContext.RequestAborted);
        return length > LargestBody ? null : body[..length];
    }

    // A machine reads the answer.
    private static void HideErrorPage(HttpContext http)
    {
        if (http.Features.Get<IStatusCodePagesFeature>() is { } pages)
        {
            pages.Enabled = false;
        }
    }
}

using System.Security.Cryptography;
using Microsoft.AspNetCore.StaticAssets;

namespace BankView.Web.Shell;

/// <summary>The headers every answer carries: nothing from elsewhere, no framing, no sniffing, no copies of pages.</summary>
internal static class SecurityHeaders
{
    private static readonly object NonceKey = new();

    public static void UseSecurityHeaders(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        // Hexadecimal, because HTML would write the "+" of base64 as an entity.
        var nonce = RandomNumberGenerator.GetHexString(32);
        http.Items[NonceKey] = nonce;
        http.Response.OnStarting(() =>
        {
            Write(http, nonce);
            return Task.CompletedTask;
        });
        await next(http);
    });

    /// <summary>This response's nonce: for the import map, the one inline script there is.</summary>
    public static string ScriptNonce(this HttpContext http) =>
        http.Items[NonceKey] as string ?? throw new InvalidOperationException("UseSecurityHeaders has not run.");

    private static void Write(HttpContext http, string nonce)
    {
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (http.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null)
        {
            // A style sheet or script obeys the page it is loaded into; a kilobyte of headers on each would tell it nothing.
            return;
        }

        headers.CacheControl = "no-store";
        headers.ContentSecurityPolicy = Policy(nonce);
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "accelerometer=(), autoplay=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
            + "microphone=(), midi=(), payment=(), usb=(), publickey-credentials-create=(self), publickey-credentials-get=(self)";
    }

    // MudBlazor sets positions and its theme through inline styles; scripts have no such exception.
    private static string Policy(string nonce) =>
        $"default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        + "font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'self'; "
        + "frame-ancestors 'none'";
}

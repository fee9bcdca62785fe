using System.Globalization;
using System.Net.Http.Headers;
using BankView.Data.Egress;

namespace BankView.Data.Channels.WebPush;

/// <summary>Brings messages to browsers by their push services (RFC 8030), sealed for the browser alone.</summary>
public sealed class WebPushChannel(EgressHandler door, VapidKeyStore keys, WebPushSettings settings, TimeProvider clock) : IMessageChannel, IDisposable
{
    private readonly HttpMessageInvoker _http = new(door, disposeHandler: false);

    public ChannelKind Kind => ChannelKind.WebPush;

    public bool IsConfigured => settings.Contact is not null;

    public async Task<SendResult> Send(OutgoingMessage message, CancellationToken cancellation)
    {
        var browser = PushSubscription.FromAddress(message.Address);
        if (settings.Contact is not { } contact || !settings.Hosts.Allow(browser.Endpoint))
        {
            return new SendResult(SendOutcome.Misconfigured);
        }

        var now = clock.GetUtcNow();
        using var request = new HttpRequestMessage(HttpMethod.Post, browser.Endpoint);
        request.Headers.TryAddWithoutValidation("Authorization", (await keys.Get()).Authorize(browser.Endpoint, contact, now));
        request.Headers.Add("TTL", Math.Max(0, (long)(message.ExpiresAt - now).TotalSeconds).ToString(CultureInfo.InvariantCulture));
        // Else a phone that rests is told when it wakes up by itself.
        request.Headers.Add("Urgency", "high");
        request.Content = new ByteArrayContent(PushSealing.Seal(browser, PushPayload.Write(message)));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        request.Content.Headers.ContentEncoding.Add("aes128gcm");
        return await Ask(request, message.UserId, "browser's endpoint", cancellation);
    }

    /// <summary>
    /// Whether each push service that is listed by its whole name answers at all. More cannot be asked: a service knows an installation
    /// only by its messages.
    /// </summary>
    public async Task<SendResult> Check(CancellationToken cancellation)
    {
        if (!IsConfigured)
        {
            return new SendResult(SendOutcome.Misconfigured);
        }

        await keys.Get();
        foreach (var address in settings.Hosts.Addresses)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            if (await Ask(request, userId: null, "reachability", cancellation) is { Outcome: SendOutcome.TryLater or SendOutcome.Uncertain } silent)
            {
                return silent;
            }
        }

        return SendResult.Sent;
    }

    public void Dispose() => _http.Dispose();

    private async Task<SendResult> Ask(HttpRequestMessage request, UserId? userId, string what, CancellationToken cancellation)
    {
        new EgressCall { UserId = userId, What = what, Hosts = new HashSet<string> { EgressCall.HostOf(request.RequestUri!) } }.PutOn(request);
        try
        {
            using var response = await _http.SendAsync(request, cancellation);
            return PushAnswer.Read(response, clock.GetUtcNow());
        }
        catch (EgressException problem)
        {
            return new SendResult(PushAnswer.Read(problem.Failure));
        }
    }
}

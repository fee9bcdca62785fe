using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BankView.Tests.Channels.Messenger;

/// <summary>A message that the platform took. <paramref name="Text"/> is what the person reads.</summary>
internal sealed record PlatformMessage(string Person, string Type, string Text, string? Language);

/// <summary>
/// Stands in for the messenger's platform at an address of its own, as strict as it: version, page, token, proof, shape, the 24 hours and
/// the approved template. It signs what it delivers as the platform does.
/// </summary>
internal sealed partial class MessengerPlatform : IAsyncDisposable
{
    public const string PageId = "104455667788990";
    public const string PageName = "bankview.example";
    public const string Token = "EAAB-page-token-0123456789";
    public const string AppSecret = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
    public const string VerifyToken = "a word for the webhook";
    public const string Version = "v25.0";
    public const string Template = "bankview_news";

    private readonly WebApplication _site;
    private readonly ConcurrentDictionary<string, DateTimeOffset> _wrote = [];
    private readonly ConcurrentQueue<PlatformMessage> _messages = new();
    private readonly ConcurrentQueue<string> _received = new();

    private MessengerPlatform(WebApplication site) => _site = site;

    public Uri Address => new(_site.Urls.First());

    /// <summary>What persons have in their chats, in order.</summary>
    public IReadOnlyList<PlatformMessage> Messages => [.. _messages];

    /// <summary>Every byte that came: request lines, headers and bodies.</summary>
    public string Received => string.Join('\n', _received);

    public TimeProvider Clock { get; set; } = TimeProvider.System;

    /// <summary>Answers in place of the platform, after the request was read; false lets the platform answer.</summary>
    public Func<HttpContext, Task<bool>>? Instead { get; set; }

    public static async Task<MessengerPlatform> Open()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var site = builder.Build();
        site.Urls.Add("http://127.0.0.1:0");
        var platform = new MessengerPlatform(site);
        site.Run(platform.Answer);
        await site.StartAsync();
        return platform;
    }

    /// <summary>Has an application speak for the page.</summary>
    public void Rule(IWebHostBuilder host)
    {
        host.UseSetting("Messenger:PageId", PageId);
        host.UseSetting("Messenger:PageName", PageName);
        host.UseSetting("Messenger:PageToken", Token);
        host.UseSetting("Messenger:AppSecret", AppSecret);
        host.UseSetting("Messenger:VerifyToken", VerifyToken);
        host.UseSetting("Messenger:ApiVersion", Version);
        host.UseSetting("Messenger:ApiHost", Address.ToString());
        host.UseSetting("Messenger:Template", Template);
        host.UseSetting("Messenger:TemplateLanguages:0", "en_US");
        host.UseSetting("Messenger:TemplateLanguages:1", "de");
        host.UseSetting("Egress:LocalHosts:90", Address.Authority);
    }

    /// <summary>The person wrote, or came by a link: free answers are allowed for 24 hours.</summary>
    public void Heard(string person) => _wrote[person] = Clock.GetUtcNow();

    /// <summary>Who writes in a delivery that the platform makes; nobody in what is none.</summary>
    public static IEnumerable<string> PersonsIn(string body) => SenderId().Matches(body).Select(match => match.Groups["id"].Value);

    public IReadOnlyList<string> TextsFor(string person) => [.. _messages.Where(message => string.Equals(message.Person, person, StringComparison.Ordinal)).Select(message => message.Text)];

    public static string Sign(string body, string secret = AppSecret) =>
        $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(body)))}";

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [GeneratedRegex("\"sender\":\\{\"id\":\"(?<id>[0-9]+)\"", RegexOptions.NonBacktracking)]
    private static partial Regex SenderId();

    private async Task Answer(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync();
        _received.Enqueue($"{http.Request.Method} {http.Request.Path}{http.Request.QueryString}\n"
            + $"{string.Join('\n', http.Request.Headers.Select(header => $"{header.Key}: {header.Value}"))}\n{body}");
        if (Instead is null || !await Instead(http))
        {
            var (status, answer) = PlatformRules.Judge(http.Request, body, person => _wrote.TryGetValue(person, out var at) && at.AddHours(24) > Clock.GetUtcNow());
            if (answer.Message is { } message)
            {
                _messages.Enqueue(message);
            }

            http.Response.StatusCode = status;
            await http.Response.WriteAsJsonAsync(answer.Json);
        }
    }
}

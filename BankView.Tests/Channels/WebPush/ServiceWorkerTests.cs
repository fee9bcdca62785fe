using System.Text.Json;
using BankView.Tests.Testing;
using Microsoft.Playwright;

namespace BankView.Tests.Channels.WebPush;

/// <summary>
/// What a real browser does with a message that its push service brings: the service is the one thing left out, for it is another's
/// and far away.
/// </summary>
public class ServiceWorkerTests(Browser browser)
{
    private const string Push = """{"id":"d1","title":"BankView: a payment needs your look","body":"Open BankView. Your word: maple","lang":"en"}""";

    [Fact]
    public async Task A_message_is_shown_once_with_its_title_and_body_and_leaves_nothing_behind()
    {
        await using var app = await BankViewApp.Start();
        await using var window = await browser.OpenForPush(app);
        var worker = await Worker.Find(window, app);

        await worker.Deliver(Push);
        await worker.Deliver(Push);
        await worker.Deliver(Push.Replace("d1", "d2", StringComparison.Ordinal));

        var shown = await Shown(window, 2);
        Assert.Equal(["d1", "d2"], shown.Select(one => one.GetProperty("tag").GetString()).Order());
        Assert.All(shown, one => Assert.Equal(("BankView: a payment needs your look", "Open BankView. Your word: maple", "en"),
            (one.GetProperty("title").GetString(), one.GetProperty("body").GetString(), one.GetProperty("lang").GetString())));
        Assert.Equal(0, await window.Page.EvaluateAsync<int>("async () => (await caches.keys()).length + (await indexedDB.databases()).length"));
        window.HasNoTroubles();
    }

    [Fact]
    public async Task A_message_that_cannot_be_read_shows_that_there_is_one()
    {
        await using var app = await BankViewApp.Start();
        await using var window = await browser.OpenForPush(app);

        await (await Worker.Find(window, app)).Deliver("no json");

        Assert.Equal("BankView", Assert.Single(await Shown(window, 1)).GetProperty("title").GetString());
    }

    [Theory]
    [InlineData("notificationclick", "/", "opened /alerts")]
    [InlineData("notificationclick", "/alerts", "focused")]
    [InlineData("pushsubscriptionchange", "/alerts", "BankView: messages stopped")]
    public async Task A_click_leads_to_the_alerts_and_a_lost_address_is_told(string name, string openWindow, string done)
    {
        await using var app = await BankViewApp.Start();
        await using var window = await browser.OpenForPush(app);

        // Only a person's finger makes a worker open a window: here the worker's own code runs in a page, where its wish can be read.
        var heard = await window.Page.EvaluateAsync<string>("""
            async ([name, path]) => {
              const heard = [];
              const there = { url: new URL(path, location).href, focus: () => heard.push("focused") };
              window.clients = { matchAll: async () => [there], openWindow: (where) => heard.push(`opened ${where}`) };
              window.registration = { showNotification: async (title) => heard.push(title) };
              await import("/service-worker.js");
              const waits = [];
              dispatchEvent(Object.assign(new Event(name), { waitUntil: (work) => waits.push(work), notification: { close() {} } }));
              await Promise.all(waits);
              return heard.join();
            }
            """, new[] { name, openWindow });

        Assert.Equal(done, heard);
    }

    private static async Task<IReadOnlyList<JsonElement>> Shown(BrowserPage window, int count)
    {
        const string notifications = "(await (await navigator.serviceWorker.ready).getNotifications())";
        await window.Page.WaitForFunctionAsync($"async () => {notifications}.length >= {count}");
        var shown = await window.Page.EvaluateAsync<JsonElement>($$"""
            async () => {{notifications}}.map(({ title, body, tag, lang }) => ({ title, body, tag, lang }))
            """);
        return [.. shown.EnumerateArray()];
    }

    /// <summary>The service worker, to which messages are brought as a push service would.</summary>
    private sealed class Worker(ICDPSession session, string origin, string registration)
    {
        public static async Task<Worker> Find(BrowserPage window, BankViewApp app)
        {
            var session = await window.Context.NewCDPSessionAsync(window.Page);
            var found = new TaskCompletionSource<string>();
            session.Event("ServiceWorker.workerRegistrationUpdated").OnEvent += (_, data) =>
            {
                foreach (var registration in data!.Value.GetProperty("registrations").EnumerateArray())
                {
                    found.TrySetResult(registration.GetProperty("registrationId").GetString()!);
                }
            };
            await session.SendAsync("ServiceWorker.enable");
            return new Worker(session, app.Address.GetLeftPart(UriPartial.Authority), await found.Task);
        }

        public Task<JsonElement?> Deliver(string data) => session.SendAsync("ServiceWorker.deliverPushMessage", new()
        {
            ["origin"] = origin,
            ["registrationId"] = registration,
            ["data"] = data,
        });
    }
}

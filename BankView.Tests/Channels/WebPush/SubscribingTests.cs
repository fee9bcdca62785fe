using System.Text.Json;
using BankView.Tests.Testing;

namespace BankView.Tests.Channels.WebPush;

/// <summary>What a page does in a real browser until that browser has subscribed, or has said why not.</summary>
public class SubscribingTests(Browser browser)
{
    [Fact]
    public async Task After_a_click_the_browser_subscribes_with_the_installations_key_and_says_where_it_is()
    {
        await using var app = await BankViewApp.Start();
        await using var window = await browser.OpenForPush(app);

        var answer = await Click(window, """
            PushManager.prototype.subscribe = async (options) => {
              window.asked = options;
              return { options: {}, toJSON: () => ({ endpoint: "https://push.example/1", keys: { p256dh: "key", auth: "secret" } }) };
            };
            """);

        Assert.Equal(("ready", "https://push.example/1", "key", "secret"), (answer.GetProperty("state").GetString(),
            answer.GetProperty("endpoint").GetString(), answer.GetProperty("key").GetString(), answer.GetProperty("secret").GetString()));
        Assert.Contains("Chrome", answer.GetProperty("agent").GetString(), StringComparison.Ordinal);
        var asked = await window.Page.EvaluateAsync<JsonElement>("window.asked");
        Assert.Equal((true, "public-key"), (asked.GetProperty("userVisibleOnly").GetBoolean(), asked.GetProperty("applicationServerKey").GetString()));
    }

    [Fact]
    public async Task A_push_service_that_is_not_reached_is_said_and_so_is_a_person_who_says_no()
    {
        await using var app = await BankViewApp.Start();
        await using var window = await browser.OpenForPush(app);

        // As it is: no push service takes that key.
        Assert.Equal("failed", (await Click(window, "")).GetProperty("state").GetString());
        Assert.Equal("dismissed", (await Click(window, "Notification.requestPermission = async () => 'default';")).GetProperty("state").GetString());
        Assert.Equal("refused", (await Click(window, "Notification.requestPermission = async () => 'denied';")).GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_subscription_to_another_key_of_the_installation_is_given_up_and_made_anew()
    {
        const string old = """
            PushManager.prototype.getSubscription = async () => ({
              options: { applicationServerKey: new Uint8Array([1, 2, 3]).buffer },
              unsubscribe: async () => { window.givenUp = true; },
              toJSON: () => ({ endpoint: "https://push.example/old", keys: {} }),
            });
            PushManager.prototype.subscribe = async () => ({ toJSON: () => ({ endpoint: `https://push.example/${window.givenUp}`, keys: {} }) });
            """;
        await using var app = await BankViewApp.Start();
        await using var window = await browser.OpenForPush(app);

        var seen = await window.Page.EvaluateAsync<JsonElement>($"async () => {{ {old} return (await import('/web-push.js')).look('public-key'); }}");
        Assert.False(seen.TryGetProperty("endpoint", out _));
        Assert.Equal("https://push.example/old", (await window.Page.EvaluateAsync<JsonElement>("async () => (await import('/web-push.js')).look('AQID')"))
            .GetProperty("endpoint").GetString());
        Assert.Equal("https://push.example/true", (await Click(window, "")).GetProperty("endpoint").GetString());
    }

    [Theory]
    [InlineData("", "ready")]
    [InlineData("Object.defineProperty(Notification, 'permission', { value: 'denied' });", "refused")]
    [InlineData("delete window.PushManager;", "unsupported")]
    [InlineData("delete window.PushManager; Object.defineProperty(navigator, 'userAgent', { value: 'iPhone' });", "homeScreen")]
    [InlineData("Object.defineProperty(window, 'isSecureContext', { value: false });", "insecure")]
    public async Task What_a_browser_can_do_is_seen_without_asking_anybody(string change, string state)
    {
        await using var app = await BankViewApp.Start();
        await using var window = await browser.OpenForPush(app);

        var answer = await window.Page.EvaluateAsync<JsonElement>($$"""
            async () => {
              {{change}}
              Notification.requestPermission = () => { throw new Error("asked"); };
              return await (await import("/web-push.js")).look("public-key");
            }
            """);

        Assert.Equal(state, answer.GetProperty("state").GetString());
    }

    private static Task<JsonElement> Click(BrowserPage window, string change) => window.Page.EvaluateAsync<JsonElement>($$"""
        async () => {
          {{change}}
          const { listen } = await import("/web-push.js");
          const place = document.createElement("div");
          const button = place.appendChild(document.createElement("button"));
          const answer = new Promise((tell) => listen(place, "public-key", { invokeMethodAsync: async (_, said) => tell(said) }));
          button.click();
          return await answer;
        }
        """);
}

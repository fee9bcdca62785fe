using BankView.Data.Channels;
using BankView.Data.Channels.WebPush;
using BankView.Data.Egress;
using BankView.Tests.Testing;
using BankView.Web.Channels.WebPush;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace BankView.Tests.Channels.WebPush;

/// <summary>A member has this browser told, or reads what is missing.</summary>
public class AddBrowserTests : PageTest
{
    private const string Linux = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

    private readonly BrowserKeys _keys = new();
    private WebPushSettings _settings = PushSender.Settings(new LocalHosts([]), "push.example");
    private int _added;

    private ChannelStore Channels => Services.GetRequiredService<ChannelStore>();

    protected override Task AddServices()
    {
        Services.AddSingleton(_ => _settings);
        Services.AddSingleton<ChannelStore>();
        Services.AddSingleton<VapidKeyStore>();
        Services.AddSingleton<BrowserStore>();
        Services.AddSingleton(new LocalHosts([]));
        Services.AddSingleton(new EgressLimits());
        Services.AddSingleton<EgressConnection>();
        Services.AddSingleton<EgressLog>();
        Services.AddSingleton<EgressHandler>();
        Services.AddSingleton<WebPushChannel>();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Its_subscription_becomes_a_channel_with_the_browsers_name()
    {
        var page = Open(new BrowserAnswer { State = "ready" });
        Assert.False(page.Find("button").HasAttribute("disabled"));

        await Answer(page, Subscribed());

        Assert.Contains("This browser gets messages.", Text(page), StringComparison.Ordinal);
        Assert.Empty(page.FindAll("button"));
        var channel = Assert.Single(await Channels.List(Member.Id));
        Assert.Equal((ChannelKind.WebPush, "Chrome · Linux", MessageDetail.Nothing), (channel.Kind, channel.Label, channel.Detail));
        Assert.Equal(1, _added);
        await Answer(page, Subscribed());
        Assert.Single(await Channels.List(Member.Id));
        Assert.Equal(1, _added);
    }

    [Fact]
    public async Task A_browser_that_is_there_says_so_until_it_is_removed()
    {
        var id = await Services.GetRequiredService<BrowserStore>().Add(Member.Id, _keys.Subscription(), "Firefox · Linux");

        var page = Open(Subscribed());
        page.WaitForAssertion(() => Assert.Contains("This browser gets messages.", Text(page), StringComparison.Ordinal));

        await Channels.Remove(Member.Id, id!.Value);
        page.Render();
        page.WaitForAssertion(() => Assert.Single(page.FindAll("button")));
        Assert.DoesNotContain("gets messages", Text(page), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("unsupported", "takes no messages from websites", false)]
    [InlineData("made up", "takes no messages from websites", false)]
    [InlineData("insecure", "begins with https", false)]
    [InlineData("homeScreen", "put BankView on the home screen first", false)]
    [InlineData("refused", "are blocked in this browser", false)]
    [InlineData("dismissed", "got no answer", true)]
    [InlineData("failed", "did not reach its push service", true)]
    public async Task What_is_missing_is_said(string state, string sentence, bool mayTryAgain)
    {
        var page = Open(new BrowserAnswer { State = "ready" });

        await Answer(page, new BrowserAnswer { State = state });

        Assert.Contains(sentence, Text(page), StringComparison.Ordinal);
        Assert.Equal(mayTryAgain ? 1 : 0, page.FindAll("button").Count);
        Assert.Empty(await Channels.List(Member.Id));
    }

    [Fact]
    public async Task What_no_browser_would_send_is_not_taken()
    {
        var page = Open(new BrowserAnswer { State = "ready" });

        await Answer(page, Subscribed() with { Key = "AAAA" });
        await Answer(page, Subscribed() with { Secret = null });
        await Answer(page, Subscribed() with { Endpoint = "https://169.254.169.254/latest" });

        Assert.Empty(await Channels.List(Member.Id));
        Assert.Contains("takes messages by 169.254.169.254, and this installation does not send there", Text(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_browser_without_a_name_gets_a_word()
    {
        Read("de-DE");
        var page = Open(new BrowserAnswer { State = "ready" });

        await Answer(page, Subscribed() with { Agent = null });

        Assert.Equal("Ein Browser", Assert.Single(await Channels.List(Member.Id)).Label);
        Assert.Contains("Dieser Browser erhält Meldungen.", Text(page), StringComparison.Ordinal);
    }

    [Fact]
    public void An_installation_without_web_push_does_not_offer_it()
    {
        _settings = _settings with { Contact = null };

        Assert.Equal("", Open(new BrowserAnswer { State = "ready" }).Markup.Trim());
    }

    protected override void Dispose(bool disposing)
    {
        _keys.Dispose();
        base.Dispose(disposing);
    }

    private BrowserAnswer Subscribed() =>
        new() { State = "ready", Endpoint = _keys.Subscription().Endpoint.AbsoluteUri, Key = _keys.Key, Secret = _keys.Auth, Agent = Linux };

    private IRenderedComponent<AddBrowser> Open(BrowserAnswer first)
    {
        var script = JSInterop.SetupModule("./web-push.js");
        script.Setup<BrowserAnswer>("look", _ => true).SetResult(first);
        script.SetupVoid("listen", _ => true).SetVoidResult();
        return Render<AddBrowser>(parameters => parameters.Add(page => page.UserId, Member.Id).Add(page => page.OnAdded, EventCallback.Factory.Create(this, () => _added++)));
    }

    private static Task Answer(IRenderedComponent<AddBrowser> page, BrowserAnswer answer) => page.InvokeAsync(() => page.Instance.Take(answer));
}

using BankView.Data.Channels;
using BankView.Data.Channels.Messenger;
using BankView.Tests.Testing;
using BankView.Web.Channels.Messenger;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace BankView.Tests.Channels.Messenger;

/// <summary>The steps of the way to a chat, as the member sees them.</summary>
public class AddMessengerTests : PageTest
{
    private MessengerSettings _settings = new() { PageId = "1", PageName = "bankview.example", PageToken = "t", AppSecret = "s", VerifyToken = "v" };
    private int _added;

    private MessengerPairing Pairing => Services.GetRequiredService<MessengerPairing>();

    protected override Task AddServices()
    {
        Services.AddSingleton(_ => _settings);
        Services.AddSingleton<ChannelProofStore>();
        Services.AddSingleton<MessengerSenders>();
        Services.AddSingleton<MessengerPairing>();
        return Task.CompletedTask;
    }

    [Fact]
    public void An_installation_without_a_page_offers_nothing()
    {
        _settings = new();

        Assert.Equal("", Text(Open()));
    }

    [Theory]
    [InlineData("en-US", "Connect Messenger", "operator can read the chat")]
    [InlineData("de-DE", "Messenger verbinden", "kann den Chat lesen")]
    public void It_says_who_can_read_the_chat_before_it_begins(string culture, string begin, string who)
    {
        Read(culture);

        var page = Open();

        Assert.Contains(who, Text(page), StringComparison.Ordinal);
        Assert.Equal(begin, page.Find("button").TextContent.Trim());
    }

    [Fact]
    public async Task It_goes_from_the_link_over_the_code_to_the_channel()
    {
        var page = Open();
        await page.Find("button").ClickAsync();
        var address = page.Find("a[target=_blank]").GetAttribute("href")!;
        Assert.StartsWith("https://m.me/bankview.example?ref=", address, StringComparison.Ordinal);
        Assert.Contains("noopener", page.Find("a[target=_blank]").GetAttribute("rel"), StringComparison.Ordinal);
        Assert.NotNull(page.Find("svg.qr-code"));

        var code = await Come(address);
        page.WaitForAssertion(() => Assert.Contains("Type them here.", Text(page), StringComparison.Ordinal));
        await Type(page, code is "000000" ? "000001" : "000000");
        page.WaitForAssertion(() => Assert.Contains("That is not the code", Text(page), StringComparison.Ordinal));
        Assert.Equal(0, _added);
        await Type(page, code);

        page.WaitForAssertion(() => Assert.Contains("Messenger is connected.", Text(page), StringComparison.Ordinal));
        Assert.Equal(1, _added);
    }

    [Fact]
    public async Task A_page_that_is_opened_anew_goes_on_with_the_code_and_ends_after_too_many_wrong_ones()
    {
        var code = await Come((await Pairing.Begin(Member.Id, "en"))!);
        var page = Open();

        for (var i = 0; i <= ChannelProofStore.MostTries; i++)
        {
            await Type(page, code is "000000" ? "000001" : "000000");
        }

        page.WaitForAssertion(() => Assert.Contains("too many codes were wrong", Text(page), StringComparison.Ordinal));
        Assert.Equal("Connect Messenger", page.Find("button").TextContent.Trim());
    }

    [Fact]
    public async Task After_too_many_in_a_day_it_says_so()
    {
        for (var i = 0; i < ChannelProofStore.ProofsPerDay; i++)
        {
            await Pairing.Begin(Member.Id, "en");
        }

        var page = Open();
        await page.Find("button").ClickAsync();

        Assert.Contains("That is enough for today.", Text(page), StringComparison.Ordinal);
        Assert.Empty(page.FindAll("a[target=_blank]"));
    }

    private IRenderedComponent<AddMessenger> Open() => Render<AddMessenger>(parameters => parameters
        .Add(component => component.UserId, Member.Id).Add(component => component.OnAdded, () => _added++));

    // The other side, as the job would meet it.
    private async Task<string> Come(string address) => (await Pairing.Meet(new MessengerEvent
    {
        Identity = "mid m_1",
        Sender = "7123456789",
        At = Database.Clock.GetUtcNow(),
        Text = "",
        Reference = MessengerSite.ReferenceIn(address),
    }))!.Value.Code;

    private static async Task Type(IRenderedComponent<AddMessenger> page, string code)
    {
        await page.Find("#messenger-code").ChangeAsync(code);
        await page.Find("form").SubmitAsync();
    }
}

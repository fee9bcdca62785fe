using BankView.Data.Channels;
using BankView.Web.Channels;
using Bunit;

namespace BankView.Tests.Channels;

public class MessageSettingsFormTests : ChannelPageTest
{
    [Fact]
    public async Task Word_language_zone_and_quiet_hours_are_kept()
    {
        var page = Render<MessagesPage>();
        Assert.Equal(("en", "Europe/Berlin"), (Value(page, "#message-language"), Value(page, "#message-zone")));

        await page.Find("#message-word").ChangeAsync(new() { Value = " marmalade " });
        await page.Find("#message-language").ChangeAsync(new() { Value = "de" });
        await page.Find("#message-zone").ChangeAsync(new() { Value = "America/New_York" });
        await page.Find("#message-quiet").ChangeAsync(new() { Value = true });
        await page.Find("#message-from").ChangeAsync(new() { Value = "21:30" });
        await page.Find("#message-fraud").ChangeAsync(new() { Value = true });
        await Submit(page);

        Assert.Contains("Saved.", Text(page), StringComparison.Ordinal);
        Assert.Equal(new MessageSettings
        {
            Word = "marmalade",
            Language = "de",
            Zone = "America/New_York",
            Quiet = new(new(21, 30), new(7, 0)),
            FraudBreaksQuiet = true,
        }, await Told.Settings.Find(Member.Id));
        Assert.Equal(("marmalade", "21:30"), (Value(Render<MessagesPage>(), "#message-word"), Value(Render<MessagesPage>(), "#message-from")));
    }

    [Fact]
    public async Task Quiet_hours_that_end_when_they_begin_are_a_question_back_and_nothing_is_kept()
    {
        var page = Render<MessagesPage>();

        await page.Find("#message-quiet").ChangeAsync(new() { Value = true });
        await page.Find("#message-from").ChangeAsync(new() { Value = "07:00" });
        await Submit(page);

        Assert.Contains("Nothing was saved: the quiet hours begin and end at the same time.", Text(page), StringComparison.Ordinal);
        Assert.Null(await Told.Settings.Find(Member.Id));
    }

    [Fact]
    public async Task What_the_store_refuses_is_said()
    {
        var page = Render<MessagesPage>();

        await page.Find("#message-word").ChangeAsync(new() { Value = new string('w', MessageSettingsStore.LongestWord + 1) });
        await Submit(page);

        Assert.Contains("Nothing was saved. A word may have 40 characters", Text(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_being_typed_survives_news_on_the_page()
    {
        var page = Render<MessagesPage>();
        await page.Find("#message-word").ChangeAsync(new() { Value = "marma" });

        await Told.AddEmail();

        page.WaitForAssertion(() => Assert.Contains("ann@example.org", Text(page), StringComparison.Ordinal));
        Assert.Equal("marma", Value(page, "#message-word"));
    }

    private static string? Value(IRenderedComponent<MessagesPage> page, string field) => page.Find(field).GetAttribute("value");

    private static Task Submit(IRenderedComponent<MessagesPage> page) => page.Find("section[aria-labelledby=how-title] form").SubmitAsync();
}

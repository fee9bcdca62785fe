using BankView.Data.Alerts;
using BankView.Data.Channels;
using BankView.Web.Channels;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace BankView.Tests.Channels;

/// <summary>The page about messages: where, how and when a member is told, and what was sent.</summary>
public class MessagesPageTests : ChannelPageTest
{
    [Theory]
    [InlineData("en-US", "So far, alerts stand in BankView alone.", "Nothing has been sent yet.")]
    [InlineData("de-DE", "Bisher stehen Hinweise nur in BankView.", "Bisher wurde nichts gesendet.")]
    public void Without_a_channel_it_says_so_and_offers_one(string language, string empty, string history)
    {
        Read(language);

        var page = Render<MessagesPage>();

        Assert.Contains(empty, Text(page), StringComparison.Ordinal);
        Assert.Contains(history, Text(page), StringComparison.Ordinal);
        Assert.NotNull(page.Find("#email-address"));
    }

    [Theory]
    [InlineData("en-US", "ann@example.org E-mail · Proved Today, 10:00 AM", "It could not be reached, or asked to wait. (since Today, 10:00 AM)")]
    [InlineData("de-DE", "ann@example.org E-Mail · Bestätigt: Heute, 10:00", "Der Empfänger war nicht erreichbar oder bat um Geduld. (seit: Heute, 10:00)")]
    public async Task A_channel_shows_how_it_stands(string language, string line, string problem)
    {
        Read(language);
        await Told.AddEmail();
        Mail.Replies["RCPT"] = "450 4.2.0 greylisted";
        var page = Render<MessagesPage>();
        Assert.Contains(line, Text(page).Replace('\u202F', ' '), StringComparison.Ordinal);

        await Told.Channels.SendTest(Member.Id, (await Told.Channels.List(Member.Id))[0].Id);
        await Services.GetRequiredService<Deliveries>().RunDueOfAllMembers(Told.Now, TestContext.Current.CancellationToken);

        page.WaitForAssertion(() => Assert.Contains(problem, Text(page).Replace('\u202F', ' '), StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_message_says_and_when_a_channel_is_used_is_the_members_choice()
    {
        await Told.AddEmail();
        var page = Render<MessagesPage>();
        Assert.DoesNotContain("Whoever carries the message", Text(page), StringComparison.Ordinal);

        await page.Find("article select").ChangeAsync(new() { Value = nameof(MessageDetail.MerchantAndAmount) });
        await page.Find("article input[type=checkbox]").ChangeAsync(new() { Value = true });

        page.WaitForAssertion(() => Assert.Contains("Whoever carries the message", Text(page), StringComparison.Ordinal));
        var channel = Assert.Single(await Told.Channels.List(Member.Id));
        Assert.Equal((MessageDetail.MerchantAndAmount, true), (channel.Detail, channel.IsFallback));
    }

    [Fact]
    public async Task A_test_stands_in_the_history_until_it_was_sent_and_then_as_sent()
    {
        await Told.AddEmail();
        var page = Render<MessagesPage>();

        await page.Find("button[aria-label='Send a test: ann@example.org']").ClickAsync();

        page.WaitForAssertion(() => Assert.Contains("A test E-mail · Today, 10:00 AM Waiting", Text(page).Replace('\u202F', ' '), StringComparison.Ordinal));
        Assert.Contains("A test is on its way.", Text(page), StringComparison.Ordinal);
        await Services.GetRequiredService<Deliveries>().RunDueOfAllMembers(Told.Now, TestContext.Current.CancellationToken);
        page.WaitForAssertion(() => Assert.Contains("10:00 AM Sent", Text(page).Replace('\u202F', ' '), StringComparison.Ordinal));
    }

    [Fact]
    public async Task More_tests_than_an_hour_has_are_not_sent_and_it_says_so_and_older_ones_are_shown_when_asked_for()
    {
        await Told.AddEmail();
        var page = Render<MessagesPage>();
        for (var hour = 0; hour < 3; hour++)
        {
            for (var test = 0; test < ChannelStore.TestsPerHour; test++)
            {
                await page.Find("button[aria-label^='Send a test']").ClickAsync();
            }

            Database.Clock.Advance(TimeSpan.FromHours(hour < 2 ? 1.1 : 0));
        }

        await page.Find("button[aria-label^='Send a test']").ClickAsync();

        Assert.Contains("No test was sent: 5 within an hour are the most.", Text(page), StringComparison.Ordinal);
        Assert.Equal(10, page.FindAll("section[aria-labelledby=history-title] li").Count);
        await page.Find("section[aria-labelledby=history-title] button").ClickAsync();
        Assert.Equal(15, page.FindAll("section[aria-labelledby=history-title] li").Count);
    }

    [Theory]
    [InlineData("en-US")]
    [InlineData("de-DE")]
    public void Whatever_may_stand_there_has_words(string language)
    {
        Read(language);
        var texts = Services.GetRequiredService<IStringLocalizer<ChannelTexts>>();
        string[] keys =
        [
            .. Enum.GetNames<AlertRule>().Append(Outbox.Test).Select(rule => $"Rule_{rule}"), .. Enum.GetNames<DeliveryState>().Select(state => $"State_{state}"),
            .. Enum.GetNames<DeliveryProblem>().Select(problem => $"Problem_{problem}"), .. Enum.GetNames<ChannelKind>().Select(kind => $"Kind_{kind}"),
            .. Enum.GetNames<MessageDetail>().Select(detail => $"Detail_{detail}"),
        ];

        Assert.All(keys, key => Assert.False(texts[key].ResourceNotFound, key));
    }
}

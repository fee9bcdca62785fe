using System.Text.RegularExpressions;
using AngleSharp.Dom;
using BankView.Data.Channels;
using BankView.Web.Channels;
using Bunit;

namespace BankView.Tests.Channels.Email;

/// <summary>An address becomes a channel by a code that was sent there.</summary>
public partial class AddEmailTests : ChannelPageTest
{
    [Fact]
    public async Task The_code_from_the_mail_adds_the_address_and_messages_come_in_the_language_of_the_page()
    {
        Read("de-DE");
        var page = Render<MessagesPage>();
        await Ask(page, " Ann@Example.org ");
        Assert.Contains("Ein Code wurde an Ann@example.org gesendet.", Text(page), StringComparison.Ordinal);

        await Type(page, $"{Code[..3]} {Code[3..]}");

        Assert.Equal(("Ann@example.org", MessageDetail.Nothing), (await Told.Channels.List(Member.Id)).Select(one => (one.Label, one.Detail)).Single());
        Assert.Contains("Ann@example.org E-Mail", Text(page), StringComparison.Ordinal);
        var settings = (await Told.Settings.Find(Member.Id))!;
        Assert.Equal(("de", "Europe/Berlin"), (settings.Language, settings.Zone));
    }

    [Fact]
    public async Task The_mail_says_what_the_code_is_for_has_no_link_and_not_the_members_word()
    {
        await Told.Settings.Save(Member.Id, new MessageSettings { Word = "marmalade" });
        await Ask(Render<MessagesPage>());

        var mail = ReceivedMail.Read("ann@example.org", Mail.Messages.Single());
        Assert.Equal("BankView: your code", mail.Subject);
        Assert.Contains($"Your code for BankView is {Code}.", mail.Text, StringComparison.Ordinal);
        Assert.Contains("give it to nobody: nobody from BankView or from a bank asks for it", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("marmalade", mail.Everything, StringComparison.Ordinal);
        Assert.All(["http", "href", Code + "@"], hook => Assert.DoesNotContain(hook, mail.Everything, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(Code, mail.Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_code_may_be_typed_again_and_five_end_it()
    {
        var page = Render<MessagesPage>();
        await Ask(page);
        for (var tries = 0; tries < ChannelProofStore.MostTries; tries++)
        {
            await Type(page, "not it");
            Assert.Contains("That is not the code.", Text(page), StringComparison.Ordinal);
        }

        await Type(page, Code);

        Assert.Contains("This code is over", Text(page), StringComparison.Ordinal);
        Assert.NotNull(page.Find("#email-address"));
        Assert.Empty(await Told.Channels.List(Member.Id));
    }

    [Fact]
    public async Task A_code_that_is_too_late_is_over_and_a_new_one_counts()
    {
        var page = Render<MessagesPage>();
        await Ask(page);
        Database.Clock.Advance(ChannelProofStore.Lasts);
        await Type(page, Code);
        Assert.Contains("This code is over: 15 minutes have passed", Text(page), StringComparison.Ordinal);

        await Ask(page);
        await Button(page, "Send a new code").ClickAsync();
        await Type(page, Code);

        Assert.Single(await Told.Channels.List(Member.Id));
    }

    [Fact]
    public async Task An_address_that_is_there_already_changes_nothing()
    {
        await Told.AddEmail();
        var page = Render<MessagesPage>();
        await Ask(page);

        await Type(page, Code);

        Assert.Contains("ann@example.org is among your channels already.", Text(page), StringComparison.Ordinal);
        Assert.Single(await Told.Channels.List(Member.Id));
    }

    [Theory]
    [InlineData("RCPT", "550 5.1.1 no such user", "The mail server takes no mail for ann@example.org.")]
    [InlineData("RCPT", "450 4.2.0 greylisted", "The mail server takes no mail right now.")]
    [InlineData("MAIL", "530 5.7.0 sign in", "BankView could not send.")]
    public async Task A_code_that_could_not_be_sent_is_not_waited_for(string step, string reply, string sentence)
    {
        Mail.Replies[step] = reply;
        var page = Render<MessagesPage>();

        await Ask(page);

        Assert.Contains(sentence, Text(page), StringComparison.Ordinal);
        Assert.Contains("No code was sent", Text(page), StringComparison.Ordinal);
        Assert.NotNull(page.Find("#email-address"));
    }

    [Fact]
    public async Task What_is_no_address_is_not_written_to_and_nobody_is_written_to_without_end()
    {
        var page = Render<MessagesPage>();
        await Ask(page, "ann@example.org, eve@example.org");
        Assert.Contains("That is no e-mail address, or more than one.", Text(page), StringComparison.Ordinal);
        Assert.Equal(0, Mail.Visits);
        for (var code = 0; code < ChannelProofStore.ProofsPerDay; code++)
        {
            await Ask(page);
            await Button(page, "Use another address").ClickAsync();
        }

        await Ask(page);

        Assert.Contains("as many as can be sent in a day", Text(page), StringComparison.Ordinal);
        Assert.Equal(ChannelProofStore.ProofsPerDay, Mail.Visits);
    }

    [Fact]
    public async Task Who_comes_back_to_the_page_is_asked_for_the_code()
    {
        await Ask(Render<MessagesPage>());
        var again = Render<MessagesPage>();

        await Type(again, Code);

        Assert.Single(await Told.Channels.List(Member.Id));
    }

    // The newest that the mail server heard.
    private string Code => SixDigits().Match(ReceivedMail.Read("", Mail.Messages.Last()).Text).Value;

    private static async Task Ask(IRenderedComponent<MessagesPage> page, string address = "ann@example.org")
    {
        await page.Find("#email-address").ChangeAsync(new() { Value = address });
        await page.Find("section[aria-labelledby=add-email] form").SubmitAsync();
    }

    private static async Task Type(IRenderedComponent<MessagesPage> page, string code)
    {
        await page.Find("#email-code").ChangeAsync(new() { Value = code });
        await page.Find("section[aria-labelledby=add-email] form").SubmitAsync();
    }

    private static IElement Button(IRenderedComponent<MessagesPage> page, string name) =>
        page.FindAll("button").Single(button => string.Equals(button.TextContent.Trim(), name, StringComparison.Ordinal));

    [GeneratedRegex(@"\b\d{6}\b", RegexOptions.NonBacktracking)]
    private static partial Regex SixDigits();
}

using BankView.Data.Channels;
using BankView.Data.Consents;
using BankView.Data.Database;
using BankView.Tests.Alerts;
using BankView.Tests.Testing;
using BankView.Web.Channels.Messenger;
using static BankView.Tests.Testing.Statements;

namespace BankView.Tests.Channels.Messenger;

/// <summary>What a member may ask in the chat that they paired, and what is answered.</summary>
public class MessengerQuestionTests
{
    [Theory, Databases]
    public async Task Balances_are_exact_say_as_of_when_and_come_in_the_language_asked_in(DatabaseKind kind)
    {
        await using var site = await MessengerSite.Start(kind);
        var (member, person) = await site.Pair();
        var year = site.Clock.GetUtcNow().Year;
        await member.BringIn(Checking(Row($"{year}-01-02", -1234, "Corner Bakery", "1")).WithBalance($"{year}-01-03", 123_456_789_01));
        await Allow(member, Purpose.Messaging);

        Assert.Equal("Everyday account •••• 6789: $123,456,789.01, as of 3 Jan", await site.Ask(person, "balance"));
        Assert.Equal("Everyday account •••• 6789: 123.456.789,01 $, Stand 3. Jan.".Replace(' ', '\u00a0'),
            (await site.Ask(person, "  KONTOSTÄNDE?! ")).Replace(' ', '\u00a0'));
        Assert.Equal("Everyday account •••• 6789: $123,456,789.01, as of 3 Jan", await site.Ask(person, "Balance, please"));
    }

    [Theory, Databases]
    public async Task Recent_tells_the_newest_payments_of_accounts_that_may_be_answered_for(DatabaseKind kind)
    {
        await using var site = await MessengerSite.Start(kind);
        var (member, person) = await site.Pair();
        var yesterday = DateOnly.FromDateTime(site.Clock.GetUtcNow().UtcDateTime).AddDays(-1).ToString("yyyy-MM-dd");
        await member.BringIn(Checking(Row(yesterday, -1234, "Corner Bakery", "1"), Row("2026-01-02", 250_000, "Wages", "2")));
        Assert.StartsWith("No account is shared here", await site.Ask(person, "recent"), StringComparison.Ordinal);

        await Allow(member, Purpose.Messaging);

        Assert.StartsWith("Yesterday: Corner Bakery −$12.34\nFri 2 Jan", await site.Ask(person, "recent"), StringComparison.Ordinal);
        Assert.StartsWith("Gestern: Corner Bakery −12,34", await site.Ask(person, "zuletzt"), StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task Turning_the_purpose_off_ends_it_at_once(DatabaseKind kind)
    {
        await using var site = await MessengerSite.Start(kind);
        var (member, person) = await site.Pair();
        await CardMember.Bring(member, Purpose.View, Purpose.FraudAlerts, Purpose.Messaging);
        await member.BringIn(Card(CardMember.Strange(member)).WithBalance("2026-11-04", -5000));
        await Allow(member, Purpose.View, Purpose.FraudAlerts, Purpose.Messaging);
        Assert.Contains("−$50.00", await site.Ask(person, "balance"), StringComparison.Ordinal);

        await Allow(member, Purpose.View, Purpose.FraudAlerts);

        foreach (var question in new[] { "balance", "recent", "alerts" })
        {
            Assert.StartsWith("No account is shared here. In BankView, open Bank links", await site.Ask(person, question), StringComparison.Ordinal);
        }
    }

    [Theory, Databases]
    public async Task Alerts_are_counted_and_a_merchant_is_named_only_where_the_channel_may_tell(DatabaseKind kind)
    {
        await using var site = await MessengerSite.Start(kind);
        var (member, person) = await site.Pair();
        await CardMember.Bring(member, Purpose.View, Purpose.FraudAlerts, Purpose.Messaging);
        Assert.Equal("No alert is open.", await site.Ask(person, "alerts"));
        await member.BringIn(Card(CardMember.Strange(member)));
        await Allow(member, Purpose.View, Purpose.FraudAlerts, Purpose.Messaging);

        Assert.Equal("1 alert is open.\n“Was this you?” is answered in BankView only, after signing in.", await site.Ask(person, "alerts"));
        var channels = site.App.Get<ChannelStore>();
        await channels.ChangeDetail(member.Id, (await channels.List(member.Id))[0].Id, MessageDetail.MerchantAndAmount);
        Assert.StartsWith("1 Warnung ist offen.\nDie neueste: Zephyr Electronics, −987,65", await site.Ask(person, "Warnungen"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Was_this_you_is_answered_in_BankView_only()
    {
        await using var site = await MessengerSite.Start();
        var (member, person) = await site.Pair();
        await CardMember.Bring(member, Purpose.View, Purpose.FraudAlerts, Purpose.Messaging);
        await member.BringIn(Card(CardMember.Strange(member)));

        foreach (var answer in new[] { "Yes", "It wasn’t me!", "It wasn't me", "Nein", "Das war ich" })
        {
            Assert.Contains("BankView", await site.Ask(person, answer), StringComparison.Ordinal);
        }

        Assert.True(Assert.Single(await CardMember.AlertsOf(member)).IsOpen);
    }

    [Theory, Databases]
    public async Task Stop_removes_the_channel_and_makes_the_chat_a_strangers(DatabaseKind kind)
    {
        await using var site = await MessengerSite.Start(kind);
        var (member, person) = await site.Pair();

        Assert.StartsWith("Dieser Chat ist nicht mehr", await site.Ask(person, "Stopp"), StringComparison.Ordinal);

        Assert.Empty(await site.App.Get<ChannelStore>().List(member.Id));
        Assert.StartsWith("BankView answers here only", await site.Ask(person, "balance"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_members_own_language_and_country_decide_where_the_word_does_not()
    {
        await using var site = await MessengerSite.Start();
        var (member, person) = await site.Pair();
        await site.App.Get<MessageSettingsStore>().Save(member.Id, new MessageSettings { Language = "de-CH", Zone = "Europe/Zurich" });
        await member.BringIn(Checking(Row("2026-01-02", -1234, "Corner Bakery", "1")).WithBalance("2026-01-03", 123_456_78));
        await Allow(member, Purpose.Messaging);

        Assert.Contains("123’456.78", await site.Ask(person, "Saldo"), StringComparison.Ordinal);
        Assert.Contains("$123,456.78", await site.Ask(person, "balance"), StringComparison.Ordinal);
        Assert.StartsWith("Sie können fragen", await site.Ask(person, "?"), StringComparison.Ordinal);
        Assert.StartsWith("Dieser Chat", await site.Ask(person, "stop"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("balance", MessengerQuestion.Balance, "en")]
    [InlineData("KONTOSTAND", MessengerQuestion.Balance, "de")]
    [InlineData("Saldo!", MessengerQuestion.Balance, "de")]
    [InlineData("\u200bRécent", MessengerQuestion.Recent, "en")]
    [InlineData("zuletzt", MessengerQuestion.Recent, "de")]
    [InlineData("alerts?", MessengerQuestion.Alerts, "en")]
    [InlineData("warnungen", MessengerQuestion.Alerts, "de")]
    [InlineData("Hilfe", MessengerQuestion.Help, "de")]
    [InlineData("STOP.", MessengerQuestion.Stop, null)]
    [InlineData("don't stop", MessengerQuestion.None, null)]
    [InlineData("stop alerts", MessengerQuestion.None, null)]
    [InlineData("was war das", MessengerQuestion.None, null)]
    [InlineData("", MessengerQuestion.None, null)]
    public void A_question_is_known_by_its_word(string text, MessengerQuestion question, string? language) =>
        Assert.Equal((question, language), MessengerQuestions.Read(text));

    private static async Task Allow(TestMember member, params Purpose[] purposes)
    {
        foreach (var link in await member.Links.List(member.Id))
        {
            await member.Consents.ChangePurposes(member.Id, link.Id, purposes.ToHashSet());
        }
    }
}

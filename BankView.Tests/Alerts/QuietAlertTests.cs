using BankView.Data.Alerts;
using BankView.Data.Channels;
using BankView.Data.Consents;
using BankView.Data.Database;
using BankView.Data.Statements;
using BankView.Tests.Testing;
using Dapper;
using static BankView.Tests.Testing.Statements;

namespace BankView.Tests.Alerts;

/// <summary>What is muted, or more than the member wants to hear in a day, stands in the history and nowhere else.</summary>
public class QuietAlertTests
{
    [Theory, Databases]
    public async Task What_comes_after_the_days_cap_is_recorded_quietly_and_the_next_day_begins_anew(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await Talkative(database, cap: 3);

        await member.BringIn(Card([.. Payments(member, 5)]));
        await member.BringIn(Card(CardMember.Payment(member, 0, -500, "Sixth", "6")));
        Assert.Equal((6, 3), await Count(member));
        Assert.Equal(3, (await member.Alerts.ListOpen(member.Id, 10)).Count);

        database.Clock.SetUtcNow(new DateTimeOffset(2026, 11, 21, 1, 0, 0, TimeSpan.Zero));
        await member.BringIn(Card(CardMember.Payment(member, 0, -500, "Next day", "7")));

        Assert.Equal((7, 4), await Count(member));
    }

    [Theory, Databases]
    public async Task News_that_used_the_cap_up_hides_no_question(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await Talkative(database, cap: 1);

        await member.BringIn(Card([.. Payments(member, 5)]));
        await member.BringIn(Card(CardMember.Strange(member), CardMember.Payment(member, 1, -150_000, "Quarry Jewels", "2")));

        Assert.Equal([AlertRule.CardActivity, AlertRule.UnusualPayment], (await member.Alerts.ListOpen(member.Id, 10)).Select(alert => alert.Rule).Order().Reverse());
    }

    [Theory, Databases]
    public async Task A_muted_rule_is_recorded_quietly_and_does_not_count(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await Talkative(database, cap: 1);
        await member.AlertChoices.Mute(member.Id, AlertRule.CardActivity, database.Clock.GetUtcNow().AddHours(1));
        await member.BringIn(Card([.. Payments(member, 2)]));
        Assert.Equal((2, 0), await Count(member));

        database.Clock.Advance(TimeSpan.FromHours(1));
        await member.BringIn(Card(CardMember.Payment(member, 0, -500, "Heard", "heard")));

        Assert.Equal("Heard", Assert.Single(await member.Alerts.ListOpen(member.Id, 10)).Payment!.Merchant);
    }

    [Theory, Databases]
    public async Task Messages_are_written_with_an_alert_and_none_with_a_quiet_one(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await Talkative(database, cap: 2);
        await AddChannel(member);

        await member.BringIn(Card([.. Payments(member, 5)]));

        var heard = (await member.Alerts.List(member.Id, new AlertFilter { IsQuiet = false }, AlertCursor.Newest, 10)).Select(alert => alert.Id).Order();
        await using var connection = await database.Databases.Data.Open();
        Assert.Equal(heard, (await connection.QueryAsync<Guid>("SELECT alert_id FROM deliveries")).Order());
    }

    [Theory, Databases]
    public async Task The_list_is_filtered_by_rule_account_and_state(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await Talkative(database, cap: 2);
        await member.BringIn(Card([.. Payments(member, 3), CardMember.Strange(member)]));
        var told = (await member.Alerts.ListOpen(member.Id, 10)).First(alert => alert.Rule is AlertRule.CardActivity);
        await member.Alerts.Close(member.Id, told.Id);

        Assert.Equal(1, await List(new AlertFilter { Rule = AlertRule.UnusualPayment }));
        Assert.Equal(3, await List(new AlertFilter { Rule = AlertRule.CardActivity, AccountId = told.AccountId }));
        Assert.Equal(0, await List(new AlertFilter { AccountId = Guid.NewGuid() }));
        Assert.Equal(1, await List(new AlertFilter { IsOpen = false }));
        Assert.Equal(3, await List(new AlertFilter { IsOpen = true }));
        Assert.Equal(1, await List(new AlertFilter { IsQuiet = true }));
        Assert.Equal(3, await List(new AlertFilter { IsQuiet = false }));

        async Task<int> List(AlertFilter filter) => (await member.Alerts.List(member.Id, filter, AlertCursor.Newest, 10)).Count;
    }

    private static IEnumerable<StatementRow> Payments(TestMember member, int count) =>
        Enumerable.Range(0, count).Select(i => CardMember.Payment(member, i, -1500, "Corner Bakery", $"news {i}"));

    private static async Task<TestMember> Talkative(TestDatabase database, int cap)
    {
        var member = await CardMember.Join(database, Purpose.View, Purpose.FraudAlerts);
        await member.AlertRules.Set(member.Id, (await member.AlertRules.List(member.Id))[0].AccountId, AlertRule.CardActivity, isOn: true, threshold: null);
        await member.AlertChoices.Save(member.Id, new AlertChoices { DailyCap = cap });
        return member;
    }

    private static async Task<(int All, int Heard)> Count(TestMember member)
    {
        var alerts = await CardMember.AlertsOf(member);
        return (alerts.Count, alerts.Count(alert => !alert.IsQuiet));
    }

    private static Task<int> AddChannel(TestMember member) => member.Database.Databases.Data.Write((connection, transaction) => connection.ExecuteAsync("""
        INSERT INTO channels (user_id, id, kind, address_tag, detail, is_fallback, place, proved_at, sealed)
        VALUES (@userId, @id, @kind, @tag, 'Nothing', @no, 1, @now, @tag)
        """, new
    {
        userId = member.Id,
        id = Guid.CreateVersion7(),
        kind = nameof(ChannelKind.Email),
        tag = new byte[16],
        no = false,
        now = member.Database.Clock.GetUtcNow(),
    }, transaction));
}

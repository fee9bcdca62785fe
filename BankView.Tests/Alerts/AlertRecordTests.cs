using BankView.Data.Alerts;
using BankView.Data.Consents;
using BankView.Data.Database;
using BankView.Tests.Testing;
using static BankView.Tests.Testing.Statements;

namespace BankView.Tests.Alerts;

/// <summary>What is new, what is closed, and what is kept quiet and why, on both databases.</summary>
public class AlertRecordTests
{
    [Theory, Databases]
    public async Task Several_are_closed_at_once_but_no_question_and_nobody_elses(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var (member, other) = (await CardMember.Join(database, Purpose.View, Purpose.FraudAlerts), await TestMember.Join(database));
        await member.BringIn(Card(CardMember.Strange(member)));
        await RaisedAlert.AllQuiet(member, new DateOnly(2026, 8, 1));
        await RaisedAlert.AllQuiet(member, new DateOnly(2026, 9, 1));
        Guid[] all = [.. (await CardMember.AlertsOf(member)).Select(alert => alert.Id)];

        Assert.Equal(0, await other.Alerts.CloseAll(other.Id, all));
        Assert.Equal(2, await member.Alerts.CloseAll(member.Id, all));
        Assert.Equal(0, await member.Alerts.CloseAll(member.Id, all));

        Assert.Equal(AlertRule.UnusualPayment, Assert.Single(await List(member, isNew: true)).Rule);
        Assert.Equal([AlertRule.AllQuiet, AlertRule.AllQuiet], (await List(member, isNew: false)).Select(alert => alert.Rule));
    }

    [Theory, Databases]
    public async Task What_is_quiet_is_not_new_and_keeps_why(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await TestMember.Join(database);
        await member.AlertChoices.Save(member.Id, new AlertChoices { DailyCap = 1 });
        foreach (var month in new[] { 7, 8 })
        {
            await RaisedAlert.AllQuiet(member, new DateOnly(2026, month, 1));
            database.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        await member.AlertChoices.Mute(member.Id, AlertRule.AllQuiet, until: null);
        await RaisedAlert.AllQuiet(member, new DateOnly(2026, 9, 1));

        Assert.Null(Assert.Single(await List(member, isNew: true)).QuietBecause);
        Assert.Equal([QuietReason.Muted, QuietReason.DailyCap], (await List(member, isNew: false)).Select(alert => alert.QuietBecause));
    }

    private static Task<IReadOnlyList<Alert>> List(TestMember member, bool isNew) =>
        member.Alerts.List(member.Id, new AlertFilter { IsNew = isNew }, AlertCursor.Newest, 100);
}

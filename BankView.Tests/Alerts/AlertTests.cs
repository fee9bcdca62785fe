using BankView.Data.Alerts;
using BankView.Data.Alerts.Fraud;
using BankView.Data.Consents;
using BankView.Data.Database;
using BankView.Tests.Testing;
using static BankView.Tests.Alerts.CardMember;
using static BankView.Tests.Testing.Statements;

namespace BankView.Tests.Alerts;

/// <summary>Which payments are asked about, and how often.</summary>
public class AlertTests
{
    [Theory, Databases]
    public async Task A_payment_that_stands_out_is_asked_about_with_its_evidence(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await Join(database, Purpose.View, Purpose.FraudAlerts);

        await member.BringIn(Card(Strange(member), Payment(member, 1, -1600, "Corner Bakery", "usual")));

        var alert = Assert.Single(await AlertsOf(member));
        Assert.Equal(("Zephyr Electronics", -98_765L, "4242", true, true),
            (alert.Payment!.Merchant, alert.Payment.Amount.MinorUnits, alert.Payment.CardLastFour, alert.IsOpen, alert.Payment.IsStored));
        Assert.Contains(alert.Evidence, one => one.Signal is Signal.AmountOver30Days or Signal.AmountOver90Days or Signal.AboveRange && one.Ratio > 20);
        Assert.InRange(alert.Evidence.Count, 1, 3);
        Assert.Equal(alert.Payment.TransactionId, (await member.Activity()).Single(row => row.Amount.MinorUnits == -98_765).Id);
    }

    [Theory, Databases]
    public async Task Without_the_purpose_nothing_is_looked_at_and_taking_it_back_hides_what_was_found(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await Join(database, Purpose.View);
        await member.BringIn(Card(Strange(member)));
        var link = (await member.Links.List(member.Id))[0].Id;
        await member.Consents.ChangePurposes(member.Id, link, new HashSet<Purpose> { Purpose.View, Purpose.FraudAlerts });
        Assert.Empty(await AlertsOf(member));

        await member.BringIn(Card(Strange(member, "second")));
        Assert.Single(await AlertsOf(member));
        await member.Consents.ChangePurposes(member.Id, link, new HashSet<Purpose> { Purpose.View });
        Assert.Empty(await AlertsOf(member));
    }

    [Theory, Databases]
    public async Task History_raises_nothing_and_the_same_file_again_neither(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await Join(database, Purpose.View, Purpose.FraudAlerts);

        await member.BringIn(Card(Strange(member, "old", daysAgo: 60)));
        Assert.Empty(await AlertsOf(member));
        await member.BringIn(Card(Strange(member)));
        await member.BringIn(Card(Strange(member)));

        Assert.Single(await AlertsOf(member));
    }

    [Theory, Databases]
    public async Task Undoing_an_import_takes_its_alerts_along_and_erasing_leaves_none(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await Join(database, Purpose.View, Purpose.FraudAlerts);
        var import = await member.BringIn(Card(Strange(member)));

        await member.Imports.Undo(member.Id, import.ImportId);
        Assert.Empty(await AlertsOf(member));
        await member.BringIn(Card(Strange(member)));
        await member.Links.Erase(member.Id, (await member.Links.List(member.Id))[0].Id);

        Assert.DoesNotContain(await TableDump.Lines(database.Databases.Data), line => line.StartsWith("alerts", StringComparison.Ordinal));
    }

    [Theory, Databases]
    public async Task A_merchant_that_was_vouched_for_is_not_asked_about_again_until_the_answer_is_taken_back(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await Join(database, Purpose.View, Purpose.FraudAlerts);
        await member.BringIn(Card(Payment(member, 3, -21_000, "Zephyr Electronics", "1")));
        var first = Assert.Single(await AlertsOf(member));

        Assert.True(await member.Alerts.Answer(member.Id, first.Id, MemberAnswer.WasMe));
        await member.BringIn(Card(Payment(member, 2, -21_500, "Zephyr Electronics", "2")));
        Assert.Equal(first.Id, Assert.Single(await AlertsOf(member)).Id);

        Assert.True(await member.Alerts.TakeAnswerBack(member.Id, first.Id));
        await member.BringIn(Card(Payment(member, 1, -98_000, "Zephyr Electronics", "3")));
        Assert.Equal(2, (await member.Alerts.ListOpen(member.Id, 10)).Count);
    }

    [Theory, Databases]
    public async Task What_an_alert_keeps_of_a_payment_is_sealed(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await Join(database, Purpose.View, Purpose.FraudAlerts);
        await member.BringIn(Card(Strange(member)));
        Assert.Single(await AlertsOf(member));

        var alerts = (await TableDump.Lines(database.Databases.Data)).Where(line => line.StartsWith("alerts", StringComparison.Ordinal));
        Assert.DoesNotContain("98765", Assert.Single(alerts), StringComparison.Ordinal);
        Assert.Equal(-1, (await TableDump.Bytes(database.Databases.Data)).AsSpan().IndexOf("Zephyr"u8));
    }

    [Theory, Databases]
    public async Task Open_alerts_are_those_without_an_answer_and_pages_go_on_below_the_last(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await Join(database, Purpose.View, Purpose.FraudAlerts);
        await member.BringIn(Card(Strange(member, "1", daysAgo: 2)));
        database.Clock.Advance(TimeSpan.FromMinutes(5));
        await member.BringIn(Card(Payment(member, 1, -150_000, "Quarry Jewels", "2")));
        var all = await AlertsOf(member);
        Assert.Equal(["Quarry Jewels", "Zephyr Electronics"], all.Select(alert => alert.Payment!.Merchant));

        await member.Alerts.Answer(member.Id, all[0].Id, MemberAnswer.WasNotMe);

        Assert.Equal([all[1].Id], (await member.Alerts.ListOpen(member.Id, 10)).Select(alert => alert.Id));
        Assert.Equal([all[1].Id], (await member.Alerts.List(member.Id, new AlertFilter(), all[0].Cursor, 10)).Select(alert => alert.Id));
        Assert.Equal(MemberAnswer.WasNotMe, (await AlertsOf(member))[0].Answer);
    }
}

using BankView.Data.Alerts;
using BankView.Data.Alerts.Fraud;
using BankView.Data.Consents;
using BankView.Data.Database;
using BankView.Tests.Testing;
using static BankView.Tests.Alerts.CardMember;
using static BankView.Tests.Alerts.Reporters;
using static BankView.Tests.Testing.Statements;

namespace BankView.Tests.Alerts;

/// <summary>What members confirm and share warns other members at the same merchant, and tells nobody who or where.</summary>
public class MerchantReportTests
{
    [Theory, Databases]
    public async Task Three_members_reports_have_an_ordinary_payment_of_a_fourth_at_that_merchant_asked_about(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        await Report(database, members: 3);

        // Other banks write the name in other ways.
        var alert = Assert.Single(await AsksFourth(database, "ZEPHYR ELECTRONICS"));

        var reports = Assert.Single(alert.Evidence, one => one.Signal.Theme() is Signal.MerchantReports);
        Assert.Equal((3, alert.Evidence[0]), (reports.Count, reports));
        Assert.Empty(await AsksFourth(database, "Quarry Jewels"));
    }

    [Theory, Databases]
    public async Task Who_was_told_of_the_reports_and_said_it_was_them_is_not_told_at_every_payment_there(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        await Report(database, members: 3);
        var fourth = await Join(database, Purpose.View, Purpose.FraudAlerts);
        await fourth.BringIn(Card(Ordinary(fourth, Merchant)));
        await AnswerAll(fourth, MemberAnswer.WasMe);

        await fourth.BringIn(Card(Payment(fourth, 0, -2150, Merchant, "again")));
        Assert.Single(await AlertsOf(fourth));

        await fourth.Alerts.TakeAnswerBack(fourth.Id, (await AlertsOf(fourth))[0].Id);
        await fourth.BringIn(Card(Payment(fourth, 0, -2200, Merchant, "once more")));
        Assert.Equal(2, (await AlertsOf(fourth)).Count);
    }

    [Theory, Databases]
    public async Task Two_members_count_as_none_however_often_they_report(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var again = (await Report(database, members: 2))[0];
        await again.BringIn(Card(Payment(again, 0, -150_000, Merchant, "again")));
        await AnswerAll(again, MemberAnswer.WasNotMe);
        Assert.Equal(3, await Reports(database));

        Assert.Empty(await AsksFourth(database));
    }

    [Theory, Databases]
    public async Task Who_did_not_choose_to_share_warns_nobody_and_choosing_it_later_shares_no_earlier_answer(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var members = await Report(database, members: 3, shares: false);
        Assert.Empty(await AsksFourth(database));

        foreach (var member in members)
        {
            await member.ReportSharing.Set(member.Id, isOn: true);
        }

        Assert.Empty(await AsksFourth(database));
        Assert.Equal(0, await Reports(database));
    }

    [Theory, Databases]
    public async Task Reports_count_for_28_days_and_are_not_kept_much_longer(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var members = await Report(database, members: 3);
        database.Clock.Advance(TimeSpan.FromDays(27));
        Assert.Single(await AsksFourth(database));

        database.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Empty(await AsksFourth(database));
        await members[0].BringIn(Card(Payment(members[0], 0, -200_000, "Quarry Jewels", "later")));
        await AnswerAll(members[0], MemberAnswer.WasMe);
        Assert.Equal(2, await Reports(database));
    }

    [Theory, Databases]
    public async Task A_members_own_report_is_not_counted_as_anothers(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var own = (await Report(database, members: 3))[0];

        await own.BringIn(Card(Ordinary(own, Merchant)));

        Assert.Single(await AlertsOf(own));
    }
}

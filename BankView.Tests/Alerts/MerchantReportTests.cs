using BankView.Data.Alerts;
using BankView.Data.Alerts.Fraud;
using BankView.Data.Consents;
using BankView.Data.Database;
using BankView.Data.Sealing;
using BankView.Tests.Testing;
using static BankView.Tests.Alerts.CardMember;
using static BankView.Tests.Testing.Statements;

namespace BankView.Tests.Alerts;

/// <summary>What members confirm and share warns other members at the same merchant, and tells nobody who or where.</summary>
public class MerchantReportTests
{
    private const string Merchant = "Zephyr Electronics";

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

    [Theory, Databases]
    public async Task A_report_goes_with_its_answer_its_alert_and_the_choice_to_share(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var members = await Report(database, members: 4);
        Assert.Equal(4, await Reports(database));

        await members[0].Alerts.TakeAnswerBack(members[0].Id, (await AlertsOf(members[0]))[0].Id);
        Assert.Equal(3, await Reports(database));
        await AnswerAll(members[1], MemberAnswer.WasMe);
        Assert.Equal(2, await Reports(database));
        await members[2].ReportSharing.Set(members[2].Id, isOn: false);
        Assert.Equal(1, await Reports(database));
        await members[3].Links.Erase(members[3].Id, (await members[3].Links.List(members[3].Id))[0].Id);
        Assert.Equal(0, await Reports(database));
    }

    [Theory, Databases]
    public async Task A_blocked_members_report_does_not_count(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        await (await Report(database, members: 3))[0].Block();

        Assert.Empty(await AsksFourth(database));
    }

    [Theory, Databases]
    public async Task The_database_tells_no_merchant_and_no_members_own_tag_leads_to_a_report(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var members = await Report(database, members: 3);
        var own = (await AlertsOf(members[0]))[0].Payment!.MerchantTag;

        var rows = (await TableDump.Rows(database.Databases.Data)).Where(row => row.Table is "merchant_reports");
        var print = Assert.Single(rows.Select(row => Convert.ToHexString(row.Values.OfType<byte[]>().Single())).Distinct());
        Assert.NotEqual(Convert.ToHexString(own.ToBytes()), print);
        Assert.NotEqual(Convert.ToHexString(database.MasterKey.Installation.TagOf("merchant", Merchant.ToUpperInvariant()).ToBytes()), print);
        using var elsewhere = MasterKey.Load(Convert.ToBase64String([.. Enumerable.Repeat((byte)1, 32)]), path: "");
        Assert.NotEqual(Convert.ToHexString(elsewhere.Installation.TagOf("reported merchant", Merchant.ToUpperInvariant()).ToBytes()), print);
        var bytes = await TableDump.Bytes(database.Databases.Data);
        Assert.All(["Zephyr", "ZEPHYR", "zephyr"], name => Assert.Equal(-1, bytes.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(name))));
    }

    /// <summary>Members who confirm a fraud at the merchant.</summary>
    private static async Task<List<TestMember>> Report(TestDatabase database, int members, bool shares = true)
    {
        var reporters = new List<TestMember>();
        for (var i = 0; i < members; i++)
        {
            var member = await Join(database, Purpose.View, Purpose.FraudAlerts);
            await member.ReportSharing.Set(member.Id, shares);
            await member.BringIn(Card(Strange(member)));
            await AnswerAll(member, MemberAnswer.WasNotMe);
            reporters.Add(member);
        }

        return reporters;
    }

    /// <summary>What another member is asked about who pays there what they always pay.</summary>
    private static async Task<IReadOnlyList<Alert>> AsksFourth(TestDatabase database, string merchant = Merchant)
    {
        var member = await Join(database, Purpose.View, Purpose.FraudAlerts);
        await member.BringIn(Card(Ordinary(member, merchant)));
        return await AlertsOf(member);
    }

    private static Data.Statements.StatementRow Ordinary(TestMember member, string merchant) => Payment(member, 0, -2100, merchant, "ordinary");

    private static async Task AnswerAll(TestMember member, MemberAnswer answer)
    {
        foreach (var alert in await AlertsOf(member))
        {
            Assert.True(await member.Alerts.Answer(member.Id, alert.Id, answer));
        }
    }

    private static async Task<int> Reports(TestDatabase database) =>
        (await TableDump.Rows(database.Databases.Data)).Count(row => row.Table is "merchant_reports");
}

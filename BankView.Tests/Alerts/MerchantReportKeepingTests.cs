using BankView.Data.Alerts;
using BankView.Data.Database;
using BankView.Data.Sealing;
using BankView.Tests.Testing;
using static BankView.Tests.Alerts.CardMember;
using static BankView.Tests.Alerts.Reporters;

namespace BankView.Tests.Alerts;

/// <summary>How long a report is kept, and what it tells whoever has the database.</summary>
public class MerchantReportKeepingTests
{
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
}

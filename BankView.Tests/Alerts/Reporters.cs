using BankView.Data.Alerts;
using BankView.Data.Consents;
using BankView.Data.Statements;
using BankView.Tests.Testing;
using static BankView.Tests.Alerts.CardMember;
using static BankView.Tests.Testing.Statements;

namespace BankView.Tests.Alerts;

/// <summary>Members who confirm a fraud at one merchant, and others who pay there.</summary>
internal static class Reporters
{
    public const string Merchant = "Zephyr Electronics";

    /// <summary>Members who confirm a fraud at the merchant.</summary>
    public static async Task<List<TestMember>> Report(TestDatabase database, int members, bool shares = true)
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
    public static async Task<IReadOnlyList<Alert>> AsksFourth(TestDatabase database, string merchant = Merchant)
    {
        var member = await Join(database, Purpose.View, Purpose.FraudAlerts);
        await member.BringIn(Card(Ordinary(member, merchant)));
        return await AlertsOf(member);
    }

    public static StatementRow Ordinary(TestMember member, string merchant) => Payment(member, 0, -2100, merchant, "ordinary");

    public static async Task AnswerAll(TestMember member, MemberAnswer answer)
    {
        foreach (var alert in await AlertsOf(member))
        {
            Assert.True(await member.Alerts.Answer(member.Id, alert.Id, answer));
        }
    }

    public static async Task<int> Reports(TestDatabase database) =>
        (await TableDump.Rows(database.Databases.Data)).Count(row => row.Table is "merchant_reports");
}

using BankView.Data.Alerts;
using BankView.Data.Consents;
using BankView.Data.Database;
using BankView.Data.Statements;
using BankView.Tests.Testing;
using static BankView.Tests.Testing.Statements;

namespace BankView.Tests.Alerts;

/// <summary>A member whose card has habits: some 60 small payments at four merchants in the four months before today.</summary>
internal static class CardMember
{
    private static readonly string[] Merchants = ["Corner Bakery", "Green Grocers", "Old Town Coffee", "River Books"];

    /// <summary>Joins, with a consent for these purposes.</summary>
    public static async Task<TestMember> Join(TestDatabase database, params Purpose[] purposes)
    {
        var member = await TestMember.Join(database);
        await Bring(member, purposes);
        return member;
    }

    public static async Task Bring(TestMember member, params Purpose[] purposes)
    {
        await member.BringIn(Card([.. Enumerable.Range(2, 60).Select(i => Payment(member, i * 2, -1500 - (i % 7 * 300), Merchants[i % 4], $"habit {i}"))]));
        await member.Consents.ChangePurposes(member.Id, (await member.Links.List(member.Id))[0].Id, purposes.ToHashSet());
    }

    /// <summary>A card payment so many days ago.</summary>
    public static StatementRow Payment(TestMember member, int daysAgo, long cents, string merchant, string id) =>
        Row(Instant.ToText(DateOnly.FromDateTime(member.Database.Clock.GetUtcNow().UtcDateTime).AddDays(-daysAgo)), cents, merchant, id, isCard: true)
            with
        { CardLastFour = "4242" };

    /// <summary>A payment that stands out: many times what the card pays, at a merchant it never paid.</summary>
    public static StatementRow Strange(TestMember member, string id = "strange", int daysAgo = 1) =>
        Payment(member, daysAgo, -98_765, "Zephyr Electronics", id);

    public static Task<IReadOnlyList<Alert>> AlertsOf(TestMember member) => member.Alerts.List(member.Id, new AlertFilter(), AlertCursor.Newest, 100);
}

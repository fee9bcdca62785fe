using BankView.Data;
using BankView.Data.Alerts;
using BankView.Data.BankLinks;
using BankView.Tests.Testing;

namespace BankView.Tests.Alerts;

/// <summary>Raises alerts whose cause takes long to come about, by the way in which all are raised.</summary>
internal static class RaisedAlert
{
    private static readonly Currency Dollar = Currency.Parse("USD");

    public static Task LowBalance(TestMember member, Guid accountId, long cents, long threshold, bool isAvailable = true) => Raise(member, AlertRule.LowBalance, new AlertDetails
    {
        Amount = new Money(cents, Dollar),
        At = BankTime.AtInstant(member.Database.Clock.GetUtcNow().AddMinutes(-25)),
        Threshold = new Money(threshold, Dollar),
        IsAvailable = isAvailable,
    }, accountId: accountId);

    public static Task LinkNeedsYou(TestMember member, Guid linkId) =>
        Raise(member, AlertRule.LinkNeedsYou, new AlertDetails { LinkState = LinkHealth.NeedsYou }, linkId);

    public static Task ConsentEnds(TestMember member, Guid linkId, DateTimeOffset endsAt) => Raise(member, AlertRule.ConsentEnds, new AlertDetails(), linkId, endsAt: endsAt);

    public static Task AllQuiet(TestMember member, DateOnly month) => Raise(member, AlertRule.AllQuiet, new AlertDetails { Month = month });

    private static async Task Raise(
        TestMember member, AlertRule rule, AlertDetails details, Guid? linkId = null, Guid? accountId = null, DateTimeOffset? endsAt = null)
    {
        var key = await member.Database.Keys.Get(member.Id);
        await member.Database.Databases.Data.Write((connection, transaction) =>
            new AlertRaising(connection, transaction, member.Id, key, member.Database.Clock.GetUtcNow()).Raise(new NewAlert
            {
                Rule = rule,
                Subject = key.TagOf("test", Guid.NewGuid().ToString()),
                AccountId = accountId,
                LinkId = linkId,
                EndsAt = endsAt,
                Details = details,
            }));
        member.Database.Databases.Changes.Tell(member.Id);
    }
}

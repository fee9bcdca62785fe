using BankView.Data.Accounts;
using BankView.Data.Alerts;
using BankView.Data.Alerts.Fraud;
using BankView.Data.BankLinks;
using BankView.Data.BankLinks.Sync;
using BankView.Tests.Alerts;
using BankView.Tests.Testing;

namespace BankView.Tests.SandboxBank;

/// <summary>From what happens at Sandbox Bank's control page to what its customers are asked here, over HTTP.</summary>
public class ControlToAlertTests
{
    private const string Merchant = "NIGHT OWL GADGETS";

    [Fact]
    public async Task A_payment_that_the_bank_suspects_is_asked_about_and_one_like_it_is_not()
    {
        await using var app = await BankViewApp.Start();
        using var avery = await LinkedCard.Of(app, "avery", "harbour-lantern");

        await avery.Do(("kind", "payment"), ("merchant", "Copper Kettle Coffee"), ("amount", "12.40"));
        Assert.Contains("suspects fraud", await avery.Do(("kind", "suspicious"), ("noticed", "yes"), ("merchant", "Copper Kettle Tea"), ("amount", "12.40")), StringComparison.Ordinal);
        var alerts = await avery.Read();

        Assert.Equal(Signal.BankNotice, Assert.Single(alerts, alert => alert.Payment!.Merchant is "Copper Kettle Tea").Evidence[0].Signal);
        Assert.DoesNotContain(alerts, alert => alert.Payment?.Merchant is "Copper Kettle Coffee");
    }

    [Fact]
    public async Task Where_three_customers_confirmed_fraud_and_shared_it_another_is_asked_about_an_everyday_payment()
    {
        await using var app = await BankViewApp.Start();
        using var avery = await LinkedCard.Of(app, "avery", "harbour-lantern");
        using var jordan = await LinkedCard.Of(app, "jordan", "orchard-kettle");
        using var noor = await LinkedCard.Of(app, "noor", "meadow-compass");
        using var fourth = await LinkedCard.Of(app, "avery", "harbour-lantern", card: 1);
        await fourth.Do(("kind", "payment"), ("merchant", Merchant), ("amount", "12.40"));
        Assert.DoesNotContain(await fourth.Read(), IsThere);

        foreach (var customer in new[] { avery, jordan, noor })
        {
            await customer.Member.ReportSharing.Set(customer.Member.Id, isOn: true);
            await customer.Do(("kind", "suspicious"), ("merchant", Merchant), ("amount", "1249.00"));
            var alert = Assert.Single(await customer.Read(), IsThere);
            await customer.Member.Alerts.Answer(customer.Member.Id, alert.Id, MemberAnswer.WasNotMe);
        }

        await fourth.Do(("kind", "payment"), ("merchant", Merchant), ("amount", "13.10"));
        var asked = Assert.Single(await fourth.Read(), IsThere);
        Assert.Equal((Signal.MerchantReports, 3), (asked.Evidence[0].Signal.Theme(), asked.Evidence[0].Count));
    }

    private static bool IsThere(Alert alert) => string.Equals(alert.Payment!.Merchant, Merchant, StringComparison.OrdinalIgnoreCase);

    /// <summary>A member with one card of a customer of Sandbox Bank, read once.</summary>
    private sealed record LinkedCard(BankViewApp App, BankDance Dance, TestMember Member, Guid LinkId, string CardId) : IDisposable
    {
        public static async Task<LinkedCard> Of(BankViewApp app, string customer, string password, int card = 0)
        {
            var (dance, member) = (await BankDance.With(app), await TestMember.Join(TestDatabase.Of(app)));
            var (attempts, terms) = (app.Get<LinkAttemptStore>(), LinkingScene.Terms with { Bank = "Sandbox Bank" });
            var id = (await app.Get<Linking>().Begin(member.Id, dance.Settings.InstitutionId, AttemptKind.NewLink, terms, new Uri(dance.ReturnTo))).AttemptId!.Value;
            await dance.SignIn(customer, password);
            var asked = BankDance.Query((await attempts.Find(member.Id, id))!.BankAddress!)["request_uri"];
            await app.Get<BankAnswers>().TakeReply(member.Id, BankDance.Query((await dance.Decide(asked)).Headers.Location!));
            var cards = (await attempts.Find(member.Id, id))!.Accounts!.Where(found => found.Account.Kind is AccountKind.CreditCard).ToList();
            var links = (await attempts.Finish(member.Id, id, [cards[card].Account.Id]))!.Links;
            var linked = new LinkedCard(app, dance, member, Assert.Single(links), cards[card].Account.Id);
            await linked.Read();
            return linked;
        }

        public Task<string> Do(params (string Name, string Value)[] fields) => ControlTests.Do(Dance, "payment", [("card", CardId), .. fields]);

        public async Task<IReadOnlyList<Alert>> Read()
        {
            var outcome = await App.Get<LinkSync>().Run(Member.Id, LinkId, SyncTrigger.Schedule);
            Assert.Equal(SyncEnd.Done, outcome.End);
            return await CardMember.AlertsOf(Member);
        }

        public void Dispose() => Dance.Dispose();
    }
}

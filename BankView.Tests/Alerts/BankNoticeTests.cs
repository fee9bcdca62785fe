using BankView.Data;
using BankView.Data.Alerts;
using BankView.Data.Alerts.Fraud;
using BankView.Data.BankLinks.Connectors;
using BankView.Data.Consents;
using BankView.Data.Database;
using BankView.Data.Transactions;
using BankView.Tests.Alerts.Fraud;
using BankView.Tests.BankLinks.Sync;
using BankView.Tests.Testing;

namespace BankView.Tests.Alerts;

/// <summary>Where the bank itself suspects fraud, the member is asked whatever else is known.</summary>
public class BankNoticeTests
{
    [Fact]
    public void A_notice_alone_is_asked_about_first_of_all_however_ordinary_the_payment_and_whatever_was_answered()
    {
        var payment = CardDays.Payment(2200) with { HasBankNotice = true };
        var vouched = Adaptation.From(Enumerable.Repeat(
            new AlertAnswer { WasMe = true, Merchant = payment.Merchant, Carriers = [Signal.BankNotice, Signal.MerchantReportAge] }, 50));
        var findings = CardDays.History().Look(payment, MerchantReports.OfMembers(9, TimeSpan.FromDays(1)), cardReports: 3);
        var withoutWeight = new FraudModel(-6, -4, [.. Enum.GetValues<Signal>().Select(_ => SignalTable.Empty)]);

        foreach (var score in new[] { FraudModel.Shipped.Score(findings), FraudModel.Shipped.Score(findings, vouched), withoutWeight.Score(findings) })
        {
            Assert.True(score.IsAlert);
            Assert.Equal(Signal.BankNotice, score.Carriers[0].Signal);
        }
    }

    [Theory, Databases]
    public async Task A_payment_that_the_bank_suspects_is_asked_about_once_pending_posted_and_read_again(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await Join(database);
        member.Bank.Rows = [Payment(member, "1"), Payment(member, "2") with { HasFraudNotice = true, Status = TransactionStatus.Pending }];
        await member.Read();
        member.Bank.Rows = [Payment(member, "1"), Payment(member, "3") with { HasFraudNotice = true, PendingId = "2" }];
        await member.Read();
        await member.Read();

        var alert = Assert.Single(await AlertsOf(member));
        Assert.Equal(Signal.BankNotice, alert.Evidence[0].Signal);
        Assert.True(alert.Payment!.IsStored);
    }

    [Theory, Databases]
    public async Task A_notice_that_comes_after_the_payment_is_heard(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await Join(database);
        member.Bank.Rows = [Payment(member, "1"), Payment(member, "2")];
        await member.Read();
        Assert.Empty(await AlertsOf(member));

        member.Bank.Rows = [Payment(member, "1"), Payment(member, "2") with { HasFraudNotice = true }];
        await member.Read();
        await member.Read();

        var alert = Assert.Single(await AlertsOf(member));
        Assert.Contains(alert.Payment!.TransactionId, (await member.Member.Activity()).Select(row => row.Id));
        Assert.Equal(Signal.BankNotice, alert.Evidence[0].Signal);
    }

    [Theory, Databases]
    public async Task The_question_takes_the_place_of_what_only_told_of_the_payment(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await Join(database);
        await member.Member.AlertRules.Set(member.Id, member.AccountId, AlertRule.LargePayment, isOn: true, new Money(1000, Testing.Statements.Dollar));
        member.Bank.Rows = [Payment(member, "1"), Payment(member, "2")];
        await member.Read();
        Assert.Equal([AlertRule.LargePayment, AlertRule.LargePayment], (await AlertsOf(member)).Select(alert => alert.Rule));

        member.Bank.Rows[1] = Payment(member, "2") with { HasFraudNotice = true };
        await member.Read();
        await member.Read();

        Assert.Equal([AlertRule.LargePayment, AlertRule.UnusualPayment], (await AlertsOf(member)).Select(alert => alert.Rule).OrderDescending());
    }

    [Theory, Databases]
    public async Task Who_muted_questions_is_told_of_the_payment_once_however_often_it_is_read(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await Join(database);
        await member.Member.AlertRules.Set(member.Id, member.AccountId, AlertRule.LargePayment, isOn: true, new Money(1000, Testing.Statements.Dollar));
        await member.Member.AlertChoices.Mute(member.Id, AlertRule.UnusualPayment, until: null);
        member.Bank.Rows = [Payment(member, "1")];
        await member.Read();
        var told = Assert.Single(await AlertsOf(member));

        member.Bank.Rows[0] = Payment(member, "1") with { HasFraudNotice = true };
        await member.Read();
        await member.Read();

        Assert.Equal(told.Id, Assert.Single(await AlertsOf(member)).Id);
    }

    [Theory, Databases]
    public async Task It_is_heard_where_no_card_paid_but_not_for_money_that_came_in_nor_without_the_purpose(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await Join(database);
        member.Bank.Rows =
        [
            member.Row("1", 1, -90_000, "Transfer to nobody") with { HasFraudNotice = true },
            member.Row("2", 1, 90_000, "Transfer back") with { HasFraudNotice = true },
        ];
        await member.Read();
        Assert.Equal("Transfer to nobody", Assert.Single(await AlertsOf(member)).Payment!.Merchant);

        await member.Member.Consents.ChangePurposes(member.Id, member.LinkId, new HashSet<Purpose> { Purpose.View });
        member.Bank.Rows.Add(Payment(member, "3") with { HasFraudNotice = true });
        await member.Read();
        await member.Member.Consents.ChangePurposes(member.Id, member.LinkId, new HashSet<Purpose> { Purpose.View, Purpose.FraudAlerts });
        Assert.Single(await AlertsOf(member));
    }

    private static async Task<SyncedMember> Join(TestDatabase database)
    {
        var member = await SyncedMember.Join(database);
        await member.Member.Consents.ChangePurposes(member.Id, member.LinkId, new HashSet<Purpose> { Purpose.View, Purpose.FraudAlerts });
        return member;
    }

    private static BankTransaction Payment(SyncedMember member, string id) => member.Row(id, 1, -2000, $"Corner Bakery {(id is "1" ? "" : "Two")}") with { IsCard = true };

    private static Task<IReadOnlyList<Alert>> AlertsOf(SyncedMember member) => CardMember.AlertsOf(member.Member);
}

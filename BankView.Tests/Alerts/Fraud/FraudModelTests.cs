using BankView.Data.Alerts.Fraud;
using BankView.Data.Sealing;
using static BankView.Tests.Alerts.Fraud.CardDays;

namespace BankView.Tests.Alerts.Fraud;

/// <summary>Scores, their reasons, when a member is asked, and what answers change.</summary>
public class FraudModelTests
{
    private static readonly CardPayment Strange = Payment(96_000, merchant: 77);

    private static FraudScore Score(CardPayment payment, CardHistory? history = null, Adaptation? adaptation = null, MerchantReports reports = default) =>
        FraudModel.Shipped.Score((history ?? History()).Look(payment, reports), adaptation);

    [Fact]
    public void A_large_payment_at_a_new_merchant_is_asked_about_with_two_or_three_reasons_of_different_kinds()
    {
        var score = Score(Strange);

        Assert.True(score.IsAlert);
        Assert.InRange(score.Carriers.Count, 2, 3);
        Assert.Equal(score.Carriers.Count, score.Carriers.Select(finding => finding.Signal.Theme()).Distinct().Count());
        Assert.InRange(score.Probability, 0, 1);
    }

    [Fact]
    public void An_ordinary_payment_at_a_new_merchant_is_not_asked_about_at_any_hour() =>
        Assert.All(Enumerable.Range(0, 24), hour => Assert.False(Score(Payment(2200, merchant: 77, at: Today.AddHours(hour))).IsAlert));

    [Fact]
    public void A_card_with_little_history_is_asked_about_only_where_somebody_knows_more()
    {
        var young = History(days: 19);

        Assert.False(Score(Strange, young).IsAlert);
        Assert.True(Score(Strange with { HasBankNotice = true }, new CardHistory(TimeZoneInfo.Utc)).IsAlert);
        Assert.True(Score(Strange, young, reports: MerchantReports.OfMembers(3, TimeSpan.FromDays(9))).IsAlert);
    }

    [Fact]
    public void Reports_by_other_members_raise_the_score_of_an_ordinary_payment()
    {
        var without = Score(Payment(2200));
        var with = Score(Payment(2200), reports: MerchantReports.OfMembers(4, TimeSpan.FromDays(9)));

        Assert.True(with.LogOdds > without.LogOdds + 3 && with.IsAlert && !without.IsAlert);
        Assert.Equal(4, Assert.Single(with.Carriers, finding => finding.Signal.Theme() == Signal.MerchantReports).Count);
    }

    [Fact]
    public void It_was_me_quietens_these_reasons_and_this_merchant_and_taking_it_back_undoes_that()
    {
        var before = Score(Strange);
        var answer = new AlertAnswer { WasMe = true, Merchant = Strange.Merchant, Carriers = [.. before.Carriers.Select(one => one.Signal)] };

        Assert.True(Score(Strange, adaptation: Adaptation.From([answer])).LogOdds < before.LogOdds - 2);
        Assert.True(Score(Strange with { Merchant = new Tag(78) }, adaptation: Adaptation.From([answer])).LogOdds < before.LogOdds);
        Assert.Equal(before.LogOdds, Score(Strange, adaptation: Adaptation.From([])).LogOdds);
    }

    [Fact]
    public void However_often_it_was_me_a_quarter_of_a_reason_stays_and_it_wasnt_me_outweighs_two()
    {
        var mine = new AlertAnswer { WasMe = true, Merchant = new Tag(1), Carriers = [Signal.AboveRange] };
        var fraud = mine with { WasMe = false };

        Assert.Equal(0.25, Adaptation.From(Enumerable.Repeat(mine, 1000)).FactorOf(Signal.AboveRange));
        Assert.Equal(1, Adaptation.From([mine, fraud, mine]).FactorOf(Signal.AboveRange));
        Assert.Equal(1.2, Adaptation.From(Enumerable.Repeat(fraud, 1000)).FactorOf(Signal.AboveRange));
        Assert.Equal(1, Adaptation.From([mine]).FactorOf(Signal.BurstInHour));
    }

    [Fact]
    public void Answers_do_not_quieten_what_somebody_knows() => Assert.All([Signal.BankNotice, Signal.MerchantReports, Signal.CardReports], signal =>
        Assert.True(Adaptation.From(Enumerable.Repeat(new AlertAnswer { WasMe = true, Merchant = default, Carriers = [signal] }, 9)).FactorOf(signal) >= 1));

    [Fact]
    public void The_shipped_weights_are_read_back_as_they_are_written()
    {
        var again = FraudModelFile.Read(FraudModelFile.Write(FraudModel.Shipped).Skip(1));

        Assert.Equal(FraudModelFile.Write(FraudModel.Shipped), FraudModelFile.Write(again));
        Assert.Equal(FraudModel.Shipped.LogOdds(History().Look(Strange)), again.LogOdds(History().Look(Strange)));
    }
}

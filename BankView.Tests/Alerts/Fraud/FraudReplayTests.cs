extern alias bench;

using BankView.Data.Alerts.Fraud;
using BankView.Tests.Testing;
using bench::BankView.Bench.Fraud;
using static BankView.Tests.Alerts.Fraud.CardDays;

namespace BankView.Tests.Alerts.Fraud;

/// <summary>The bench: what it knows when, that it learns, and that the weights which are shipped do what is said of them.</summary>
public class FraudReplayTests
{
    [Fact]
    public void Whether_a_payment_was_fraud_is_known_seven_days_later_and_not_before()
    {
        var replay = new FraudReplay();
        replay.Play(new LabelledPayment(1, Card: 1, Payment(2000), IsFraud: true));

        Assert.Equal(0, Later(7, -1)[Signal.MerchantReports].Count);
        Assert.Equal(1, Later(7, 0)[Signal.MerchantReports].Count);
        Assert.Equal(1, Later(7, 1)[Signal.CardReports].Count);

        Findings Later(int days, int seconds) =>
            replay.Play(new LabelledPayment(2, Card: 1, Payment(2000, at: Today.AddDays(days).AddSeconds(seconds)), IsFraud: false));
    }

    [Fact]
    public void A_payment_known_to_be_fine_ends_a_run_of_reports_and_so_do_28_days()
    {
        var labels = new KnownLabels();
        labels.Tell(Today, isFraud: true);
        labels.Tell(Today.AddDays(1), isFraud: true);
        Assert.Equal((2, TimeSpan.FromDays(9)), (labels.At(Today.AddDays(9)).Count, labels.At(Today.AddDays(9)).SinceFirst));

        labels.Tell(Today.AddDays(2), isFraud: false);
        Assert.Equal((0, TimeSpan.FromDays(8)), (labels.At(Today.AddDays(10)).Count, labels.At(Today.AddDays(10)).SinceFine));
        Assert.Equal(2, labels.CountAt(Today.AddDays(10)));
        Assert.Equal(0, labels.CountAt(Today.AddDays(30)));
    }

    [Fact]
    public void What_tells_frauds_apart_is_learned_and_what_does_not_is_not()
    {
        var examples = new FraudExamples();
        for (var i = 0; i < 2000; i++)
        {
            var isFraud = i % 20 == 0;
            examples.Add(History(days: 30).Look(Payment(isFraud ? 12_000 : 2400, merchant: i % 7)), isFraud);
        }

        examples.EndSource();
        var model = BoostedStumps.Train(examples);

        Assert.True(LogOdds(12_000, 1) > 2 && LogOdds(2400, 1) < -4);
        Assert.Equal(LogOdds(2400, 5), LogOdds(2400, 2), 0.5);
        Assert.True(LogOdds(120_000, 1) >= LogOdds(12_000, 1));

        double LogOdds(long cents, int merchant) => model.LogOdds(History(days: 30).Look(Payment(cents, merchant)));
    }

    [Fact]
    public void On_the_timeline_of_one_holder_the_shipped_weights_ask_less_than_once_a_month_and_in_every_year_of_fraud()
    {
        var payments = CardTimeline.ReadAll(SharedData.Path("timelines/card-user-2002-2020.csv"));
        var alerts = FraudTimeline.Play(payments, FraudModel.Shipped).Where(one => one.Score.IsAlert).Select(one => one.Labelled).ToList();

        Assert.InRange(alerts.Count / 17.5, 6, 12);
        Assert.Equal([2008, 2015, 2016], alerts.Where(alert => alert.IsFraud).Select(alert => alert.Day.Year).Distinct());
        Assert.InRange(alerts.Count(alert => alert.IsFraud), 11, 27);
    }
}

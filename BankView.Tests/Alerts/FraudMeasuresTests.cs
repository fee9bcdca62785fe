extern alias bench;

using bench::BankView.Bench.Fraud;

namespace BankView.Tests.Alerts;

/// <summary>The measures of the bench, on cases that are counted by hand.</summary>
public class FraudMeasuresTests
{
    private static readonly DateOnly Monday = new(2026, 11, 2);

    [Fact]
    public void The_area_is_the_share_of_pairs_in_the_right_order_and_equal_scores_count_half()
    {
        // Pairs: 3 over 2 and 3 over 1 are right, 2 over 1 is right, 2 beside 2 is half.
        ScoredPayment[] payments = [Payment(1, 3, true), Payment(2, 2, false), Payment(3, 2, true), Payment(4, 1, false)];

        Assert.Equal(3.5 / 4, FraudMeasures.AreaUnderCurve(payments), 12);
    }

    [Fact]
    public void Average_precision_weighs_the_precision_at_each_fraud()
    {
        ScoredPayment[] payments = [Payment(1, 4, true), Payment(2, 3, false), Payment(3, 2, true), Payment(4, 1, false)];

        Assert.Equal((1.0 + (2.0 / 3)) / 2, FraudMeasures.AveragePrecision(payments), 12);
    }

    [Fact]
    public void A_card_that_was_found_is_not_looked_at_again_on_later_days()
    {
        // The first day finds card 1; on the second it would come first again, and card 3 takes its place.
        ScoredPayment[] payments =
        [
            Payment(1, 9, true), Payment(2, 1, false),
            Payment(1, 9, true, days: 1), Payment(2, 1, false, days: 1), Payment(3, 5, true, days: 1),
        ];

        Assert.Equal(1.0, FraudMeasures.CardPrecision(payments, top: 1), 12);
        Assert.Equal(0.5, FraudMeasures.CardPrecision(payments, top: 2), 12);
    }

    [Fact]
    public void A_card_counts_until_its_fraud_is_known()
    {
        ScoredPayment[] payments = [Payment(1, 1, false, days: 7), Payment(1, 1, false, days: 8), Payment(2, 1, false, days: 8)];

        Assert.Equal([(1L, Monday.AddDays(7)), (2L, Monday.AddDays(8))],
            FraudMeasures.WithoutKnownCards(payments, [(1, Monday)], delayDays: 7).Select(payment => (payment.Card, payment.Day)));
    }

    private static ScoredPayment Payment(long card, double score, bool isFraud, int days = 0) => new(Id: card, card, Monday.AddDays(days), score, isFraud);
}

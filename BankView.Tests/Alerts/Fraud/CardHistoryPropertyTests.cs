using BankView.Data;
using BankView.Data.Alerts.Fraud;
using BankView.Data.Sealing;
using CsCheck;
using static BankView.Tests.Alerts.Fraud.CardDays;

namespace BankView.Tests.Alerts.Fraud;

/// <summary>Whatever is fed, in whatever order: the same scores every time, always a number, never an exception.</summary>
public class CardHistoryPropertyTests
{
    private static readonly Gen<long> Amount = Gen.OneOf(Gen.Long[1, 50_000], Gen.Long[-20_000, 20_000], Gen.Long, Gen.Const(0L), Gen.Const(long.MaxValue));

    private static readonly Gen<DateTimeOffset> Moment = Gen.Frequency(
        (9, Gen.Int[0, 100 * 24].Select(hours => Today.AddHours(-hours))),
        (1, One(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, Today.AddYears(50))));

    private static readonly Gen<CardPayment> AnyPayment =
        Gen.Select(Amount, Moment, Gen.Bool, One("USD", "EUR", "JPY"), Gen.Int[0, 6], One<string?>(null, "US", "fr", " "))
            .Select((amount, at, hasTime, currency, merchant, country) => new CardPayment
            {
                OccurredAt = hasTime ? BankTime.AtInstant(at) : BankTime.OnDay(DateOnly.FromDateTime(at.UtcDateTime)),
                SpentMinor = amount,
                Currency = Currency.Parse(currency),
                Merchant = new Tag((UInt128)merchant),
                Country = country,
            });

    [Fact]
    public void Looking_and_feeding_in_any_order_gives_numbers_and_the_same_again() => AnyPayment.Array[0, 60].Sample(payments =>
    {
        var scores = Play(payments);
        return scores.All(score => double.IsFinite(score.LogOdds) && score.Carriers.Count <= 3)
            && scores.Select(score => score.LogOdds).SequenceEqual(Play(payments).Select(score => score.LogOdds));
    });

    [Fact]
    public void The_order_of_feeding_changes_nothing() => Gen.Select(AnyPayment.Array[0, 60], AnyPayment, Gen.Int).Sample((payments, looked, seed) =>
    {
        var shuffled = payments.ToArray();
        new Random(seed).Shuffle(shuffled);
        return Values(Fed(payments), looked).SequenceEqual(Values(Fed(shuffled), looked));
    });

    [Fact]
    public void What_was_looked_at_before_changes_nothing() => Gen.Select(AnyPayment.Array[0, 40], AnyPayment, AnyPayment.Array[0, 5]).Sample((payments, looked, others) =>
    {
        var history = new CardHistory(TimeZoneInfo.Utc);
        foreach (var (payment, i) in payments.Select((payment, i) => (payment, i)))
        {
            history.Add(payment);
            if (others.Length > 0)
            {
                history.Look(others[i % others.Length]);
            }
        }

        return Values(history, looked).SequenceEqual(Values(Fed(payments), looked));
    });

    [Fact]
    public void A_card_with_more_payments_than_are_kept_is_still_answered_by_its_last_ones()
    {
        var history = new CardHistory(TimeZoneInfo.Utc);
        for (var i = CardHistory.MostPayments * 3; i > 0; i--)
        {
            history.Add(Payment(i > CardHistory.MostPayments ? 100_000 : 2000, at: Today.AddMinutes(-i)));
        }

        var finding = history.Look(Payment(8000));
        Assert.InRange(finding.KnownPayments, CardHistory.MostPayments, CardHistory.MostPayments * 2);
        Assert.Equal(finding.KnownPayments, finding[Signal.AmountOver90Days].Of);
    }

    private static Gen<T> One<T>(params T[] of) => Gen.Int[0, of.Length - 1].Select(i => of[i]);

    private static List<FraudScore> Play(CardPayment[] payments)
    {
        var history = new CardHistory(TimeZoneInfo.FindSystemTimeZoneById("Pacific/Kiritimati"));
        return [.. payments.Select(payment =>
        {
            var score = FraudModel.Shipped.Score(history.Look(payment));
            history.Add(payment);
            return score;
        })];
    }

    private static CardHistory Fed(IEnumerable<CardPayment> payments)
    {
        var history = new CardHistory(TimeZoneInfo.Utc);
        foreach (var payment in payments)
        {
            history.Add(payment);
        }

        return history;
    }

    private static IEnumerable<Finding> Values(CardHistory history, CardPayment looked)
    {
        var findings = history.Look(looked);
        return Enum.GetValues<Signal>().Select(signal => findings[signal]);
    }
}

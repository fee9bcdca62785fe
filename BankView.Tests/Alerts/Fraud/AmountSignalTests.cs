using BankView.Data;
using BankView.Data.Alerts.Fraud;
using static BankView.Tests.Alerts.Fraud.CardDays;

namespace BankView.Tests.Alerts.Fraud;

/// <summary>Amounts and sums against what the card pays.</summary>
public class AmountSignalTests
{
    [Fact]
    public void An_amount_is_told_as_so_many_times_the_median_of_30_days()
    {
        var finding = History().Look(Payment(9600))[Signal.AmountOver30Days];

        Assert.Equal((4.0, 2400L, TimeSpan.FromDays(30)), (finding.Ratio, finding.UsualMinor, finding.Within));
        Assert.Equal(2.0, finding.Value, 12);
        // Of the 30 days before noon today the first is over.
        Assert.Equal(29, finding.Of);
    }

    [Fact]
    public void Over_90_days_it_counts_in_deviations_of_which_one_outlier_is_none()
    {
        var history = History();
        history.Add(Payment(1_000_000, at: Today.AddDays(-5)));
        var finding = history.Look(Payment(9600))[Signal.AmountOver90Days];

        Assert.Equal((4.0, 2400L, 90), (finding.Ratio, finding.UsualMinor, finding.Of));
        // 72.00 above the median; half of all payments lie within 2.00 of it, and a deviation is 1.4826 of that.
        Assert.Equal(7200 / (1.4826 * 200), finding.Value, 9);
    }

    [Fact]
    public void What_19_of_20_payments_stay_under_is_the_upper_end() =>
        Assert.Equal((10.0, 2800L), (History().Look(Payment(28_000))[Signal.AboveRange].Ratio, History().Look(Payment(28_000))[Signal.AboveRange].UsualMinor));

    [Fact]
    public void Amounts_of_another_currency_are_not_compared()
    {
        var yen = Payment(9600) with { Currency = Currency.Parse("JPY") };

        Assert.All([Signal.AmountOver30Days, Signal.AmountOver90Days, Signal.AboveRange, Signal.DaySpending, Signal.UnusualRun],
            signal => Assert.False(History().Look(yen)[signal].IsKnown));
        Assert.Equal(Math.Log2(9600), History().Look(yen)[Signal.LargeAmount].Value, 12);
        Assert.Equal(Math.Log2(96), History().Look(Payment(9600))[Signal.LargeAmount].Value, 12);
    }

    [Fact]
    public void With_four_payments_nothing_is_usual() =>
        Assert.False(History(days: 4).Look(Payment(9600))[Signal.AmountOver30Days].IsKnown);

    [Fact]
    public void A_day_and_a_week_are_compared_with_what_the_card_spends()
    {
        var findings = History().Look(Payment(19_200));

        // 8 days' worth at once; the payment of yesterday's noon is a day old and no longer counts.
        Assert.Equal(8.0, findings[Signal.DaySpending].Ratio, 1);
        Assert.Equal((8 + 6) / 7.0, findings[Signal.WeekSpending].Ratio, 1);
        Assert.Equal((1, 7), (findings[Signal.DaySpending].Count, findings[Signal.WeekSpending].Count));
    }

    [Fact]
    public void Sums_of_the_largest_amounts_there_are_do_not_overflow()
    {
        var history = History();
        for (var i = 0; i < 50; i++)
        {
            history.Add(Payment(long.MaxValue, at: Today.AddHours(-i)));
        }

        Assert.InRange(history.Look(Payment(long.MaxValue))[Signal.WeekSpending].Ratio, 1, 100);
    }

    [Fact]
    public void Money_that_comes_back_is_neither_looked_at_nor_remembered()
    {
        var history = History();
        history.Add(Payment(-500_000, at: Today.AddHours(-1)));

        Assert.Equal(4.0, history.Look(Payment(9600))[Signal.AmountOver90Days].Ratio);
        Assert.False(history.Look(Payment(-500_000))[Signal.AmountOver90Days].IsKnown);
    }
}

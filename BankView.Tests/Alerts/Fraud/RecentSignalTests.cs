using BankView.Data;
using BankView.Data.Alerts.Fraud;
using static BankView.Tests.Alerts.Fraud.CardDays;

namespace BankView.Tests.Alerts.Fraud;

/// <summary>What happened on the card shortly before.</summary>
public class RecentSignalTests
{
    [Fact]
    public void The_third_payment_within_ten_minutes_is_a_burst()
    {
        var history = History();
        history.Add(Payment(2000, at: Today.AddMinutes(-10)));
        history.Add(Payment(2100, at: Today.AddMinutes(-4)));
        var hour = history.Look(Payment(2200))[Signal.BurstInHour];

        Assert.Equal((3, TimeSpan.FromMinutes(10)), (hour.Count, hour.Within));
        // Two more within an hour, where a 24th of one a day is expected: about one in 1,150.
        Assert.InRange(hour.Value, 3.0, 3.1);
        Assert.Equal(0, History().Look(Payment(2200))[Signal.BurstInHour].Value);
    }

    [Fact]
    public void Many_payments_within_a_day_are_told_as_times_the_habit()
    {
        var history = History();
        for (var hour = 1; hour <= 4; hour++)
        {
            history.Add(Payment(2000, at: Today.AddHours(-hour * 5)));
        }

        var day = history.Look(Payment(2200))[Signal.BurstInDay];
        Assert.Equal((5, TimeSpan.FromHours(20)), (day.Count, day.Within));
        Assert.Equal(5.0, day.Ratio, 0);
    }

    [Fact]
    public void Days_without_a_time_are_no_burst_within_the_hour()
    {
        var history = History();
        var day = BankTime.OnDay(new DateOnly(2026, 11, 2));
        history.Add(Payment(2000) with { OccurredAt = day });
        history.Add(Payment(2000) with { OccurredAt = day });
        var findings = history.Look(Payment(2200) with { OccurredAt = day });

        Assert.False(findings[Signal.BurstInHour].IsKnown);
        Assert.False(findings[Signal.UnusualHour].IsKnown);
        Assert.Equal(3, findings[Signal.BurstInDay].Count);
    }

    [Fact]
    public void Small_tests_before_a_large_payment_are_counted_with_the_largest_of_them()
    {
        var history = History();
        history.Add(Payment(0, at: Today.AddHours(-3)));
        history.Add(Payment(150, at: Today.AddHours(-2)));
        history.Add(Payment(100, at: Today.AddHours(-1)));
        var tests = history.Look(Payment(20_000))[Signal.SmallThenLarge];

        Assert.Equal((3, 150L, TimeSpan.FromHours(3)), (tests.Count, tests.UsualMinor, tests.Within));
        Assert.Equal(0, history.Look(Payment(2000))[Signal.SmallThenLarge].Count);
    }

    [Fact]
    public void The_same_amount_at_the_same_merchant_again_is_told_with_the_time_between()
    {
        var history = History();
        history.Add(Payment(5555, merchant: 9, at: Today.AddMinutes(-30)));

        var again = history.Look(Payment(5555, merchant: 9))[Signal.SameAgain];
        Assert.Equal((0.5, 1, TimeSpan.FromMinutes(30)), (again.Value, again.Count, again.Within));
        Assert.False(history.Look(Payment(5556, merchant: 9))[Signal.SameAgain].IsKnown);
        Assert.False(history.Look(Payment(5555, merchant: 8))[Signal.SameAgain].IsKnown);
        Assert.False(history.Look(Payment(5555, merchant: 9, at: Today.AddDays(1)))[Signal.SameAgain].IsKnown);
    }

    [Fact]
    public void Unusual_amounts_in_a_row_count_for_a_payment_that_is_unusual_too()
    {
        var history = History();
        history.Add(Payment(9000, at: Today.AddDays(-13)));
        history.Add(Payment(9000, at: Today.AddDays(-2)));
        history.Add(Payment(9000, at: Today.AddDays(-15)));

        Assert.Equal(2, history.Look(Payment(8000))[Signal.UnusualRun].Count);
        Assert.Equal((-1, 0), (history.Look(Payment(2500))[Signal.UnusualRun].Value, history.Look(Payment(2500))[Signal.UnusualRun].Count));
    }
}

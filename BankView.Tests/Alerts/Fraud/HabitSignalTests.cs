using BankView.Data;
using BankView.Data.Alerts.Fraud;
using static BankView.Tests.Alerts.Fraud.CardDays;

namespace BankView.Tests.Alerts.Fraud;

/// <summary>Where, when and in which currency; and what others know.</summary>
public class HabitSignalTests
{
    [Fact]
    public void The_first_payment_at_a_merchant_is_known_as_such()
    {
        var first = History().Look(Payment(2000, merchant: 77))[Signal.FirstAtMerchant];

        Assert.Equal((0, 90, 90), (first.Count, first.Of, (int)Math.Round(first.Within.TotalDays)));
        Assert.Equal(23, History().Look(Payment(2000, merchant: 2))[Signal.FirstAtMerchant].Count);
        Assert.False(History(days: 9).Look(Payment(2000, merchant: 77))[Signal.FirstAtMerchant].IsKnown);
    }

    [Fact]
    public void An_hour_at_which_the_card_never_pays_is_unusual()
    {
        var night = History().Look(Payment(2000, at: Today.AddHours(15)))[Signal.UnusualHour];

        Assert.Equal((0, 90), (night.Count, night.Of));
        Assert.InRange(night.Value, 3, 5);
        Assert.True(History().Look(Payment(2000))[Signal.UnusualHour].Value < 0);
    }

    [Fact]
    public void The_hour_is_the_one_where_the_holder_lives()
    {
        var newYork = new CardHistory(TimeZoneInfo.FindSystemTimeZoneById("America/New_York"));
        // Across the end of summer time an hour of the clock stays the same hour.
        for (var day = 0; day < 40; day++)
        {
            newYork.Add(Payment(2000, at: new DateTimeOffset(2026, 10, 5, 12, 30, 0, TimeSpan.FromHours(day < 27 ? -4 : -5)).AddDays(day)));
        }

        Assert.Equal(40, newYork.Look(Payment(2000, at: new DateTimeOffset(2026, 11, 20, 11, 30, 0, TimeSpan.FromHours(-5))))[Signal.UnusualHour].Count);
    }

    [Fact]
    public void Another_country_or_currency_than_usual_is_told_with_how_often_it_was()
    {
        var history = new CardHistory(TimeZoneInfo.Utc);
        for (var day = 30; day > 0; day--)
        {
            history.Add(Payment(2000, at: Today.AddDays(-day)) with { Country = day == 3 ? "FR" : "us " });
        }

        var there = history.Look(Payment(2000) with { Country = "BR", Currency = Currency.Parse("BRL") });
        Assert.Equal((0, 30, 5.0), (there[Signal.OtherCountry].Count, there[Signal.OtherCountry].Of, there[Signal.OtherCountry].Value));
        Assert.Equal((0, 30, 5.0), (there[Signal.OtherCurrency].Count, there[Signal.OtherCurrency].Of, there[Signal.OtherCurrency].Value));
        Assert.Equal(29, history.Look(Payment(2000) with { Country = "US" })[Signal.OtherCountry].Count);
        Assert.False(history.Look(Payment(2000))[Signal.OtherCountry].IsKnown);
    }

    [Fact]
    public void Reports_of_other_members_count_from_the_third_on()
    {
        var two = History().Look(Payment(2000), MerchantReports.OfMembers(2, TimeSpan.FromDays(9)));
        var three = History().Look(Payment(2000), MerchantReports.OfMembers(3, TimeSpan.FromDays(9)));

        Assert.Equal(0, two[Signal.MerchantReports].Count);
        Assert.False(two[Signal.MerchantReportAge].IsKnown);
        Assert.Equal((3, 9.0), (three[Signal.MerchantReports].Count, three[Signal.MerchantReportAge].Value));
        Assert.False(three[Signal.SinceMerchantFine].IsKnown);
    }

    [Fact]
    public void What_is_known_to_be_fine_at_a_merchant_is_told_by_its_age() => Assert.Equal(9.5,
        History().Look(Payment(2000), new MerchantReports { SinceFine = TimeSpan.FromDays(9.5) })[Signal.SinceMerchantFine].Value);

    [Fact]
    public void The_banks_notice_and_the_holders_own_reports_are_known_without_any_history()
    {
        var findings = new CardHistory(TimeZoneInfo.Utc).Look(Payment(2000) with { HasBankNotice = true }, cardReports: 2);

        Assert.Equal((1.0, 2), (findings[Signal.BankNotice].Value, findings[Signal.CardReports].Count));
        Assert.Equal(0, findings.KnownPayments);
    }
}

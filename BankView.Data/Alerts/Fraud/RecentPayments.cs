namespace BankView.Data.Alerts.Fraud;

/// <summary>What one walk back over the last payments of a card finds, seen from one payment.</summary>
internal struct RecentPayments
{
    public static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    public static readonly TimeSpan Day = TimeSpan.FromDays(1);
    public static readonly TimeSpan Week = TimeSpan.FromDays(7);
    public static readonly TimeSpan Fortnight = TimeSpan.FromDays(14);

    /// <summary>A fiftieth of a payment or less may have been its test.</summary>
    private const int TestShare = 50;

    public int InHour;
    public long OldestInHour;
    public int InDay;
    public long OldestInDay;
    public Int128 SpentInDay;
    public int PaidInDay;
    public Int128 SpentInWeek;
    public int PaidInWeek;
    public int Same;
    public long LastSame;
    public int Tests;
    public long OldestTest;
    public long LargestTest;
    public int Unusual;

    /// <param name="unusual">From this amount on an earlier payment was unusual, in minor units.</param>
    public static RecentPayments Of(ReadOnlySpan<PastPayment> past, in PastPayment payment, double unusual)
    {
        var recent = new RecentPayments
        {
            InHour = 1,
            OldestInHour = payment.Ticks,
            InDay = 1,
            OldestInDay = payment.Ticks,
            SpentInDay = payment.SpentMinor,
            PaidInDay = 1,
            SpentInWeek = payment.SpentMinor,
            PaidInWeek = 1,
        };
        for (var i = past.Length - 1; i >= 0 && payment.Ticks - past[i].Ticks < Fortnight.Ticks; i--)
        {
            recent.Count(past[i], payment);
            if (past[i].Currency == payment.Currency)
            {
                recent.Compare(past[i], payment, unusual);
            }
        }

        return recent;
    }

    /// <summary>In any currency.</summary>
    private void Count(in PastPayment earlier, in PastPayment payment)
    {
        var ago = payment.Ticks - earlier.Ticks;
        if (ago < Day.Ticks)
        {
            InDay++;
            OldestInDay = earlier.Ticks;
        }

        // Days without a time all stand at noon, which is no burst.
        if (ago < Hour.Ticks && earlier.Hour != PastPayment.NoHour)
        {
            InHour++;
            OldestInHour = earlier.Ticks;
        }
    }

    /// <summary>In the same currency.</summary>
    private void Compare(in PastPayment earlier, in PastPayment payment, double unusual)
    {
        var ago = payment.Ticks - earlier.Ticks;
        Unusual += earlier.SpentMinor >= unusual ? 1 : 0;
        if (ago < Week.Ticks)
        {
            SpentInWeek += earlier.SpentMinor;
            PaidInWeek++;
        }

        if (ago >= Day.Ticks)
        {
            return;
        }

        SpentInDay += earlier.SpentMinor;
        PaidInDay++;
        if (earlier.SpentMinor == payment.SpentMinor && earlier.Merchant == payment.Merchant)
        {
            LastSame = Same == 0 ? earlier.Ticks : LastSame;
            Same++;
        }

        if (earlier.SpentMinor <= payment.SpentMinor / TestShare)
        {
            Tests++;
            OldestTest = earlier.Ticks;
            LargestTest = Math.Max(LargestTest, earlier.SpentMinor);
        }
    }
}

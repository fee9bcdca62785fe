using BankView.Data.Imports;
using BankView.Data.Sealing;

namespace BankView.Data.BankLinks.Sync;

/// <summary>How like an incoming row and a stored one are; the smaller, the liker.</summary>
internal readonly record struct Likeness(long AmountApart, bool OtherMerchant, int DaysApart)
{
    /// <summary>A purchase is booked within two weeks, or its hold is released.</summary>
    public const int MostDaysPending = 14;

    // A tip comes on top of what was authorised: a quarter is generous, and tax may be added after it.
    private const int MostPercentMore = 30;

    // Hotels, fuel pumps and shops that deliver in parts hold more than they book in the end.
    private const int MostTimesLess = 10;

    // A pump or a toll gate asks for one unit of the currency to see whether the card is good, and books what was spent.
    private const int MostUnitsAfterCheck = 200;

    /// <summary>
    /// Null when the two cannot be the same transaction. Both must go in one direction, in one currency. A stored row that is pending
    /// may be booked up to 14 days later for another amount: at most 30 % more (tips), down to a tenth (holds), or up to 200 after a
    /// check for one unit; and the texts must share the merchant or a word. Otherwise the amount must be equal, and the merchant on
    /// days nearby or a word on the very day.
    /// </summary>
    public static Likeness? Of(PreparedRow row, StoredTransaction stored, MemberKey key)
    {
        var days = DaysBetween(row, stored);
        var becomes = stored.IsPending && row.Row.Status is not Transactions.TransactionStatus.Pending;
        var mostDays = becomes ? MostDaysPending : AccountMatcher.MostDaysApart;
        if (days > mostDays || row.Row.Amount.Currency != stored.Currency || Math.Sign(row.AmountMinor) != Math.Sign(stored.AmountMinor)
            || !(row.AmountMinor == stored.AmountMinor || (becomes && MayBecome(stored, row))))
        {
            return null;
        }

        var otherMerchant = row.MerchantTag != stored.MerchantTag;
        return otherMerchant && !((becomes || days == 0) && Words.Share(stored.Merchant(key), row.Text)) ? null
            : new Likeness(Math.Abs(row.AmountMinor - stored.AmountMinor), otherMerchant, days);
    }

    /// <summary>Sorts the likest first.</summary>
    public (long, bool, int) Rank => (AmountApart, OtherMerchant, DaysApart);

    private static bool MayBecome(StoredTransaction pending, PreparedRow posted)
    {
        var (held, booked) = (Math.Abs((decimal)pending.AmountMinor), Math.Abs((decimal)posted.AmountMinor));
        var unit = Math.Abs(Money.FromDecimal(1, pending.Currency).MinorUnits);
        return (booked <= held * (100 + MostPercentMore) / 100 && booked >= held / MostTimesLess)
            || (held <= unit && booked <= unit * MostUnitsAfterCheck);
    }

    // One side may date by purchase and the other by booking.
    private static int DaysBetween(PreparedRow row, StoredTransaction stored)
    {
        var apart = Apart(row.OccurredDay, stored.OccurredDay);
        apart = row.PostedDay is { } posted ? Math.Min(apart, Apart(posted, stored.OccurredDay)) : apart;
        apart = stored.PostedDay is { } booked ? Math.Min(apart, Apart(row.OccurredDay, booked)) : apart;
        return row.PostedDay is { } one && stored.PostedDay is { } other ? Math.Min(apart, Apart(one, other)) : apart;

        static int Apart(DateOnly one, DateOnly other) => Math.Abs(one.DayNumber - other.DayNumber);
    }
}

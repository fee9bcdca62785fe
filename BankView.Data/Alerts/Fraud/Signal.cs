namespace BankView.Data.Alerts.Fraud;

/// <summary>
/// What can stand out about a card payment. Stored by name. Each member says what its <see cref="Finding.Value"/> is and which figures
/// its finding carries for people; "usual" is a median of this card in the payment's currency. Names are stored with alerts, so they stay.
/// </summary>
public enum Signal
{
    /// <summary>Value: binary logarithm of the amount over the median of the last 30 days. Ratio, Usual, Of payments, Within 30 days.</summary>
    AmountOver30Days,

    /// <summary>
    /// Value: how many robust deviations (1.4826 × MAD, at least a tenth of the median) the amount lies above the median of the last 90 days.
    /// Ratio (to the median), Usual, Of payments, Within 90 days.
    /// </summary>
    AmountOver90Days,

    /// <summary>
    /// Value: binary logarithm of the amount over what 19 of 20 payments of the last 90 days stay under. Ratio and Usual (both of that
    /// upper end), Of payments, Within 90 days.
    /// </summary>
    AboveRange,

    /// <summary>Value: binary logarithm of the amount in major units, whatever the card usually pays. No figures.</summary>
    LargeAmount,

    /// <summary>
    /// Value: earlier payments to this merchant on this card, 0 for the first. Count: the same, Of payments in all, Within the time remembered.
    /// </summary>
    FirstAtMerchant,

    /// <summary>Value: how surprising so many payments within an hour are (−log₁₀ of their chance by the card's habit). Count, Within.</summary>
    BurstInHour,

    /// <summary>Value: as <see cref="BurstInHour"/>, for 24 hours. Count, Within; Ratio: of Count to the card's payments a day.</summary>
    BurstInDay,

    /// <summary>
    /// Value: payments within the last 24 hours of a fiftieth of this amount or less, before one above the card's median.
    /// Count of the small ones, Usual: the largest of them, Within.
    /// </summary>
    SmallThenLarge,

    /// <summary>Value: hours since a payment of the same amount to the same merchant, absent beyond 24. Count of the earlier ones, Within.</summary>
    SameAgain,

    /// <summary>
    /// Value: −log₂ of how often this card pays about this time of day (an hour more or less), against an even day.
    /// Count: payments around that time, Of payments with a time.
    /// </summary>
    UnusualHour,

    /// <summary>Value: −log₂ of this country's share among this card's payments. Count: payments there, Of payments whose country is known.</summary>
    OtherCountry,

    /// <summary>Value: −log₂ of this currency's share among this card's payments. Count: payments in it, Of payments.</summary>
    OtherCurrency,

    /// <summary>
    /// Value: binary logarithm of what was spent within 24 hours, this payment included, over what the card spends in 24 hours.
    /// Ratio, Usual (the mean over 90 days), Within.
    /// </summary>
    DaySpending,

    /// <summary>The same over 7 days.</summary>
    WeekSpending,

    /// <summary>
    /// Value and Count: payments within the last 14 days of 2.5 times the median or more, before one that is so too; −1 and 0 where this
    /// one is not. Usual, Within.
    /// </summary>
    UnusualRun,

    /// <summary>Value and Count: confirmed fraud reports at this merchant within 28 days. Within: since the first of them.</summary>
    MerchantReports,

    /// <summary>Value: days since the first report at this merchant, absent without one: such runs end. Count: reports.</summary>
    MerchantReportAge,

    /// <summary>
    /// Value: days since the last payment at this merchant that is known to be fine, absent where nobody tells that: the longer, the more
    /// may have happened there unheard. Within: the same.
    /// </summary>
    SinceMerchantFine,

    /// <summary>Value and Count: payments of this card within 28 days that were confirmed as fraud.</summary>
    CardReports,

    /// <summary>Value: 1 where the bank itself marked the payment as suspected fraud.</summary>
    BankNotice,
}

namespace BankView.Data.Alerts.Fraud;

/// <summary>What kind of signal a signal is.</summary>
public static class SignalKinds
{
    /// <summary>
    /// Whether it says the same of a card without a history. Answers do not quieten these: they are what somebody knows, not what is usual.
    /// </summary>
    public static bool IsHard(this Signal signal) => signal is Signal.BankNotice or Signal.CardReports or Signal.MerchantReports or Signal.MerchantReportAge;

    /// <summary>Whether the bank itself suspects fraud: that is asked about whatever else is known, and said first.</summary>
    internal static bool IsBankNotice(this in Finding finding) => finding is { Signal: Signal.BankNotice, Value: > 0 };

    /// <summary>
    /// Signals that tell people the same thing share one representative, so that an alert does not say one thing twice.
    /// </summary>
    public static Signal Theme(this Signal signal) => signal switch
    {
        Signal.AmountOver90Days or Signal.AboveRange or Signal.LargeAmount => Signal.AmountOver30Days,
        Signal.BurstInDay => Signal.BurstInHour,
        Signal.WeekSpending => Signal.DaySpending,
        Signal.MerchantReportAge or Signal.SinceMerchantFine => Signal.MerchantReports,
        _ => signal,
    };

    /// <summary>Whether there is something to tell people: an unusual payment that is the first of its kind is no run.</summary>
    internal static bool IsTelling(this in Finding finding) => finding.IsKnown && (finding.Signal is not Signal.UnusualRun || finding.Count > 0);

    /// <summary>Whether it may be named as a reason, and may raise an alert by itself: being new somewhere is no reason for one.</summary>
    internal static bool MayAlertAlone(this Signal signal) => signal is not (Signal.FirstAtMerchant or Signal.UnusualHour);
}

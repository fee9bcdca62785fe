namespace BankView.Data.Alerts.Fraud;

/// <summary>What others know: the bank, the holder's own answers, reports about the merchant.</summary>
internal static class ReportSignals
{
    public static void Look(Findings findings, bool hasBankNotice, in MerchantReports merchant, int cardReports)
    {
        findings.Set(Count(Signal.BankNotice, hasBankNotice ? 1 : 0));
        findings.Set(Count(Signal.CardReports, cardReports));
        findings.Set(Count(Signal.MerchantReports, merchant.Count) with { Within = merchant.SinceFirst });
        if (merchant.Count > 0)
        {
            findings.Set(Since(Signal.MerchantReportAge, merchant.SinceFirst) with { Count = merchant.Count });
        }

        if (merchant.SinceFine is { } sinceFine)
        {
            findings.Set(Since(Signal.SinceMerchantFine, sinceFine));
        }
    }

    private static Finding Since(Signal signal, TimeSpan time) => new() { Signal = signal, Value = time.TotalDays, Within = time };

    private static Finding Count(Signal signal, int count) => new() { Signal = signal, Value = Math.Max(count, 0), Count = Math.Max(count, 0) };
}

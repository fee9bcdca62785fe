namespace BankView.Data.Statements.Ofx;

/// <summary>The bank's word on how a request went (OFX 2.3, section 3.1.4).</summary>
internal static class OfxStatus
{
    private const int LongestDetail = 200;

    /// <summary>The error with the bank's own code and text ("15500: Signon invalid"); null when all went well or it only warns.</summary>
    public static StatementRefusal? ErrorIn(OfxAggregate status)
    {
        var (code, message) = (status["CODE"], status["MESSAGE"]);
        var isError = status["SEVERITY"]?.ToUpperInvariant() switch
        {
            "ERROR" => true,
            null => code is not null && code.Any(character => character != '0'),
            _ => false,
        };
        var detail = string.Join(": ", new[] { code, message }.Where(text => text is not null));
        return isError ? new StatementRefusal(RefusalReason.BankReportedError, OfxValue.Shorten(detail, LongestDetail)) : null;
    }
}

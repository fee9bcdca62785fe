using BankView.Data.Accounts;
using BankView.Data.Transactions;

namespace BankView.Data.Statements.Ofx;

/// <summary>One <c>STMTTRN</c>, or <c>STMTTRNP</c> for a pending one, made into a row (OFX 2.3, section 11.4.4).</summary>
internal static class OfxTransaction
{
    /// <summary>Names under which the reader lays down what stands in aggregates inside the transaction.</summary>
    public const string PayeeName = "PAYEE/NAME";
    public const string CurrencySymbol = "CURRENCY/CURSYM";

    private const int ExcerptLength = 60;

    // A purchase is booked some days after it was made, rarely months; what lies further off is a broken field.
    private static readonly TimeSpan LongestBooking = TimeSpan.FromDays(400);

    /// <summary>
    /// The row, or why it stays out. The amount keeps the currency it is stated in: <c>CURRENCY</c> says that <c>TRNAMT</c> is in
    /// that currency and not converted, while <c>ORIGCURRENCY</c> says that it was converted already, so it changes nothing.
    /// </summary>
    public static (StatementRow? Row, StatementProblem? Problem) Read(OfxAggregate raw, AccountKind account, Currency accountCurrency)
    {
        var currency = accountCurrency;
        if (raw.IsCutOff)
        {
            return Problem(raw, ProblemReason.CutOff, raw["TRNAMT"]);
        }

        if (!TryReadTimes(raw, out var occurred, out var posted))
        {
            var reason = raw["DTPOSTED"] is null ? ProblemReason.DateMissing : ProblemReason.DateUnreadable;
            return Problem(raw, reason, raw["DTPOSTED"]);
        }

        if (raw[CurrencySymbol] is { } symbol && !Currency.TryParse(symbol, out currency))
        {
            return Problem(raw, ProblemReason.CurrencyUnknown, symbol);
        }

        if (OfxAmount.Read(raw["TRNAMT"], currency, out var amount) is { } broken)
        {
            return Problem(raw, broken, raw["TRNAMT"]);
        }

        var (name, memo) = (raw["NAME"] ?? raw[PayeeName] ?? "", raw["MEMO"]);
        var isCard = account == AccountKind.CreditCard || IsCardType(raw["TRNTYPE"], name, memo);
        return (new StatementRow
        {
            Line = raw.Line,
            OccurredAt = occurred,
            PostedAt = posted,
            Amount = amount,
            Status = raw.Name is "STMTTRNP" ? TransactionStatus.Pending : TransactionStatus.Posted,
            BankId = raw["FITID"],
            Name = name,
            Memo = memo,
            IsCard = isCard,
            CardLastFour = isCard ? CardMarks.LastFour(name, memo) : null,
            MerchantCategoryCode = raw["SIC"] is { Length: 4 } code && code.All(char.IsAsciiDigit) && code is not "0000" ? code : null,
        }, null);
    }

    /// <summary><c>DTUSER</c> is when the member paid, <c>DTPOSTED</c> when the bank booked; a pending one has <c>DTTRAN</c> alone.</summary>
    private static bool TryReadTimes(OfxAggregate raw, out BankTime occurred, out BankTime? posted)
    {
        posted = OfxTime.TryRead(raw["DTPOSTED"], out var booked) ? booked : null;
        if (OfxTime.TryRead(raw["DTUSER"] ?? raw["DTTRAN"], out occurred))
        {
            // A day that only repeats the booking's is worth less than the booking's own clock.
            var isFarOff = posted is not null && (occurred.At - booked.At).Duration() > LongestBooking;
            var isPoorer = !occurred.HasTime && booked.HasTime && booked.At.Date == occurred.At.Date;
            occurred = isFarOff || isPoorer ? booked : occurred;
            return true;
        }

        occurred = booked;
        return posted is not null;
    }

    private static bool IsCardType(string? type, string name, string? memo) => type?.ToUpperInvariant() switch
    {
        "POS" or "ATM" => true,
        "DEBIT" or "CREDIT" => CardMarks.IsIn(name, memo),
        _ => false,
    };

    private static (StatementRow? Row, StatementProblem? Problem) Problem(OfxAggregate raw, ProblemReason reason, string? excerpt) =>
        (null, new StatementProblem(raw.Line, reason, OfxValue.Shorten(excerpt, ExcerptLength)));
}

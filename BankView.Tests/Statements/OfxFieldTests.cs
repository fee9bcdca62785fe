using BankView.Data;
using BankView.Data.Accounts;
using BankView.Data.Statements;

namespace BankView.Tests.Statements;

public class OfxFieldTests
{
    [Theory]
    [InlineData("-12.34", -1234)]
    [InlineData("+12.34", 1234)]
    [InlineData("-5,00", -500)]
    [InlineData(" 1 234,50 ", 123450)]
    [InlineData("-1,234.56", -123456)]
    [InlineData("1.234.567,89", 123456789)]
    [InlineData("1,234,567", 123456700)]
    [InlineData("-00000000001500.0000", -150000)]
    [InlineData("\u2212.5", -50)]
    [InlineData("-10000000000000.00", -1_000_000_000_000_000)]
    public void Amounts_are_exact_with_either_decimal_sign(string text, long cents) =>
        Assert.Equal(cents, OfxSample.ReadRow($"<DTPOSTED>20260301<TRNAMT>{text}").Amount.MinorUnits);

    [Theory]
    [InlineData("$120", ProblemReason.AmountUnreadable)]
    [InlineData("--1", ProblemReason.AmountUnreadable)]
    [InlineData("1,23,4", ProblemReason.AmountUnreadable)]
    [InlineData("1e5", ProblemReason.AmountUnreadable)]
    [InlineData("99999999999999999999", ProblemReason.AmountUnreadable)]
    [InlineData("10000000000000.01", ProblemReason.AmountUnreadable)]
    [InlineData("1.005", ProblemReason.TooManyDecimals)]
    [InlineData("1,234", ProblemReason.TooManyDecimals)]
    [InlineData(" ", ProblemReason.AmountMissing)]
    public void What_is_no_exact_amount_stays_out_and_says_why(string text, ProblemReason reason)
    {
        var file = OfxSample.Read(OfxSample.Bank(OfxSample.Row + OfxSample.RowOf($"<DTPOSTED>20260301<TRNAMT>{text}")));
        Assert.Equal(reason, Assert.Single(file.Unreadable).Reason);
        Assert.Single(Assert.Single(file.Parts).Rows);
    }

    [Theory]
    [InlineData("20260301")]
    [InlineData("20260301000000")]
    [InlineData("20260301120000.000")]
    [InlineData("20260301120000[-5:EST]")]
    [InlineData("20260301000000.000[+13:NZDT]")]
    [InlineData("20260301101112[what:ever]")]
    [InlineData("20260301256199")]
    [InlineData("2026-03-01")]
    public void A_placeholder_or_impossible_time_is_a_day(string text) =>
        Assert.Equal(BankTime.OnDay(new DateOnly(2026, 3, 1)), OfxSample.ReadRow($"<DTPOSTED>{text}<TRNAMT>1").OccurredAt);

    [Theory]
    [InlineData("20260301101112", "2026-03-01T10:11:12Z")]
    [InlineData("202603011011", "2026-03-01T10:11:00Z")]
    [InlineData("20260301101112.345[-5:EST]", "2026-03-01T15:11:12Z")]
    [InlineData("20260301221112[-5]", "2026-03-02T03:11:12Z")]
    [InlineData("20260301101112[+5.5:IST]", "2026-03-01T04:41:12Z")]
    [InlineData("20260301101112[-0330]", "2026-03-01T13:41:12Z")]
    [InlineData("20260301101112[-03:30]", "2026-03-01T13:41:12Z")]
    [InlineData("20260301101112.000[-:EST]", "2026-03-01T15:11:12Z")]
    [InlineData("20260301101112:014", "2026-03-01T10:11:12Z")]
    [InlineData("2026-03-01T10:11:12Z", "2026-03-01T10:11:12Z")]
    [InlineData("2026-03-01T10:11:12+02:00", "2026-03-01T08:11:12Z")]
    public void A_real_time_is_an_instant(string text, string instant) =>
        Assert.Equal(BankTime.AtInstant(DateTimeOffset.Parse(instant)), OfxSample.ReadRow($"<DTPOSTED>{text}<TRNAMT>1").OccurredAt);

    [Theory]
    [InlineData("20260228", 28)]
    [InlineData("20200101", 1)]
    [InlineData("nonsense", 1)]
    public void The_members_own_day_counts_where_it_makes_sense(string user, int day)
    {
        var row = OfxSample.ReadRow($"<DTPOSTED>20260301<DTUSER>{user}<TRNAMT>1");
        Assert.Equal(day, row.OccurredAt.At.Day);
        Assert.Equal(BankTime.OnDay(new DateOnly(2026, 3, 1)), row.PostedAt);
    }

    [Theory]
    [InlineData("SAVINGS", AccountKind.Savings)]
    [InlineData("MONEYMRKT", AccountKind.Savings)]
    [InlineData("CD", AccountKind.Savings)]
    [InlineData("CREDITLINE", AccountKind.CreditCard)]
    [InlineData("whatever", AccountKind.Checking)]
    public void Account_types_become_kinds(string type, AccountKind kind) =>
        Assert.Equal(kind, OfxSample.Part(OfxSample.Bank(OfxSample.Row, type: type)).Account.Kind);

    [Fact]
    public void A_rows_own_currency_is_kept_and_a_converted_ones_is_not()
    {
        const string foreign = "<DTPOSTED>20260301<TRNAMT>-7.00<{0}><CURRATE>1.1<CURSYM>EUR</{0}>";
        Assert.Equal("-7.00 EUR", OfxSample.ReadRow(foreign.Replace("{0}", "CURRENCY", StringComparison.Ordinal)).Amount.ToString());
        Assert.Equal("-7.00 USD", OfxSample.ReadRow(foreign.Replace("{0}", "ORIGCURRENCY", StringComparison.Ordinal)).Amount.ToString());
    }

    [Theory]
    [InlineData("<LEDGERBAL><BALAMT>1<DTASOF>20260315</LEDGERBAL>", 15)]
    [InlineData("<LEDGERBAL><BALAMT>1</LEDGERBAL>", 31)]
    [InlineData("<LEDGERBAL><BALAMT>1<DTASOF>soon</LEDGERBAL>", 31)]
    public void A_balance_without_a_date_takes_the_statements_end(string balance, int day) =>
        Assert.Equal(day, OfxSample.Part(OfxSample.Bank(OfxSample.Row, balance)).Current?.AsOf.At.Day);

    [Fact]
    public void An_unknown_currency_is_assumed_to_be_dollars_with_a_warning()
    {
        var part = OfxSample.Part(OfxSample.Bank(OfxSample.Row, currency: "???"));
        Assert.Equal([new StatementWarning(WarningKind.CurrencyAssumed, "USD")], part.Warnings);
    }
}

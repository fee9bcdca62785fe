using BankView.Data;
using BankView.Data.Accounts;
using BankView.Data.Statements;
using BankView.Data.Statements.Csv;

namespace BankView.Tests.Statements.Csv;

public class CsvReadingTests
{
    [Theory]
    [InlineData("1,23", ProblemReason.AmountUnreadable)]
    [InlineData("1.234.56", ProblemReason.AmountUnreadable)]
    [InlineData("12.345", ProblemReason.TooManyDecimals)]
    [InlineData("12 34", ProblemReason.AmountUnreadable)]
    [InlineData("--5", ProblemReason.AmountUnreadable)]
    [InlineData("(5", ProblemReason.AmountUnreadable)]
    [InlineData("5 apples", ProblemReason.AmountUnreadable)]
    [InlineData("", ProblemReason.AmountMissing)]
    [InlineData("1e5", ProblemReason.AmountUnreadable)]
    [InlineData("999999999999999999999", ProblemReason.AmountUnreadable)]
    public void What_is_no_exact_amount_is_a_problem_and_never_rounded(string amount, ProblemReason reason)
    {
        var read = CsvText.Read($"Date;Amount;Description\n2024-05-13;1.00;a\n2024-05-14;{amount};b\n", mapping => mapping with { DecimalSign = DecimalSign.Point });
        Assert.Equal((3, reason), Assert.Single(read.Unreadable.Select(problem => (problem.Line, problem.Reason))));
        Assert.Equal(1m, CsvText.SumOf(read));
    }

    [Fact]
    public void Every_unreadable_row_says_its_line_and_reason()
    {
        var read = CsvText.Read("Date,Amount,Currency,Description\n2024-05-13,1.00,USD,fine\n,1.00,USD,a\n2024-02-30,1.00,USD,b\n2024-05-14,1.00,QQQ,c\ntotal\n");
        Assert.Equal(
            [(3, ProblemReason.DateMissing), (4, ProblemReason.DateUnreadable), (5, ProblemReason.CurrencyUnknown), (6, ProblemReason.TooFewColumns)],
            read.Unreadable.Select(problem => (problem.Line, problem.Reason)));
    }

    [Fact]
    public void A_preamble_and_a_footer_do_not_hide_the_rows()
    {
        const string text = "My Bank\nAccount: 12345678\n\nDate;Text;Debit;Credit;Balance\n03.05.2024;Rent;800,00;;1.200,00\n04.05.2024;Wages;;2.000,00;3.200,00\n\nEnd of export\n";
        var part = Assert.Single(CsvText.Read(text, assumed: "EUR").Parts);
        Assert.Equal([(5, -80000L), (6, 200000L)], part.Rows.Select(row => (row.Line, row.Amount.MinorUnits)));
        Assert.Equal(Money.Parse("3200", Currency.Parse("EUR")), part.Current!.Amount);
        Assert.DoesNotContain(part.Warnings, warning => warning.Kind == WarningKind.DoesNotAddUp);
    }

    [Theory]
    [InlineData("2024-05-01,-1,99\n2024-05-01,-2,97\n2024-05-02,5,102\n")]
    [InlineData("2024-05-02,5,102\n2024-05-01,-2,97\n2024-05-01,-1,99\n")]
    [InlineData("2024-05-01,-2,97\n2024-05-01,-1,99\n2024-05-02,5,102\n")]
    [InlineData("2024-05-02,5,102\n2024-05-02,-2,97\n2024-05-02,-1,99\n")]
    public void The_newest_balance_is_found_in_rows_of_any_order(string rows)
    {
        var part = Assert.Single(CsvText.Read($"Date,Amount,Balance\n{rows}").Parts);
        Assert.Equal(10200, part.Current!.Amount.MinorUnits);
        Assert.DoesNotContain(part.Warnings, warning => warning.Kind == WarningKind.DoesNotAddUp);
    }

    [Fact]
    public void A_missing_row_is_noticed_by_the_balances()
    {
        var part = Assert.Single(CsvText.Read("Date,Amount,Balance\n2024-05-01,-1,99\n2024-05-02,5,110\n2024-05-03,-10,100\n").Parts);
        Assert.Contains(new StatementWarning(WarningKind.DoesNotAddUp, "1; 6.00 USD"), part.Warnings);
    }

    [Fact]
    public void A_stray_quote_costs_its_own_row_and_no_other()
    {
        var read = CsvText.Read("Date,Description,Amount\n2024-05-01,\"5\" pipe,1.00\n2024-05-02,\"Smith, J.\",2.00\n2024-05-03,plain,3.00\n");
        Assert.Equal([2m, 3m], CsvText.RowsOf(read).Select(row => row.Amount.ToDecimal()).TakeLast(2));
        Assert.Equal(3, CsvText.RowsOf(read).Count + read.Unreadable.Count);
    }

    [Theory]
    [InlineData("POS 1234 BAKERY", true)]
    [InlineData("Kartenzahlungen REWE", true)]
    [InlineData("DEPOSIT", false)]
    [InlineData("POSTAGE", false)]
    [InlineData("ATMOSPHERE BAR", false)]
    [InlineData("deposit by POS", true)]
    public void A_card_payment_on_a_checking_account_is_told_by_words_of_its_own(string text, bool isCard) =>
        Assert.Equal(isCard, CsvText.RowsOf(CsvText.Read($"Date,Description,Amount\n2024-05-01,{text},-1.00\n"))[0].IsCard);

    [Fact]
    public void A_local_time_is_of_the_zone_that_the_mapping_names()
    {
        const string text = "Date,Time,Amount\n2024-07-01,00:30,-1.00\n";
        var row = CsvText.RowsOf(CsvText.Read(text, mapping => mapping with { TimeZone = "Europe/Berlin" }))[0];
        Assert.Equal(new DateTimeOffset(2024, 6, 30, 22, 30, 0, TimeSpan.Zero), row.OccurredAt.At);
    }

    [Fact]
    public void The_same_export_has_the_same_fingerprint_whatever_its_rows_and_preamble()
    {
        var first = CsvShape.Of("Datum;Betrag;Währung\n01.02.2024;1,00;EUR\n");
        var next = CsvShape.Of("Konto 1\n\"DATUM\"; Betrag ;Wahrung\n05.03.2024;7,00;EUR\n06.03.2024;7,00;EUR\n");
        Assert.Equal(first.Fingerprint, next.Fingerprint);
        Assert.NotEqual(first.Fingerprint, CsvShape.Of("Datum;Betrag;Saldo\n01.02.2024;1,00;2,00\n").Fingerprint);
        var remembered = CsvMapping.Guess("Datum;Betrag;Währung\n01.02.2024;1,00;EUR\n", CsvText.Usd);
        Assert.Equal((1, 2), (remembered.FittedTo(next).HeaderRow, remembered.FittedTo(next).FirstRow));
    }

    [Fact]
    public void Spending_listed_as_positive_on_a_card_is_money_out()
    {
        var part = Assert.Single(CsvText.Read("Card,Date,Merchant,Amount\n...1234,2024-05-01,Cafe,3.50\n...1234,2024-05-02,Shop,10.00\n...1234,2024-05-03,Refund,-4.00\n").Parts);
        Assert.Equal([-350L, -1000L, 400L], part.Rows.Select(row => row.Amount.MinorUnits));
        Assert.Equal(AccountKind.CreditCard, part.Account.Kind);
    }

    [Theory]
    [InlineData("0742", "0742")]
    [InlineData("742", "0742")]
    [InlineData("5411.0", "5411")]
    [InlineData("n/a", null)]
    public void A_merchant_category_code_is_four_digits_whatever_a_spreadsheet_made_of_it(string cell, string? code) =>
        Assert.Equal(code, CsvText.RowsOf(CsvText.Read($"Date,Amount,MCC\n2024-05-01,-1.00,{cell}\n"))[0].MerchantCategoryCode);
}

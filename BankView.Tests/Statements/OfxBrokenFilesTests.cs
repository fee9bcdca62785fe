using BankView.Data;
using BankView.Data.Statements;
using BankView.Data.Statements.Ofx;
using BankView.Tests.Testing;

namespace BankView.Tests.Statements;

public class OfxBrokenFilesTests
{
    [Theory]
    [InlineData("account_listing_aggregation", RefusalReason.NoAccounts)]
    [InlineData("bank_small", RefusalReason.NoAccounts)]
    [InlineData("signon_success", RefusalReason.NoAccounts)]
    [InlineData("signon_success_no_message", RefusalReason.NoAccounts)]
    [InlineData("error_message", RefusalReason.BankReportedError)]
    [InlineData("signon_fail", RefusalReason.BankReportedError)]
    [InlineData("fidelity-savings", RefusalReason.InvestmentsOnly)]
    [InlineData("fidelity", RefusalReason.InvestmentsOnly)]
    [InlineData("investment_401k", RefusalReason.InvestmentsOnly)]
    [InlineData("investment_medium", RefusalReason.InvestmentsOnly)]
    [InlineData("td_ameritrade", RefusalReason.InvestmentsOnly)]
    [InlineData("tiaacref", RefusalReason.InvestmentsOnly)]
    [InlineData("vanguard", RefusalReason.InvestmentsOnly)]
    [InlineData("vanguard401k", RefusalReason.InvestmentsOnly)]
    public void A_file_without_a_bank_statement_is_refused_with_the_reason(string file, RefusalReason reason) =>
        Assert.Equal(reason, Shared(file).Refusal?.Reason);

    [Fact]
    public void The_banks_own_error_is_passed_on()
    {
        Assert.Equal("2000: General Server Error", Shared("error_message").Refusal?.Detail);
        Assert.StartsWith("15500: Your request could not be processed", Shared("signon_fail").Refusal?.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_without_a_readable_date_are_listed_line_by_line() =>
        Assert.Equal(
            [
                new StatementProblem(33, ProblemReason.DateMissing, null),
                new StatementProblem(40, ProblemReason.DateMissing, null),
                new StatementProblem(48, ProblemReason.DateUnreadable, "20120231"),
            ],
            Shared("fail_nice-date_missing").Unreadable);

    [Fact]
    public void A_row_with_a_broken_date_and_amount_is_listed_once() =>
        Assert.Equal(
            new StatementProblem(34, ProblemReason.DateUnreadable, "201120000000"),
            Assert.Single(Shared("fail_nice-decimal_error").Unreadable));

    [Fact]
    public void An_empty_balance_keeps_the_row_and_warns()
    {
        var part = Assert.Single(Shared("fail_nice-empty_balance").Parts);
        Assert.Equal((null, null), (part.Current, part.Available));
        Assert.Equal([WarningKind.BalanceUnreadable, WarningKind.BalanceUnreadable], part.Warnings.Select(warning => warning.Kind));
        Assert.Equal(Money.Parse("120", Currency.Parse("CAD")), Assert.Single(part.Rows).Amount);
    }

    [Fact]
    public void A_statement_without_a_currency_takes_the_one_its_rows_state()
    {
        var part = Assert.Single(Shared("ofx-v102-empty-tags").Parts);
        Assert.Equal("AUD", part.Account.Currency.Code);
        Assert.Contains(new StatementWarning(WarningKind.CurrencyAssumed, "AUD"), part.Warnings);
    }

    private static StatementFile Shared(string name) =>
        OfxReader.Read(StatementText.Decode(File.ReadAllBytes(SharedData.Path($"statements/ofx/{name}.ofx"))));
}

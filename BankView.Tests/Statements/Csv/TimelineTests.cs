using System.Globalization;
using BankView.Data;
using BankView.Data.Accounts;
using BankView.Data.Statements;

namespace BankView.Tests.Statements.Csv;

/// <summary>Two long real histories. Each sum is known twice: computed here from the raw lines, and written down.</summary>
public class TimelineTests
{
    private const string CardUser = "timelines/card-user-2002-2020.csv";
    private const string Berka = "timelines/berka-trans-1995-1998.csv";

    [Fact]
    public void Eighteen_years_of_card_payments_are_right_to_the_cent()
    {
        var text = CsvText.OfFile(CardUser);
        var expected = -Cells(text, ',').Where(cells => cells[13].Length == 0)
            .Sum(cells => decimal.Parse(cells[6].Replace("$", "", StringComparison.Ordinal), CultureInfo.InvariantCulture));
        var read = CsvText.Read(text);
        Assert.Equal(expected, CsvText.SumOf(read));
        Assert.Equal(-1_564_171.34m, expected);
        Assert.Equal(19_389, CsvText.RowsOf(read).Count);
    }

    [Fact]
    public void Declined_payments_are_listed_and_left_out()
    {
        var read = CsvText.Read(CsvText.OfFile(CardUser));
        Assert.Equal(574, read.Unreadable.Count);
        Assert.All(read.Unreadable, problem => Assert.Equal(ProblemReason.Declined, problem.Reason));
        Assert.Equal((23, "Technical Glitch"), (read.Unreadable[0].Line, read.Unreadable[0].Excerpt));
    }

    [Fact]
    public void Five_cards_are_one_card_account_and_each_payment_says_which()
    {
        var part = Assert.Single(CsvText.Read(CsvText.OfFile(CardUser)).Parts);
        Assert.Equal(AccountKind.CreditCard, part.Account.Kind);
        Assert.Equal(9_091, part.Rows.Count(row => row.CardLastFour is "3"));
        Assert.All(part.Rows, row => Assert.True(row.IsCard && row.MerchantCategoryCode?.Length == 4));
        Assert.Equal(new DateTimeOffset(2002, 9, 1, 6, 21, 0, TimeSpan.Zero), part.Rows[0].OccurredAt.At);
    }

    [Fact]
    public void Berka_comes_as_354_accounts_and_is_right_to_the_cent()
    {
        var text = CsvText.OfFile(Berka);
        var expected = Cells(text, ';').Sum(cells =>
            decimal.Parse(cells[5], CultureInfo.InvariantCulture) * (cells[3] is "credit" ? 1 : -1));
        var read = CsvText.Read(text, assumed: "CZK");
        Assert.Equal(expected, CsvText.SumOf(read));
        Assert.Equal(15_012_846.20m, expected);
        Assert.Equal(354, read.Parts.Count);
        Assert.Equal(30_200, CsvText.RowsOf(read).Count);
        Assert.Empty(read.Unreadable);
        Assert.Equal(54, CsvText.RowsOf(read).Count(row => row.IsCard));
    }

    [Fact]
    public void Each_Berka_account_ends_with_its_newest_stated_balance_and_small_drifts_only_warn()
    {
        var read = CsvText.Read(CsvText.OfFile(Berka), assumed: "CZK");
        Assert.All(read.Parts, part =>
        {
            var newest = part.Rows.Max(row => row.OccurredAt.At);
            Assert.Equal(newest, part.Current!.AsOf.At);
            Assert.Contains(part.Rows, row => row.OccurredAt.At == newest && row.BalanceAfter == part.Current.Amount);
        });
        var account = read.Parts.Single(part => part.Account.Number is "25");
        Assert.Equal(Money.Parse("31621.90", account.Account.Currency), account.Current!.Amount);
        Assert.Contains(read.Parts, part => part.Warnings.Any(warning => warning.Kind == WarningKind.DoesNotAddUp));
        // Single steps are off by up to 0.1; over years that adds up to little more.
        Assert.All(read.Parts, part => Assert.InRange(Drift(part), -1m, 1m));
    }

    private static decimal Drift(StatementPart part) => part.Warnings
        .Where(warning => warning.Kind == WarningKind.DoesNotAddUp)
        .Select(warning => decimal.Parse(warning.Detail!.Split(' ')[1], CultureInfo.InvariantCulture))
        .FirstOrDefault();

    private static IEnumerable<string[]> Cells(string text, char delimiter) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.TrimEnd('\r').Split(delimiter));
}

using System.Runtime.CompilerServices;
using BankView.Data;
using BankView.Data.Accounts;
using BankView.Data.Statements;
using BankView.Data.Statements.Ofx;

namespace BankView.Tests.Statements;

/// <summary>The statements that newcomers try first.</summary>
public class SampleFilesTests
{
    [Theory]
    [InlineData("checking.ofx", AccountKind.Checking, "1842.17")]
    [InlineData("card.qfx", AccountKind.CreditCard, "-412.30")]
    public void A_sample_reads_without_a_warning_and_adds_up(string file, AccountKind kind, string opening)
    {
        var read = Read(file);
        var part = Assert.Single(read.Parts);
        Assert.Empty(read.Unreadable);
        Assert.Empty(part.Warnings);
        Assert.Equal((kind, "Example Bank"), (part.Account.Kind, part.Account.BankName));
        Assert.InRange(part.Rows.Count, 45, 70);
        var usd = Currency.Parse("USD");
        Assert.Equal(part.Rows.Aggregate(Money.Parse(opening, usd), (sum, row) => sum + row.Amount), part.Current?.Amount);
        Assert.NotNull(part.Available);
    }

    [Fact]
    public void The_checking_sample_has_card_payments_and_other_rows()
    {
        var rows = Assert.Single(Read("checking.ofx").Parts).Rows;
        Assert.All(rows.Where(row => row.IsCard), row => Assert.Equal("4407", row.CardLastFour));
        Assert.Contains(rows, row => row is { IsCard: true, MerchantCategoryCode: not null });
        Assert.Contains(rows, row => row is { IsCard: false, Name: "Example Bank credit card payment" });
    }

    [Fact]
    public void The_CSV_sample_holds_the_same_rows_as_the_OFX_one()
    {
        var lines = File.ReadAllLines(Sample("checking.csv"))[1..];
        var part = Assert.Single(Read("checking.ofx").Parts);
        Assert.Equal(part.Rows.Select(row => row.Amount.ToDecimal().ToString("F2")), lines.Select(line => line.Split(',')[^2]));
        Assert.Equal(part.Current?.Amount.ToDecimal().ToString("F2"), lines[^1].Split(',')[^1]);
    }

    private static StatementFile Read(string file)
    {
        var recognised = StatementFormats.Recognise(File.ReadAllBytes(Sample(file)));
        Assert.Equal(StatementFormat.Ofx, recognised.Format);
        return OfxReader.Read(recognised.Text!);
    }

    private static string Sample(string file, [CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(here, "../../../samples", file));
}

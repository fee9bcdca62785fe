using System.Text;
using BankView.Data.Statements;
using BankView.Data.Statements.Ofx;
using BankView.Tests.Testing;
using CsCheck;

namespace BankView.Tests.Statements;

/// <summary>Any content gets an answer in time. Measured in processor time, so that a busy machine does not count.</summary>
[Collection(nameof(TimedStatementTests))]
public class OfxHostileTests
{
    private static readonly string Small = OfxSample.Bank(OfxSample.Row + OfxSample.Row.Replace("a1", "&#98;2", StringComparison.Ordinal));

    private static readonly string[] Pieces =
        ["<", ">", "</", "&", "&#", "<!--", "<![CDATA[", "]]>", "<?", "<STMTTRN>", "</OFX>", "<STMTRS>", "<LEDGERBAL>", "/>", "\0", "\r"];

    private static readonly Gen<string> AnyPiece = Gen.OneOf(
        Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]),
        Gen.Char.Select(character => character.ToString()));

    [Theory]
    [InlineData("", "<")]
    [InlineData("", "<A>")]
    [InlineData("", "<A><A>")]
    [InlineData("", "<OFX>")]
    [InlineData("", "&")]
    [InlineData("", "7")]
    [InlineData("", "<!--")]
    [InlineData("", "<![CDATA[")]
    [InlineData("<OFX><STMTRS><STMTTRN><NAME>", "<![CDATA[")]
    [InlineData("<OFX><STMTRS><STMTTRN><NAME>", "&#")]
    [InlineData("<OFX><STMTRS><STMTTRN><TRNAMT>", "7")]
    [InlineData("<OFX><STMTRS><STMTTRN><TRNAMT>", "1,")]
    [InlineData("<OFX><STMTRS><STMTTRN><NAME>", "CARD X")]
    [InlineData("<OFX><STMTRS>", "<STMTTRN>")]
    [InlineData("<OFX><STMTRS>", "<STMTTRN><SIC>1")]
    [InlineData("<OFX><STMTRS>", "<STMTTRN><DTPOSTED>20260101<TRNAMT>1")]
    [InlineData("<OFX>", "<STMTRS><ACCTID>1")]
    [InlineData("<OFX>", "<STMTRS><BANKACCTFROM><ACCTID>1")]
    [InlineData("<OFX><STMTRS>", "</STMTTRN>\r\n")]
    [InlineData("<OFX", "A")]
    public void Twenty_megabytes_of_anything_never_hang_it(string start, string repeated)
    {
        var bytes = Encoding.ASCII.GetBytes(start + string.Concat(Enumerable.Repeat(repeated, (StatementFormats.LargestFile - start.Length) / repeated.Length)));
        var before = Environment.CpuUsage.TotalTime;
        var recognised = StatementFormats.Recognise(bytes);
        var file = OfxReader.Read(recognised.Text!);
        Assert.InRange(Environment.CpuUsage.TotalTime - before, TimeSpan.Zero, Hang.Limit);
        Assert.True(file.Refusal is not null || file.Parts.Count > 0);
    }

    [Fact]
    public void More_rows_than_any_bank_writes_are_refused_as_too_large()
    {
        var rows = string.Concat(Enumerable.Repeat("<STMTTRN><DTPOSTED>20260101<TRNAMT>1", StatementFormats.MostRows));
        Assert.Null(OfxSample.Read(OfxSample.Bank(rows)).Refusal);
        Assert.Equal(RefusalReason.TooLarge, OfxSample.Read(OfxSample.Bank(rows + OfxSample.Row)).Refusal!.Reason);
    }

    [Fact]
    public void Broken_copies_of_a_statement_never_throw() =>
        Gen.Select(Gen.Int[0, Small.Length], Gen.Int[0, 40], AnyPiece.Array[0, 5]).Sample(
            (at, length, pieces) =>
            {
                var broken = Small[..at] + string.Concat(pieces) + Small[Math.Min(Small.Length, at + length)..];
                var file = OfxSample.Read(broken);
                return file.Refusal is not null ? file.Parts.Count == 0 : file.Parts.Count > 0;
            },
            iter: 20_000);

    [Fact]
    public void A_truncated_statement_shows_whole_rows_only() =>
        Gen.Int[0, Small.Length].Sample(
            length => OfxSample.Read(Small[..length]).Parts.All(part => part.Rows.All(row => row.Amount.MinorUnits == -1234 && row.Name is "Corner Bakery")),
            iter: 5_000);

    [Fact]
    public void Random_bytes_never_throw() =>
        Gen.Byte.Array[0, 2000].Sample(bytes => OfxReader.Read(StatementText.Decode(bytes)).Refusal is not null, iter: 5_000);
}

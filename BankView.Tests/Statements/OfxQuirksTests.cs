using BankView.Data;
using BankView.Data.Accounts;
using BankView.Data.Statements;
using BankView.Data.Transactions;

namespace BankView.Tests.Statements;

/// <summary>What banks do to OFX, each in a text of our own.</summary>
public class OfxQuirksTests
{
    private const string Row = OfxSample.Row;

    public static TheoryData<string> SameStatementInOtherClothes()
    {
        var plain = OfxSample.Bank(Row);
        var body = plain[OfxSample.Header.Length..];
        return
        [
            plain,
            body,
            plain.ToLowerInvariant().Replace("usd", "UsD", StringComparison.Ordinal),
            "OFXHEADER:100 DATA:OFXSGML VERSION:102 ENCODING:UTF-8 NEWFILEUID:NONE" + body,
            "Dear member, here is 1 < 2 and <b>your</b> file:\r\n\r\n" + plain,
            "<?xml version=\"1.0\" encoding=\"UTF-16\"?><?OFX OFXHEADER=\"200\" VERSION=\"211\"?><!-- <STMTTRN> -->" + body,
            body.Replace("<OFX>", "<OFX xmlns=\"http://ofx.net/types/2003/04\">", StringComparison.Ordinal),
            body.Replace("<", "<ofx:", StringComparison.Ordinal).Replace("<ofx:/", "</ofx:", StringComparison.Ordinal),
            plain.Replace("<", "\n\n  <", StringComparison.Ordinal).Replace(">", ">\t", StringComparison.Ordinal),
            plain.Replace("<", "\r<", StringComparison.Ordinal),
            plain.Replace("</STMTTRN>", "", StringComparison.Ordinal).Replace("</STATUS>", "", StringComparison.Ordinal)
                .Replace("</BANKTRANLIST>", "", StringComparison.Ordinal).Replace("</BANKACCTFROM>", "", StringComparison.Ordinal),
            plain.Replace("<FITID>", "<MEMO/><PAYEE/><CHECKNUM></CHECKNUM><X.EXTRA>something<FITID>", StringComparison.Ordinal),
            plain.Replace("Corner Bakery", "<![CDATA[Corner Bakery ]]>", StringComparison.Ordinal),
            plain.Replace("<NAME>Corner Bakery", "<PAYEE><NAME>Corner Bakery<CITY>Town</PAYEE>", StringComparison.Ordinal),
            plain.Replace("Corner Bakery", "Corner\u0000\r\n   Bakery", StringComparison.Ordinal),
        ];
    }

    [Theory, MemberData(nameof(SameStatementInOtherClothes))]
    public void The_same_statement_reads_the_same_however_it_is_written(string ofx)
    {
        var file = OfxSample.Read(ofx);
        var part = Assert.Single(file.Parts);
        var row = Assert.Single(part.Rows);
        Assert.Empty(file.Unreadable);
        Assert.Empty(part.Warnings);
        Assert.Equal(("123", "000", AccountKind.Checking, "USD"), (part.Account.Number, part.Account.BankId, part.Account.Kind, part.Account.Currency.Code));
        Assert.Equal(("Example Bank", "a1", "Corner Bakery"), (part.Account.BankName, row.BankId, row.Name), CaseBlind);
        Assert.Equal((-1234, 10000), (row.Amount.MinorUnits, part.Current?.Amount.MinorUnits));
        Assert.Equal(BankTime.OnDay(new DateOnly(2026, 3, 1)), row.OccurredAt);
    }

    [Theory]
    [InlineData("Bread &amp; Butter", "Bread & Butter")]
    [InlineData("Bread & Butter", "Bread & Butter")]
    [InlineData("Caf&#233; &#x263A; &lt;3", "Café ☺ <3")]
    [InlineData("I <3 Coffee", "I <3 Coffee")]
    [InlineData("A&nosuch;B&#xD800;C", "A&nosuch;B&#xD800;C")]
    public void Entities_and_loose_signs_come_out_as_meant(string written, string meant) =>
        Assert.Equal(meant, OfxSample.ReadRow($"<DTPOSTED>20260301<TRNAMT>1<NAME>{written}").Name);

    [Theory]
    [InlineData("\n")]
    [InlineData("\r")]
    [InlineData("\r\n")]
    public void A_row_that_cannot_be_read_is_named_by_its_line(string lineEnd)
    {
        var file = OfxSample.Read($"<OFX>{lineEnd}<STMTRS>{lineEnd}{lineEnd}{Row}{lineEnd}<STMTTRN>{lineEnd}<DTPOSTED>20260302</STMTTRN></OFX>");
        Assert.Equal(new StatementProblem(5, ProblemReason.AmountMissing, null), Assert.Single(file.Unreadable));
        Assert.Equal(4, Assert.Single(Assert.Single(file.Parts).Rows).Line);
    }

    [Fact]
    public void A_file_that_ends_in_a_row_keeps_the_rows_before_and_lists_that_one()
    {
        var file = OfxSample.Read("<OFX><STMTRS><CURDEF>USD" + Row + "<STMTTRN><DTPOSTED>20260302<TRNAMT>-12");
        Assert.Equal(new StatementProblem(1, ProblemReason.CutOff, "-12"), Assert.Single(file.Unreadable));
        Assert.Single(Assert.Single(file.Parts).Rows);
    }

    [Fact]
    public void The_same_id_on_two_rows_is_a_warning() =>
        Assert.Equal([new StatementWarning(WarningKind.RepeatedBankIds, "1")], OfxSample.Part(OfxSample.Bank(Row + Row)).Warnings);

    [Fact]
    public void A_bank_statement_beside_investments_and_an_error_is_imported()
    {
        var file = OfxSample.Read("<OFX><STMTTRNRS><STATUS><CODE>2000<SEVERITY>ERROR</STATUS></STMTTRNRS><INVSTMTRS><INVBANKTRAN>" + Row
            + "</INVBANKTRAN></INVSTMTRS>" + OfxSample.Bank(Row));
        Assert.Null(file.Refusal);
        Assert.Single(Assert.Single(file.Parts).Rows);
    }

    [Fact]
    public void A_pending_transaction_says_so()
    {
        var pending = "</BANKTRANLIST><BANKTRANLISTP><DTASOF>20260331<STMTTRNP><TRNTYPE>POS<DTTRAN>20260330<TRNAMT>-5<NAME>Kiosk</STMTTRNP></BANKTRANLISTP>";
        var rows = OfxSample.Part(OfxSample.Bank(Row + pending)).Rows;
        Assert.Equal([TransactionStatus.Posted, TransactionStatus.Pending], rows.Select(row => row.Status));
        Assert.Null(rows[1].PostedAt);
    }

    [Fact]
    public void A_text_with_no_OFX_in_it_is_no_statement_and_a_cut_one_is_damaged()
    {
        Assert.Equal(RefusalReason.NotAStatement, OfxSample.Read("<html><b>Hello</b>").Refusal?.Reason);
        Assert.Equal(RefusalReason.Damaged, OfxSample.Read("<OFX><SIGNONMSGSRSV1><SONRS>").Refusal?.Reason);
    }

    private static bool CaseBlind((string?, string?, string) left, (string?, string?, string) right) =>
        string.Equals($"{left}", $"{right}", StringComparison.OrdinalIgnoreCase);
}

using BankView.Data.Statements;
using BankView.Data.Statements.Ofx;

namespace BankView.Tests.Statements;

/// <summary>Small OFX texts of our own; what a test is about is put in, the rest is ordinary.</summary>
internal static class OfxSample
{
    public const string Header = "OFXHEADER:100\r\nDATA:OFXSGML\r\nVERSION:102\r\nENCODING:USASCII\r\nCHARSET:1252\r\n\r\n";

    public const string Row = "<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20260301<TRNAMT>-12.34<FITID>a1<NAME>Corner Bakery</STMTTRN>";

    public const string Balance = "<LEDGERBAL><BALAMT>100.00<DTASOF>20260331</LEDGERBAL>";

    public static string Bank(string rows, string balances = Balance, string type = "CHECKING", string currency = "USD") =>
        Header + "<OFX><SIGNONMSGSRSV1><SONRS><STATUS><CODE>0<SEVERITY>INFO</STATUS><DTSERVER>20260401<FI><ORG>Example Bank<FID>1</FI>"
        + "</SONRS></SIGNONMSGSRSV1><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>" + currency
        + "<BANKACCTFROM><BANKID>000<ACCTID>123<ACCTTYPE>" + type + "</BANKACCTFROM><BANKTRANLIST><DTSTART>20260301<DTEND>20260331"
        + rows + "</BANKTRANLIST>" + balances + "</STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>";

    public static string Card(string rows) =>
        "<OFX><CREDITCARDMSGSRSV1><CCSTMTTRNRS><CCSTMTRS><CURDEF>USD<CCACCTFROM><ACCTID>9</CCACCTFROM><BANKTRANLIST>" + rows
        + "</BANKTRANLIST></CCSTMTRS></CCSTMTTRNRS></CREDITCARDMSGSRSV1></OFX>";

    /// <summary>A row with exactly these elements.</summary>
    public static string RowOf(string elements) => $"<STMTTRN>{elements}</STMTTRN>";

    public static StatementFile Read(string ofx) => OfxReader.Read(new StatementText(ofx, "utf-8"));

    public static StatementPart Part(string ofx) => Assert.Single(Read(ofx).Parts);

    public static StatementRow ReadRow(string elements) => Assert.Single(Part(Bank(RowOf(elements))).Rows);
}

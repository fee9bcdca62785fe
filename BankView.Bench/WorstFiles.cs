using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using BankView.Data.Statements;

namespace BankView.Bench;

/// <summary>Files of the largest size that is read, each made to cost a reader as much as a file of its kind can.</summary>
internal static class WorstFiles
{
    private const int Size = StatementFormats.LargestFile;
    private const string Ofx = "OFXHEADER:100\n\n<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>USD<BANKACCTFROM><ACCTID>1</BANKACCTFROM><BANKTRANLIST>";
    private const string Again = "</BANKTRANLIST></STMTRS><STMTRS><CURDEF>USD<BANKACCTFROM><ACCTID>1</BANKACCTFROM><BANKTRANLIST>";
    private const string Card = "OFXHEADER:100\n\n<OFX><CREDITCARDMSGSRSV1>";
    private const string Csv = "Date,Description,Details,Amount\n";

    public static readonly IReadOnlyDictionary<string, Func<byte[]>> All = new Dictionary<string, Func<byte[]>>
    {
        ["CSV as banks write it"] = () => Text("Date,Description,Details,Amount,Card\n", row => $"{Day(row)} 10:{row % 60:D2}:00,Corner Bakery {row % 1200},Reference {row:D9} terminal {row % 10_000:D4},-{row % 200}.{row % 100:D2},*1234\n"),
        ["CSV, most rows"] = () => Text(Csv, row => $"{Day(row)},Shop {Scatter(row)},{Scatter(row + 1):D10} {row:D9} at the harbour,-{row % 200}.{row % 100:D2}\n"),
        ["CSV, every column"] = () => Text("Date,Booked,Description,Details,Amount,Balance,ID,MCC,Category\n", row => $"{Day(row)},{Day(row)},Shop {row},memo {row},-1,{-row},{row},5411,c{row}\n"),
        ["CSV, more rows than are read"] = () => Text(Csv, row => $"{Day(row)},Shop {row},,-{row % 200}.{row % 100:D2}\n"),
        ["CSV, an account a row"] = () => Text("Date,Account number,Description,Amount\n", row => $"{Day(row)},{row:D9},Shop {Scatter(row):D10} {row:D9} at the harbour of the old town,-1.00\n"),
        ["CSV, most accounts"] = () => Text("Date,Account number,Description,Amount\n", row => $"{Day(row)},{row % 1000:D9},Shop {Scatter(row):D10} {row:D9} at the harbour of the old town,-1.00\n"),
        ["CSV, shortest rows"] = () => Text("Date,Amount,Name\n", row => $"{Day(row)},1\n"),
        ["CSV, one character a row"] = () => Text(Csv, _ => $";\n"),
        ["CSV, rows that are none"] = () => Text("Date;Amount;Name\n", _ => $"x;\n"),
        ["CSV, one long line"] = () => Text(Csv, row => $"{Day(row)},x,y,1.00,"),
        ["CSV, lines of a megabyte"] = () => Text(Csv, row => $"{Day(row)},\"{new string('a', 1_000_000)}\",{new string('b', 1_000)},1.00\n"),
        ["CSV, quotes alone"] = () => Text(Csv, _ => $"\""),
        ["CSV, quotes that never close"] = () => Text(Csv, row => $"\"{Day(row)},\"a,\"b,\"\n"),
        ["CSV in UTF-16"] = () => Text(Csv, row => $"{Day(row)},Shop {row % 1200},Reference {row:D9},-{row % 200}.{row % 100:D2}\n", Encoding.Unicode),
        ["OFX as banks write it"] = () => Text(Ofx, row => $"<STMTTRN><TRNTYPE>POS<DTPOSTED>{Day(row).Replace("-", "", StringComparison.Ordinal)}<TRNAMT>-{row % 200}.{row % 100:D2}<FITID>{row:D9}<NAME>Corner Bakery {row % 1200}</STMTTRN>\n"),
        ["OFX, shortest rows"] = () => Text(Ofx, _ => $"<STMTTRN><DTUSER>20260101<TRNAMT>1"),
        ["OFX, rows that are none"] = () => Text(Ofx, _ => $"<STMTTRN><NAME>a"),
        ["OFX, statements without end"] = () => Text(Card, row => $"<CCSTMTRS><ACCTID>{row}"),
        ["OFX, one row of everything"] = () => Text(Ofx + "<STMTTRN>", row => $"<NAME>{row}<MEMO>{row}"),
        ["OFX, one long value"] = () => Text(Ofx + "<STMTTRN><NAME>", _ => $"&amp; "),
        ["OFX, one day in two statements"] = () => Text(Ofx, row => $"{(row == 120_000 ? Again : "")}<STMTTRN><DTPOSTED>20260101<TRNAMT>1{(row < 120_000 ? "" : $"<FITID>{row}")}<NAME>Member {Scatter(row):x8} of the harbour club of the old town\n"),
        ["OFX, open tags"] = () => Text(Ofx, _ => $"<STMTTRN"),
        ["OFX, open comments"] = () => Text(Ofx, _ => $"<!--<![CDATA["),
        ["OFX, nested aggregates"] = () => Text(Ofx, _ => $"<STMTTRN><PAYEE><CURRENCY>"),
        ["XML, nested"] = () => Text("<?xml version=\"1.0\"?><?OFX?><OFX>", _ => $"<a>"),
        ["HTML"] = () => Text("<html>", _ => $"<td>1,2;3</td>\n"),
        ["blanks"] = () => Text("", _ => $" \r\n"),
        ["zeros"] = () => new byte[Size],
        ["random bytes"] = () => RandomNumberGenerator.GetBytes(Size),
        ["random bytes in UTF-16"] = () => [0xFF, 0xFE, .. RandomNumberGenerator.GetBytes(Size - 2)],
    };

    /// <summary>Those that are also read when all of it is stored already.</summary>
    public static readonly IReadOnlySet<string> Repeated =
        new HashSet<string>(StringComparer.Ordinal) { "CSV as banks write it", "CSV, most rows", "CSV, most accounts", "OFX as banks write it" };

    private static byte[] Text(string head, Func<int, FormattableString> row, Encoding? encoding = null)
    {
        var bytes = new byte[Size];
        encoding ??= Encoding.ASCII;
        encoding.GetPreamble().CopyTo(bytes, 0);
        var used = encoding.GetPreamble().Length + encoding.GetBytes(head, bytes.AsSpan(encoding.GetPreamble().Length));
        for (var number = 0; ; number++)
        {
            var line = row(number).ToString(CultureInfo.InvariantCulture);
            if (!encoding.TryGetBytes(line, bytes.AsSpan(used), out var written))
            {
                return bytes[..used];
            }

            used += written;
        }
    }

    private static string Day(int row) => new DateOnly(2026, 11, 20).AddDays(-row % 7000).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static uint Scatter(int row) => unchecked((uint)row * 2_654_435_761);
}

namespace BankView.Data.Statements.Ofx;

/// <summary>
/// Reads OFX and QFX files, 1.x (SGML) and 2.x (XML) by the same tolerant walk: bank and card statements, any number in one file.
/// What can be read is kept, and what cannot is listed with its line; linear in time for any text.
/// </summary>
public static class OfxReader
{
    /// <summary>Never throws for what the text holds; a file without a bank or card statement comes back refused with the reason.</summary>
    public static StatementFile Read(StatementText text)
    {
        var document = new OfxDocument();
        document.Read(text.Text);
        return document.Refusal is { } refusal
            ? StatementFile.Refused(StatementFormat.Ofx, text.Encoding, refusal.Reason, refusal.Detail)
            : new StatementFile
            {
                Format = StatementFormat.Ofx,
                Encoding = text.Encoding,
                Parts = document.Parts,
                Unreadable = document.Unreadable,
            };
    }
}

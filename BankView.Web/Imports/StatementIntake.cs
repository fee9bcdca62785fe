using BankView.Data;
using BankView.Data.Statements;
using BankView.Data.Statements.Csv;
using BankView.Data.Statements.Ofx;

namespace BankView.Web.Imports;

/// <summary>From the bytes of a file to rows in memory. Nothing is stored, and no content makes it fail.</summary>
public sealed class StatementIntake(CsvMappingStore mappings)
{
    /// <summary>Recognises and reads a file; a CSV by the mapping the member used for its header before, else by a guess.</summary>
    /// <param name="assumed">The currency of a CSV that names none.</param>
    /// <param name="zone">The IANA zone of times in a CSV that name none.</param>
    public async Task<DraftFile> Read(UserId userId, string name, ReadOnlyMemory<byte> bytes, Currency assumed, string zone)
    {
        var file = StatementFormats.Recognise(bytes);
        return file switch
        {
            { Refusal: { } reason } => Refused(name, reason, file),
            { Format: StatementFormat.Ofx, Text: { } text } => new DraftFile { Name = name, Statement = OfxReader.Read(text) },
            { Text: { } text } => await ReadCsv(userId, name, text, assumed, zone),
            _ => Refused(name, RefusalReason.NotAStatement, file),
        };
    }

    public static DraftFile Refused(string name, RefusalReason reason, RecognisedFile? file = null) => new()
    {
        Name = name,
        Statement = StatementFile.Refused(file?.Format ?? StatementFormat.Unknown, file?.Text?.Encoding ?? "", reason),
    };

    /// <summary>Reads a CSV draft's whole text by its mapping.</summary>
    public static DraftFile Confirm(DraftFile file, CsvMapping mapping)
    {
        var csv = file.Csv! with { Mapping = mapping, IsConfirmed = true };
        return file with { Csv = csv, Statement = CsvStatement.Read(csv.Text.Text, csv.Text.Encoding, mapping) };
    }

    private async Task<DraftFile> ReadCsv(UserId userId, string name, StatementText text, Currency assumed, string zone)
    {
        var shape = CsvShape.Of(text.Text);
        var remembered = await mappings.Find(userId, shape.Fingerprint);
        var mapping = remembered?.Mapping.FittedTo(shape) ?? Guess(text, assumed, zone);
        var draft = new DraftFile
        {
            Name = name,
            Statement = new StatementFile { Format = StatementFormat.Csv, Encoding = text.Encoding },
            Csv = new CsvDraft { Text = text, Shape = shape, Mapping = mapping, AccountId = remembered?.AccountId },
        };
        // A bank may have changed what it writes under the same header: then the member looks again.
        return remembered is not null && Confirm(draft, mapping) is { Statement.Refusal: null } read ? read : draft;
    }

    private static CsvMapping Guess(StatementText text, Currency assumed, string zone) =>
        CsvMapping.Guess(text.Text, assumed) with { TimeZone = string.Equals(zone, "UTC", StringComparison.Ordinal) ? null : zone };
}

namespace BankView.Data.Statements;

/// <summary>
/// What a file turned out to be: its format and text, or why it is refused. <see cref="Text"/> is null only where the file was too
/// large to be decoded.
/// </summary>
public sealed record RecognisedFile(StatementFormat Format, StatementText? Text, RefusalReason? Refusal);

/// <summary>Tells by its content what format a file has; its name is not asked.</summary>
public static class StatementFormats
{
    /// <summary>The largest file that is read, in bytes.</summary>
    public const int LargestFile = 20 * 1024 * 1024;

    /// <summary>The most rows that are read: as many as 20 MB hold of real ones, and as 256 MB of memory have room for.</summary>
    public const int MostRows = 300_000;

    /// <summary>
    /// The most accounts that one file may name. A household has a few, a club some dozens; more is a made-up file, or a column that
    /// holds the other side's accounts, and each would cost queries.
    /// </summary>
    public const int MostAccounts = 1000;

    // Letters, adverts and headers stand before the first tag or row, but not more than this many characters of them.
    private const int HeadLength = 100_000;

    private static readonly string[] OfxMarks = ["OFXHEADER", "<?OFX", "<OFX>", "<OFX ", "<STMTRS>", "<CCSTMTRS>"];

    // PDF, ZIP and XLSX, gzip, PNG, JPEG, GIF, old Office files, 7z, RAR: each starts with bytes of its own.
    private static readonly byte[][] BinaryMarks =
    [
        "%PDF"u8.ToArray(), "PK\u0003\u0004"u8.ToArray(), "PK\u0005\u0006"u8.ToArray(), [0x1F, 0x8B], [0x89, 0x50, 0x4E, 0x47],
        [0xFF, 0xD8, 0xFF], "GIF8"u8.ToArray(), [0xD0, 0xCF, 0x11, 0xE0], [0x37, 0x7A, 0xBC, 0xAF], "Rar!"u8.ToArray(),
    ];

    /// <summary>Decides in linear time, whatever the bytes are.</summary>
    public static RecognisedFile Recognise(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length > LargestFile)
        {
            return new RecognisedFile(StatementFormat.Unknown, null, RefusalReason.TooLarge);
        }

        var text = StatementText.Decode(bytes);
        if (Array.Exists(BinaryMarks, mark => bytes.Span.StartsWith(mark)))
        {
            return new RecognisedFile(StatementFormat.Unknown, text, RefusalReason.NotAStatement);
        }

        var content = text.Text.AsSpan().TrimStart(" \t\r\n\f\0\u001A\uFEFF");
        var head = content[..Math.Min(content.Length, HeadLength)];
        return head.IsEmpty ? new RecognisedFile(StatementFormat.Unknown, text, RefusalReason.Empty)
            : IsOfx(head) ? new RecognisedFile(StatementFormat.Ofx, text, null)
            : IsOtherFormat(head) || IsBinary(head) || !DelimitedText.IsLikely(head)
                ? new RecognisedFile(StatementFormat.Unknown, text, RefusalReason.NotAStatement)
            : new RecognisedFile(StatementFormat.Csv, text, null);
    }

    private static bool IsOfx(ReadOnlySpan<char> head)
    {
        foreach (var mark in OfxMarks)
        {
            if (head.Contains(mark, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>XML and HTML, JSON, QIF, RTF, and MT940 with its lines of <c>:20:</c> and <c>:60F:</c>.</summary>
    private static bool IsOtherFormat(ReadOnlySpan<char> head) =>
        head[0] is '<' or '{' or '[' || head.StartsWith("!Type:", StringComparison.OrdinalIgnoreCase)
        || head.StartsWith("!Account", StringComparison.OrdinalIgnoreCase)
        || head.Contains(":20:", StringComparison.Ordinal) && head.ContainsAny(":60F:", ":60M:", ":61:");

    private static bool IsBinary(ReadOnlySpan<char> head)
    {
        var odd = 0;
        foreach (var character in head)
        {
            odd += character == '\uFFFD' || (char.IsControl(character) && character is not ('\t' or '\r' or '\n' or '\f')) ? 1 : 0;
        }

        return odd > head.Length / 100;
    }

    private static bool ContainsAny(this ReadOnlySpan<char> text, params ReadOnlySpan<string> marks)
    {
        foreach (var mark in marks)
        {
            if (text.Contains(mark, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}

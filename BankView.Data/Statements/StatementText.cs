using System.Buffers;
using System.Text;
using System.Text.Unicode;
using TextEncoding = System.Text.Encoding;

namespace BankView.Data.Statements;

/// <summary>
/// The text of a statement file and the web name of the encoding its bytes are really in. What the file's header says about its
/// encoding is not asked: banks write <c>CHARSET:1252</c> above UTF-8 and the other way round.
/// </summary>
public sealed record StatementText(string Text, string Encoding)
{
    // Enough to see a pattern, too little to cost time.
    private const int SampleBytes = 4096;
    private const int SampleSequences = 10_000;

    // The provider gives the encoding without being registered for the whole process.
    private static readonly TextEncoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)
        ?? throw new InvalidOperationException("Windows-1252 is not in this framework.");

    private static readonly SearchValues<byte> NotInWindows1252 = SearchValues.Create([0x81, 0x8D, 0x8F, 0x90, 0x9D]);

    /// <summary>Decodes any bytes, in linear time; what is no text at all becomes odd characters and never an exception.</summary>
    public static StatementText Decode(ReadOnlyMemory<byte> bytes)
    {
        var (encoding, start) = Detect(bytes.Span);
        return new StatementText(encoding.GetString(bytes.Span[start..]), encoding.WebName);
    }

    private static (TextEncoding Encoding, int Start) Detect(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (TextEncoding.UTF8, 3),
        [0xFF, 0xFE, ..] => (TextEncoding.Unicode, 2),
        [0xFE, 0xFF, ..] => (TextEncoding.BigEndianUnicode, 2),
        _ => (DetectWithoutMark(bytes), 0),
    };

    private static TextEncoding DetectWithoutMark(ReadOnlySpan<byte> bytes)
    {
        if (DetectUtf16(bytes[..Math.Min(bytes.Length, SampleBytes)]) is { } utf16)
        {
            return utf16;
        }

        if (Utf8.IsValid(bytes) || IsMostlyUtf8(bytes))
        {
            return TextEncoding.UTF8;
        }

        // Five bytes have no character in Windows-1252; where one stands, the text is Latin-1 with its control characters. Without
        // them the two are told apart by nothing and read alike, so the wider one is named.
        return bytes.IndexOfAny(NotInWindows1252) >= 0 ? TextEncoding.Latin1 : Windows1252;
    }

    /// <summary>Statements are mostly ASCII, and every ASCII character is half zero in UTF-16: the side of the zeros tells the order.</summary>
    private static TextEncoding? DetectUtf16(ReadOnlySpan<byte> sample)
    {
        int pairs = sample.Length / 2, firstZero = 0, secondZero = 0;
        for (var i = 0; i < pairs; i++)
        {
            firstZero += sample[2 * i] == 0 ? 1 : 0;
            secondZero += sample[2 * i + 1] == 0 ? 1 : 0;
        }

        var (many, few) = (pairs * 3 / 10, pairs / 50);
        return pairs < 2 ? null
            : secondZero > many && firstZero <= few ? TextEncoding.Unicode
            : firstZero > many && secondZero <= few ? TextEncoding.BigEndianUnicode
            : null;
    }

    /// <summary>
    /// Banks cut UTF-8 names after so many bytes, in the middle of a character too. Text of a single-byte encoding hardly ever
    /// holds a whole UTF-8 sequence, so whole ones that outnumber the broken ones decide.
    /// </summary>
    private static bool IsMostlyUtf8(ReadOnlySpan<byte> bytes)
    {
        int whole = 0, broken = 0;
        while (whole + broken < SampleSequences && bytes.IndexOfAnyExceptInRange((byte)0x00, (byte)0x7F) is >= 0 and var next)
        {
            var isWhole = Rune.DecodeFromUtf8(bytes[next..], out _, out var length) == OperationStatus.Done;
            whole += isWhole ? 1 : 0;
            broken += isWhole ? 0 : 1;
            bytes = bytes[(next + length)..];
        }

        return whole > broken;
    }
}

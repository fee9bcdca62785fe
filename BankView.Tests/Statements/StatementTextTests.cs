using System.Text;
using BankView.Data.Statements;
using BankView.Tests.Testing;
using CsCheck;

namespace BankView.Tests.Statements;

[Collection(nameof(TimedStatementTests))]
public class StatementTextTests
{
    // Signs that every one of the encodings has, under a header that names another one.
    private const string Lying = "<?xml version=\"1.0\" encoding=\"ISO-2022-JP\"?>\r\nENCODING:USASCII\r\nCHARSET:1251\r\n<NAME>Café Müßig £5 ñ";

    public static TheoryData<string, bool, string> Encodings() => new()
    {
        { "utf-8", false, "utf-8" },
        { "utf-8", true, "utf-8" },
        { "utf-16", false, "utf-16" },
        { "utf-16", true, "utf-16" },
        { "utf-16BE", false, "utf-16BE" },
        { "utf-16BE", true, "utf-16BE" },
        { "windows-1252", false, "windows-1252" },
        // Without a control character Latin-1 is the same bytes as Windows-1252, which has more characters.
        { "iso-8859-1", false, "windows-1252" },
    };

    [Theory, MemberData(nameof(Encodings))]
    public void The_bytes_tell_the_encoding_and_a_lying_header_does_not(string encoding, bool withMark, string detected)
    {
        var real = CodePagesEncodingProvider.Instance.GetEncoding(encoding) ?? Encoding.GetEncoding(encoding);
        byte[] bytes = [.. withMark ? real.GetPreamble() : [], .. real.GetBytes(Lying)];
        Assert.Equal(new StatementText(Lying, detected), StatementText.Decode(bytes));
    }

    [Fact]
    public void Windows_signs_and_Latin_controls_are_told_apart()
    {
        Assert.Equal(new StatementText("5 € – “ok”", "windows-1252"), StatementText.Decode("5 \u0080 \u0096 \u0093ok\u0094".Select(sign => (byte)sign).ToArray()));
        Assert.Equal(new StatementText("\u0081 é", "iso-8859-1"), StatementText.Decode(new byte[] { 0x81, 0x20, 0xE9 }));
    }

    [Fact]
    public void A_name_cut_inside_a_character_leaves_the_rest_UTF8()
    {
        byte[] bytes = [.. "<NAME>Müller & Söhne, Käserei "u8, 0xC3, .. "\r\n<MEMO>Grüße"u8];
        var text = StatementText.Decode(bytes);
        Assert.Equal("utf-8", text.Encoding);
        Assert.StartsWith("<NAME>Müller & Söhne, Käserei", text.Text, StringComparison.Ordinal);
        Assert.EndsWith("Grüße", text.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_text_comes_back_from_UTF8_and_any_bytes_are_decoded()
    {
        Gen.String[Gen.Char['\u0001', '\u07FF'], 0, 200].Sample(text => string.Equals(StatementText.Decode(Encoding.UTF8.GetBytes("ab" + text)).Text, "ab" + text, StringComparison.Ordinal));
        Gen.Byte.Array[0, 500].Sample(bytes => StatementText.Decode(bytes).Encoding.Length > 0);
    }

    [Theory]
    [InlineData(0x00)]
    [InlineData(0x3C)]
    [InlineData(0xC3)]
    [InlineData(0xE9)]
    [InlineData(0xFF)]
    public void Twenty_megabytes_never_hang_it(byte value)
    {
        var bytes = new byte[StatementFormats.LargestFile];
        Array.Fill(bytes, value);
        var before = Environment.CpuUsage.TotalTime;
        StatementText.Decode(bytes);
        Assert.InRange(Environment.CpuUsage.TotalTime - before, TimeSpan.Zero, Hang.Limit);
    }
}

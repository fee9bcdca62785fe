using System.Buffers.Binary;
using System.Text;

namespace BankView.Data.Sealing;

/// <summary>
/// The plain form of a sealed blob: each field as its length plus one (4 bytes, 0 for null) and its UTF-8 bytes. Cheaper than JSON
/// by as much as the cipher costs.
/// </summary>
internal static class SealedFields
{
    public static int Measure(ReadOnlySpan<string?> fields)
    {
        var size = 0;
        foreach (var field in fields)
        {
            size += sizeof(int) + (field is null ? 0 : Encoding.UTF8.GetByteCount(field));
        }

        return size;
    }

    public static void Write(ReadOnlySpan<string?> fields, Span<byte> target)
    {
        foreach (var field in fields)
        {
            var written = field is null ? -1 : Encoding.UTF8.GetBytes(field, target[sizeof(int)..]);
            BinaryPrimitives.WriteInt32LittleEndian(target, written + 1);
            target = target[(sizeof(int) + Math.Max(written, 0))..];
        }
    }

    /// <summary>Reads up to <paramref name="count"/> fields; those that an earlier version did not write are null.</summary>
    public static string?[] Read(ReadOnlySpan<byte> source, int count)
    {
        var fields = new string?[count];
        for (var i = 0; i < count && source.Length >= sizeof(int); i++)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(source) - 1;
            source = source[sizeof(int)..];
            if (length >= 0)
            {
                fields[i] = Encoding.UTF8.GetString(source[..length]);
                source = source[length..];
            }
        }

        return fields;
    }
}
